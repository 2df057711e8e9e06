"""Sessions of boto3 that know nothing of the machine they run on."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING
from unittest import mock

import boto3
from botocore.loaders import create_loader
from botocore.session import Session

if TYPE_CHECKING:
    import pytest

_LOADER = create_loader()
"""Keeps the service's model, which is slow to read, for all sessions."""


def keep_out_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the machine's own settings out, and the default session that has read some."""
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    for name in os.environ:
        if name.startswith("AWS_") or name.lower().endswith(("_proxy", "_ca_bundle")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@functools.cache
def shared_session(region_name: str) -> boto3.Session:
    """Give the one session of a region, of credentials that open nothing: making it takes long.

    It has read its configuration, which is empty: a file that a test names is for a `new_session`.
    """
    session = new_session(region_name)
    files = dict.fromkeys(["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"], os.devnull)
    with mock.patch.dict(os.environ, files):
        assert [] == session.available_profiles
    return session


def new_session(region_name: str) -> boto3.Session:
    """Give a session that has read nothing yet, of credentials that open nothing."""
    core = Session()
    core.register_component("data_loader", _LOADER)
    return boto3.Session(
        botocore_session=core,
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="example",  # noqa: S106 - a placeholder that opens nothing
        region_name=region_name,
    )
