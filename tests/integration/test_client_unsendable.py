"""Requests that cannot even be written: the setting is named, and nothing is sent or repeated."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any, cast

import boto3
import pytest
from botocore.config import Config

from cpkit import DomainSettings
from cpkit.client import CustomerProfiles
from cpkit.errors import CallError, ConfigurationError

if TYPE_CHECKING:
    from tests.support.connections import Connections
    from tests.support.fault_server import FaultServer

CERTIFICATES: Any = Config(client_cert="/no/such/certificate")


def session(**credentials: str) -> boto3.Session:
    """Make a session of odd credentials."""
    usual = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "example"}
    given: dict[str, Any] = {**usual, **credentials}
    return boto3.Session(**given, region_name="us-east-1")


def refused(connections: Connections, profiles: CustomerProfiles) -> ConfigurationError:
    """Call what cannot be sent, and give the error."""
    with pytest.raises(ConfigurationError) as caught:
        profiles.update_domain(DomainSettings(domain_name="shop", default_expiration_days=30))
    # A connection that ends before a word is none.
    assert [] == [request for request in connections.server.requests if request]
    assert [] == connections.waits
    return caught.value


@pytest.mark.parametrize("passed_in", [False, True])
@pytest.mark.parametrize(
    "credentials",
    [{"aws_session_token": "hunter2\nx"}, {"aws_access_key_id": "hunter2\n"}],
)
def test_credentials_when_they_fit_no_header_then_they_are_the_setting_and_stay_secret(
    connections: Connections, credentials: dict[str, str], *, passed_in: bool
) -> None:
    """A line break at the end of a variable is a common mistake; no traceback repeats it."""
    made = connections.profiles(session=session(**credentials))
    profiles = made
    if passed_in:
        source: Any = session(**credentials)
        client = source.client(
            "customer-profiles",
            endpoint_url=connections.server.url,
            config=Config(retries={"total_max_attempts": 1}),
        )
        profiles = CustomerProfiles(client, retry=connections.policy())
    error = refused(connections, profiles)
    assert "credentials" == error.setting
    assert "hunter2" not in "".join(traceback.format_exception(error))


@pytest.mark.parametrize(
    "config",
    [
        Config(signature_version="nope"),
        Config(user_agent_extra="a\nb"),
        Config(max_pool_connections=cast("Any", "many")),
    ],
)
def test_config_when_no_request_can_be_made_of_it_then_it_is_the_setting(
    connections: Connections, config: Config
) -> None:
    """What botocore takes when the client is made can fail at each call."""
    error = refused(connections, connections.profiles(config=config))
    assert "config" == error.setting
    assert error.__cause__ is None or not isinstance(error.__cause__, CallError)


@pytest.mark.parametrize("settings", [{"verify": __file__}, {"config": CERTIFICATES}])
def test_certificates_when_they_cannot_be_loaded_then_verify_is_the_setting(
    connections: Connections, server: FaultServer, settings: dict[str, Any]
) -> None:
    """A file that holds none is found when the first connection is made."""
    url = server.url.replace("http:", "https:")
    assert (
        "verify" == refused(connections, connections.profiles(endpoint_url=url, **settings)).setting
    )
