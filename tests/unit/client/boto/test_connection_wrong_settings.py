"""What is wrong with a setting of the client is said before anything is sent."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import botocore
import pytest
from botocore.config import Config

from cpkit.errors import ConfigurationError
from tests.support.made_clients import config_of, make

if TYPE_CHECKING:
    import boto3


@pytest.mark.parametrize(
    ("settings", "setting"),
    [
        ({}, "region_name"),
        ({"region_name": "eu central"}, "region_name"),
        ({"profile_name": "nobody"}, "profile_name"),
        ({"endpoint_url": "nowhere"}, "endpoint_url"),
        ({"endpoint_url": ""}, "endpoint_url"),
        ({"verify": "/no/such/file.pem"}, "verify"),
        ({"verify": " "}, "verify"),
        ({"verify": 5}, "verify"),
        ({"verify": b"x"}, "verify"),
        ({"region_name": ""}, "region_name"),
        ({"region_name": "us-east-1\n"}, "region_name"),
        ({"region_name": 1}, "region_name"),
        ({"session": "x"}, "session"),
        ({"profile_name": 5}, "profile_name"),
        ({"config": {}}, "config"),
        ({"endpoint_url": "http://x y"}, "endpoint_url"),
        ({"endpoint_url": "https://h_h"}, "endpoint_url"),
        ({"config": Config(region_name="us-east-1\n")}, "config"),
        ({"config": Config(read_timeout=cast("Any", "x")), "region_name": "eu-west-1"}, "config"),
        ({"config": Config(proxies=cast("Any", ["http://host"]))}, "config"),
        ({"config": Config(proxies={"http": cast("Any", 5)})}, "config"),
        ({"config": Config(proxies={"http": "http://"})}, "config"),
        ({"config": Config(proxies={"http": "http://user:hunter2@[host:1"})}, "config"),
        ({"config": Config(proxies={"https": "socks5://user:hunter2@host:1"})}, "config"),
        ({"config": Config(proxies={"https": "host:port"})}, "config"),
    ],
)
def test_client_when_a_setting_is_wrong_then_it_is_named(
    settings: dict[str, object], setting: str
) -> None:
    """Mistakes are told when the client is made, where that can be known."""
    with pytest.raises(ConfigurationError) as caught:
        make(**settings)
    assert setting == caught.value.setting


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_ENDPOINT_URL", "nowhere"),
        ("AWS_ENDPOINT_URL_CUSTOMER_PROFILES", "https://user:password@host"),
        ("AWS_ENDPOINT_URL_CUSTOMER_PROFILES", "https://h_h"),
        ("AWS_ENDPOINT_URL", "http://x y"),
        ("AWS_ACCOUNT_ID_ENDPOINT_MODE", "odd"),
        ("AWS_STS_REGIONAL_ENDPOINTS", "odd"),
        ("HTTPS_PROXY", "socks5://user:password@host:1"),
        ("AWS_CA_BUNDLE", "/no/such/file.pem"),
        ("REQUESTS_CA_BUNDLE", ""),
        ("AWS_DEFAULTS_MODE", "odd"),
        ("AWS_REQUEST_CHECKSUM_CALCULATION", "odd"),
    ],
)
def test_client_when_a_variable_is_wrong_then_it_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """The environment is a setting like any other."""
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as caught:
        make(region_name="eu-central-1")
    assert name == caught.value.setting


@pytest.mark.parametrize("region", ["", "us-east-1\n"])
def test_client_when_the_region_of_the_environment_is_none_then_it_is_named(
    monkeypatch: pytest.MonkeyPatch, region: str
) -> None:
    """Botocore would write it into each request as it is."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    with pytest.raises(ConfigurationError) as caught:
        make(endpoint_url="https://host")
    assert "AWS_DEFAULT_REGION" == caught.value.setting


@pytest.mark.parametrize("proxy", ["http://host:1", "https://host", "host:1", "//host", ""])
def test_client_when_proxies_can_be_used_then_it_is_made(
    session: boto3.Session, proxy: str
) -> None:
    """All that botocore makes a proxy of is one; other schemes are none of its business."""
    proxies = {"https": proxy, "ftp": "nowhere at all"}
    made = make(session=session, config=Config(proxies=proxies))
    assert proxies == config_of(made).proxies


def test_client_when_it_cannot_be_made_then_nothing_is_said_of_plain_http() -> None:
    """A warning about what is refused next would only distract."""
    with pytest.raises(ConfigurationError) as caught:
        make(endpoint_url="http://example.com")
    assert "region_name" == caught.value.setting


def test_client_when_a_file_names_an_endpoint_that_is_none_then_it_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It may hold a password, which botocore's text repeats."""
    file = tmp_path / "config"
    file.write_text("[default]\nendpoint_url = https://user:hunter2@h_h\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    with pytest.raises(ConfigurationError) as caught:
        make(region_name="eu-central-1")
    assert "endpoint_url" == caught.value.setting
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_client_when_the_profile_of_the_environment_is_missing_then_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """AWS_PROFILE is where the name came from, so that is what is named."""
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    with pytest.raises(ConfigurationError) as caught:
        make(region_name="eu-central-1")
    assert "AWS_PROFILE" == caught.value.setting


def test_client_when_half_of_the_credentials_are_set_then_the_other_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The variable that is missing is the one to set."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    with pytest.raises(ConfigurationError) as caught:
        make(region_name="eu-central-1")
    assert "AWS_SECRET_ACCESS_KEY" == caught.value.setting


def test_client_when_session_and_profile_are_given_then_refused(session: boto3.Session) -> None:
    """One of them would have no effect."""
    with pytest.raises(ConfigurationError) as caught:
        make(session=session, profile_name="shop")
    assert "profile_name" == caught.value.setting


BUNDLE = str(Path(botocore.__file__).with_name("cacert.pem"))
"""The certificates that botocore brings along."""


@pytest.mark.parametrize("verify", [True, False, BUNDLE])
def test_client_when_certificates_can_be_had_then_it_is_made(
    session: boto3.Session,
    verify: bool | str,  # noqa: FBT001 - boto3's own type
) -> None:
    """Whether to check, and by which file."""
    made = make(session=session, verify=verify)
    assert "eu-central-1" == made.meta.region_name
