"""Settings that cannot work: a clear error that names the one, no request, and no secret told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from cpkit.client import CustomerProfiles
from cpkit.errors import (
    ConfigurationError,
    ExpiredCredentialsError,
    ServiceError,
    UnknownServiceError,
)
from tests.support.fault_answers import error
from tests.support.fault_cases import Case, Fails, check, each

if TYPE_CHECKING:
    from tests.support.connections import Connections
    from tests.support.fault_server import FaultServer

SECRET = "very-secret"  # noqa: S105 - a mark that may be told nowhere
HERE = "the server"
"""Stands for the fault server's own endpoint."""

KEYS = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": SECRET}
REGION = {"AWS_DEFAULT_REGION": "us-east-1"}
GOOD = {**KEYS, **REGION}


@dataclass(frozen=True)
class Setting:
    """One line: the environment and the arguments, and which setting the error names."""

    name: str
    environment: dict[str, str]
    setting: str
    arguments: dict[str, Any] = field(default_factory=dict[str, Any])
    endpoint_url: str | None = HERE
    file: str = ""


def url(text: str) -> dict[str, Any]:
    """Give an endpoint as an argument."""
    return {"endpoint_url": text}


SETTINGS = (
    Setting("no credentials", REGION, "credentials"),
    Setting("no secret key", {"AWS_ACCESS_KEY_ID": "A", **REGION}, "AWS_SECRET_ACCESS_KEY"),
    Setting(
        "half a profile", REGION, "aws_secret_access_key", file="[default]\naws_access_key_id = A\n"
    ),
    Setting("a line break in a key", {**GOOD, "AWS_ACCESS_KEY_ID": f"{SECRET}\n"}, "credentials"),
    Setting("a line break in a token", {**GOOD, "AWS_SESSION_TOKEN": f"{SECRET}\n"}, "credentials"),
    Setting("no region", KEYS, "region_name"),
    Setting("an empty region", GOOD, "region_name", {"region_name": ""}),
    Setting("a malformed region", GOOD, "region_name", {"region_name": "us east 1"}),
    Setting("a region with a host", GOOD, "region_name", {"region_name": "a.example/"}),
    Setting("a malformed region, set", {**KEYS, "AWS_DEFAULT_REGION": "a/b"}, "AWS_DEFAULT_REGION"),
    Setting("an unknown profile", GOOD, "profile_name", {"profile_name": "nope"}),
    Setting("an unknown profile, set", {**GOOD, "AWS_PROFILE": "nope"}, "AWS_PROFILE"),
    Setting("a broken file", GOOD, "AWS_CONFIG_FILE", file="[default\nregion"),
    *(
        Setting(f"{name} of text", {**GOOD, name: "x"}, name)
        for name in ("AWS_METADATA_SERVICE_TIMEOUT", "AWS_METADATA_SERVICE_NUM_ATTEMPTS")
    ),
    Setting("a defaults mode", {**GOOD, "AWS_DEFAULTS_MODE": "x"}, "AWS_DEFAULTS_MODE"),
    Setting("certificates", {**GOOD, "AWS_CA_BUNDLE": "/none/at/all"}, "AWS_CA_BUNDLE"),
    Setting("a proxy", {**GOOD, "HTTPS_PROXY": f"http://user:{SECRET}@[x"}, "HTTPS_PROXY"),
    Setting("a password", GOOD, "endpoint_url", url(f"https://user:{SECRET}@host"), None),
    Setting("a user", GOOD, "endpoint_url", url(f"https://{SECRET}@host"), None),
    *(
        Setting(f"{scheme} as scheme", GOOD, "endpoint_url", url(f"{scheme}://{SECRET}"), None)
        for scheme in ("ftp", "file", "ws", "gopher", "javascript", "HTTP+unix")
    ),
    Setting("no scheme", GOOD, "endpoint_url", url(f"{SECRET}.example"), None),
    Setting("an empty endpoint", GOOD, "endpoint_url", url(""), None),
    Setting("no host", GOOD, "endpoint_url", url("https://"), None),
    Setting("a query", GOOD, "endpoint_url", url(f"https://host/?token={SECRET}"), None),
    Setting("a port of text", GOOD, "endpoint_url", url(f"https://host:{SECRET}"), None),
    Setting(
        "a password, set",
        {**GOOD, "AWS_ENDPOINT_URL": f"https://user:{SECRET}@host"},
        "AWS_ENDPOINT_URL",
        endpoint_url=None,
    ),
)


@pytest.mark.parametrize("line", SETTINGS, ids=lambda line: line.name)
@pytest.mark.usefixtures("no_aws_settings")
def test_setting_when_it_cannot_work_then_it_is_named_and_nothing_is_sent(
    line: Setting, server: FaultServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The error comes with the client or with its first call, and tells no secret."""
    file = tmp_path / "config"
    file.write_text(line.file)
    for name, value in {"AWS_CONFIG_FILE": str(file), **line.environment}.items():
        monkeypatch.setenv(name, value)
    arguments = dict(line.arguments)
    if line.endpoint_url == HERE:
        arguments["endpoint_url"] = server.url
    with pytest.raises(ConfigurationError) as caught:
        CustomerProfiles(**arguments).get_domain("shop")
    assert [] == server.requests
    assert line.setting == caught.value.setting
    assert SECRET not in f"{caught.value} {caught.value.__cause__}"


REFUSED = (
    "ExpiredToken",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "MissingAuthenticationToken",
    "RequestExpired",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
)


def kind(code: str) -> type[ServiceError]:
    """Name the class of a code."""
    return ExpiredCredentialsError if code.startswith("ExpiredToken") else UnknownServiceError


@each([Case(it, [error(403, it)], 1, Fails(kind(it), it)) for it in REFUSED])
def test_credentials_when_the_service_refuses_them_then_sent_once_and_said_what_to_check(
    case: Case, way: str, connections: Connections
) -> None:
    """Expired or unknown credentials and a clock that is wrong are not repeated."""
    told = str(check(case, way, connections))
    assert any(word in told for word in ("AWS_", "Renew", "credentials"))
    assert "AKIDEXAMPLE" not in told


@pytest.mark.usefixtures("no_aws_settings")
def test_endpoint_when_plain_http_beyond_loopback_then_one_warning() -> None:
    """Nothing is sent, since nothing is called."""
    session = boto3.Session("AKIDEXAMPLE", SECRET, region_name="us-east-1")
    with pytest.warns(UserWarning, match="plain http to host.invalid") as caught:
        profiles = CustomerProfiles(session=session, endpoint_url="http://host.invalid")
    profiles.boto3_client.close()
    assert 1 == len(caught)
    assert Path(__file__).name == Path(caught[0].filename).name
