"""How STS is asked for the account of a client: by its keys, its proxies and its budget."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from botocore.config import Config
from botocore.httpsession import URLLib3Session

from cpkit import CustomerProfiles
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.errors import ServiceError
from cpkit.local import LocalService
from cpkit.models import DomainSettings
from tests.support.fault_answers import answer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.fault_server import FaultServer

ACCOUNT = "111122223333"
KEYS = {"AWS_ACCESS_KEY_ID": "AKIDFIRST", "AWS_SECRET_ACCESS_KEY": "first"}
SHOP = DomainSettings(domain_name="shop", default_expiration_days=1)
RETAGGED = DomainSettings(domain_name="shop", tags={"team": "shop"})
IDENTITY = (
    b"<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>"
    b"</GetCallerIdentityResult></GetCallerIdentityResponse>"
)
"""What STS answers."""


def attached(**settings: Any) -> CustomerProfiles:
    """Make a client of cpkit's own; all that it sends to the network is what it asks STS."""
    profiles = CustomerProfiles(**settings)
    LocalService(account_id=ACCOUNT).attach(profiles.boto3_client)
    profiles.create_domain(SHOP)
    return profiles


@pytest.mark.parametrize("profile_name", [None, "shop"])
def test_account_when_the_environment_has_changed_then_the_clients_own_keys_ask(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    server: FaultServer,
    no_aws_settings: None,
    profile_name: str | None,
) -> None:
    """Else a domain would be changed by one account's keys and the ARN of another."""
    del no_aws_settings
    path = tmp_path / "config"
    path.write_text(
        "[profile shop]\naws_access_key_id = AKIDFIRST\naws_secret_access_key = first\n"
    )
    monkeypatch.setenv("AWS_CONFIG_FILE", str(path))
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", server.url)
    server.script = [answer(200, IDENTITY)]
    asked: list[str] = []
    send: Any = URLLib3Session.send

    def remember(http: object, request: Any) -> object:
        asked.extend(re.findall(r"Credential=(\w+)/", str(request.headers["Authorization"])))
        return send(http, request)

    monkeypatch.setattr(URLLib3Session, "send", remember)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    profiles = attached(region_name="us-east-1", profile_name=profile_name)
    for name in KEYS:
        monkeypatch.setenv(name, "AKIDSECOND")
    path.write_text(path.read_text().replace("FIRST", "SECOND"))

    profiles.plan(RETAGGED)

    assert ["AKIDFIRST"] == asked


def test_account_when_the_config_has_a_proxy_then_sts_is_asked_through_it(
    monkeypatch: pytest.MonkeyPatch, server: FaultServer, no_aws_settings: None
) -> None:
    """Where the service can only be reached through a proxy, STS can be as well."""
    del no_aws_settings
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", "http://sts.example.com")
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    server.script = [answer(200, IDENTITY)]
    profiles = attached(region_name="us-east-1", config=Config(proxies={"http": server.url}))

    plan = profiles.plan(RETAGGED)

    assert f"arn:aws:profile:us-east-1:{ACCOUNT}:domains/shop" == plan.resource_arn
    assert ["POST http://sts.example.com/"] == server.requests


def test_account_when_sts_fails_in_passing_then_its_repeats_are_the_clients(
    monkeypatch: pytest.MonkeyPatch, server: FaultServer, no_aws_settings: None
) -> None:
    """The budget of a client is one, whatever service is asked."""
    del no_aws_settings
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", server.url)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    server.script = [answer(500)]
    waits: list[float] = []
    retry = RetryPolicy(max_attempts=3, budget=3, sleep=waits.append)
    profiles = attached(region_name="us-east-1", retry=retry)

    for _ in range(2):
        with pytest.raises(ServiceError):
            profiles.plan(RETAGGED)

    assert (5, 3) == (len(server.requests), len(waits))
