"""Fixtures of the client's unit tests: settings of the machine kept out, clients closed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.loaders import create_loader
from botocore.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

_LOADER = create_loader()
"""Keeps the service's model, which is slow to read, for all sessions."""


@pytest.fixture(autouse=True)
def _no_aws_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own settings out."""
    for name in os.environ:
        if name.startswith("AWS_") or name.lower().endswith(("_proxy", "_ca_bundle")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture
def session() -> boto3.Session:
    """Give a session of credentials that open nothing."""
    core = Session()
    core.register_component("data_loader", _LOADER)
    return boto3.Session(
        botocore_session=core,
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="example",  # noqa: S106 - a placeholder that opens nothing
        region_name="eu-central-1",
    )


@pytest.fixture
def plain_client(session: boto3.Session) -> Callable[..., Any]:
    """Give what makes boto3 clients without cpkit."""
    source: Any = session

    def make(service: str = "customer-profiles", **settings: object) -> object:
        return source.client(service, **settings)

    return make
