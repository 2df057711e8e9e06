"""Requests that cannot even be written: the setting is named, and nothing is sent or repeated."""

from __future__ import annotations

import traceback
from base64 import b64encode
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import boto3
import pytest
from botocore.config import Config

from cpkit import DomainSettings
from cpkit.client import CustomerProfiles
from cpkit.errors import CallError, ConfigurationError, TransportError
from tests.support.fault_answers import answer
from tests.support.fault_server import LOST
from tests.support.proxies import ForwardProxy, running

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


PASSWORDS = {
    "a letter that is not ASCII": "hunter2\u00e9",
    "such a letter, percent-encoded": quote("hunter2\u00e9"),
    "another alphabet, percent-encoded": quote("hunter2\u0416"),
    "half of a surrogate pair": "hunter2\udcff",
    "a line break": "hunter2\n",
}


@pytest.mark.parametrize("place", ["{}:hunter2", "hunter2:{}"], ids=["user", "password"])
@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("name", PASSWORDS)
def test_proxy_when_no_header_can_contain_its_password_then_it_is_the_setting_and_stays_secret(
    connections: Connections, monkeypatch: pytest.MonkeyPatch, name: str, scheme: str, place: str
) -> None:
    """It is found when the client is made, from the variable as well."""
    proxy = f"http://{place.format(PASSWORDS[name])}@127.0.0.1:9"
    with pytest.raises(ConfigurationError, match=r"^config: the proxy for") as of_config:
        connections.profiles(config=Config(proxies={scheme: proxy}))
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv(f"{scheme.upper()}_PROXY", proxy)
    with pytest.raises(
        ConfigurationError, match=f"^{scheme.upper()}_PROXY: the proxy"
    ) as of_variable:
        connections.profiles(endpoint_url=f"{scheme}://127.0.0.1")

    for caught in (of_config, of_variable):
        assert "hunter2" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("name", [name for name in PASSWORDS if name != "a line break"])
def test_proxy_when_it_is_that_of_a_client_passed_in_then_its_password_stays_secret(
    connections: Connections, server: FaultServer, name: str
) -> None:
    """What such a client stumbles over is known at its first call alone, and is sent once."""
    proxies = {"http": f"http://user:{PASSWORDS[name]}@127.0.0.1:9"}
    config = Config(proxies=proxies, retries={"total_max_attempts": 1})
    profiles = CustomerProfiles(connections.client(config=config), retry=connections.policy())
    with pytest.raises(TransportError, match="look for odd characters") as caught:
        profiles.update_domain(SHOP)

    assert [] == server.requests
    assert [] == connections.waits
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_proxy_when_its_password_is_percent_encoded_ascii_then_it_arrives(
    connections: Connections,
) -> None:
    """What looks odd in a URL is a password like any other."""
    odd = "hunter2@:/ %"
    proxy = ForwardProxy(lambda _: False)
    with running(proxy):
        url = proxy.url.replace("//", f"//user:{quote(odd, safe='')}@")
        connections.profiles(config=Config(proxies={"http": url})).update_domain(SHOP)

    assert [f"Basic {b64encode(f'user:{odd}'.encode()).decode()}"] == proxy.authorizations


@pytest.mark.parametrize(
    ("setting", "arguments"),
    [
        ("endpoint_url", {"endpoint_url": "http://127.0.0.1:9/\udcff"}),
        ("region_name", {"region_name": "us-\udcff"}),
        ("profile_name", {"profile_name": "shop\udcff", "session": None}),
        ("verify", {"verify": "/no/\udcff"}),
        ("config", {"config": Config(region_name="us-\udcff")}),
        ("client_cert", {"config": Config(client_cert="/no/\udcff")}),
    ],
)
def test_setting_when_it_contains_half_of_a_surrogate_pair_then_it_is_named_and_can_be_printed(
    connections: Connections, setting: str, arguments: dict[str, Any]
) -> None:
    """Variables of odd bytes become such strings; the error's text and its cause can be written."""
    with pytest.raises(ConfigurationError) as caught:
        connections.profiles(**arguments)

    assert setting == caught.value.setting
    assert "".join(traceback.format_exception(caught.value)).encode()


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
