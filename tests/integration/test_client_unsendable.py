"""Requests that cannot even be written: the setting is named, and nothing is sent or repeated."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config

from cpkit import DomainSettings
from cpkit.client import CustomerProfiles
from cpkit.errors import CallError, ConfigurationError, TransportError
from tests.support.fault_answers import answer
from tests.support.fault_server import LOST

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.connections import Connections
    from tests.support.fault_server import FaultServer


SHOP = DomainSettings(domain_name="shop", default_expiration_days=30)


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


CREDENTIALS = [
    {"aws_session_token": "hunter2\nx"},
    {"aws_session_token": "hunter2\udcff"},
    {"aws_access_key_id": "hunter2\n"},
    {"aws_secret_access_key": "hunter2\udcff"},
]


@pytest.mark.parametrize("credentials", CREDENTIALS)
def test_credentials_when_they_fit_no_header_then_they_are_the_setting_and_stay_secret(
    connections: Connections, credentials: dict[str, str]
) -> None:
    """A line break at the end of a variable is a common mistake; no traceback repeats it."""
    error = refused(connections, connections.profiles(session=session(**credentials)))
    assert "credentials" == error.setting
    assert "hunter2" not in "".join(traceback.format_exception(error))


@pytest.mark.parametrize("credentials", CREDENTIALS)
def test_credentials_when_those_of_a_client_passed_in_fit_no_header_then_they_stay_secret(
    connections: Connections, server: FaultServer, credentials: dict[str, str]
) -> None:
    """Where such a client stumbled is not known, but what it raises is cpkit's, and sent once."""
    source: Any = session(**credentials)
    client = source.client(
        "customer-profiles",
        endpoint_url=connections.server.url,
        config=Config(retries={"total_max_attempts": 1}),
    )
    connections.made.append(client)
    profiles = CustomerProfiles(client, retry=connections.policy())
    with pytest.raises(CallError) as caught:
        profiles.update_domain(SHOP)
    assert caught.value.maybe_applied
    assert [] == [request for request in server.requests if request]
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_config_when_no_request_can_be_made_of_it_then_it_is_the_setting(
    connections: Connections,
) -> None:
    """What botocore accepts when the client is made can fail at each call."""
    error = refused(connections, connections.profiles(config=Config(signature_version="nope")))
    assert "config" == error.setting
    assert error.__cause__ is None or not isinstance(error.__cause__, CallError)


@pytest.mark.parametrize("name", ["user_agent", "user_agent_extra", "user_agent_appid"])
@pytest.mark.parametrize("value", ["a\nb", "a\udcff"])
def test_config_when_no_header_can_contain_it_then_it_is_the_setting(
    connections: Connections, name: str, value: str
) -> None:
    """It is found when the client is made."""
    settings: dict[str, Any] = {name: value}
    with pytest.raises(ConfigurationError, match=f"^config: {name} contains") as caught:
        connections.profiles(config=Config(**settings))
    assert "config" == caught.value.setting


PROFILE = """[default]
region = us-east-1
role_arn = arn:aws:iam::111122223333:role/shop
source_profile = other
[profile other]
aws_access_key_id = AKIDEXAMPLE
aws_secret_access_key = hunter2
"""
FAILING = {
    "500 without XML": ([answer(500, b"oops")], "sent a response that cannot be parsed"),
    "500 with HTML": ([answer(500, b"<html></html>")], "responded with 500 to AssumeRole"),
    "503": ([answer(503)], "responded with 503 to AssumeRole"),
    "no response": ([LOST], "could not be reached (ConnectionClosedError at 127.0.0.1:"),
}


@pytest.mark.parametrize("name", FAILING)
def test_credentials_when_sts_fails_in_passing_then_it_is_named_and_the_call_not_sent(
    connections: Connections,
    server: FaultServer,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
) -> None:
    """It is retried like any failure that may pass; the endpoint of the call is not blamed."""
    script, text = FAILING[name]
    server.script = [*script]
    file = tmp_path / "config"
    file.write_text(PROFILE)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", server.url)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    elsewhere = "http://127.0.0.1:9"
    profiles = CustomerProfiles(endpoint_url=elsewhere, retry=connections.policy(max_attempts=3))
    connections.made.append(profiles.boto3_client)
    with pytest.raises(TransportError) as caught:
        profiles.update_domain(SHOP)

    assert f"UpdateDomain was not sent: STS, which gives the credentials, {text}" in str(
        caught.value
    )
    assert (0, False) == (caught.value.attempts, caught.value.maybe_applied)
    assert 2 == len(connections.waits)
    assert elsewhere not in str(caught.value)
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))
