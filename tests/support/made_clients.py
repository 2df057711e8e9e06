"""Clients as cpkit makes them, of a few settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.config import Config

from cpkit.client.boto.connection import connect

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["CONFIG", "NOTHING", "config_of", "make"]


CONFIG: Any = Config
"""The stubs know an older one."""

NOTHING: dict[str, Any] = {
    "session": None,
    "region_name": None,
    "profile_name": None,
    "endpoint_url": None,
    "verify": None,
    "config": None,
}


def make(**settings: Any) -> CustomerProfilesClient:
    """Make a client of a few settings."""
    return connect(**{**NOTHING, **settings}).client


def config_of(client: Any) -> Any:
    """Read what a client was made with."""
    return client.meta.config
