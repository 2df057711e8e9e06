"""Where credentials come from, set up wrong: the setting is named, whatever Python raises."""

from __future__ import annotations

import getpass
import os
from typing import TYPE_CHECKING

import pytest

from cpkit import DomainSettings
from cpkit.client import CustomerProfiles, RetryPolicy
from cpkit.errors import ConfigurationError, TransportError

if TYPE_CHECKING:
    from pathlib import Path

ROLE = "role_arn = arn:aws:iam::111122223333:role/shop\n"
KEYS = "aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = hunter2\n"


def answer_nobody(prompt: str) -> str:
    """Ask where nobody is there to answer, as `getpass` does."""
    raise EOFError(prompt)


@pytest.fixture(autouse=True)
def _nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getpass", answer_nobody)


def refused() -> ConfigurationError:
    """Make a facade and call it, which must fail before anything is sent."""
    with pytest.raises(ConfigurationError) as caught:
        CustomerProfiles(region_name="eu-central-1", endpoint_url="http://127.0.0.1:9").get_domain(
            "shop"
        )
    assert "hunter2" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    "profile",
    [
        "credential_process = /no/such/program",
        "credential_process = echo hunter2",
        "credential_process = echo '[1]'",
        "credential_process = echo 'hunter2",
        f"{ROLE}source_profile = nobody",
        f"{ROLE}source_profile = other\n[profile other]\nregion = x",
        f"{ROLE}source_profile = other\ncredential_source = Environment\n[profile other]\n{KEYS}",
        f"{ROLE}source_profile = other\nmfa_serial = x\n[profile other]\n{KEYS}",
        f"{ROLE}credential_source = Nowhere",
        f"{ROLE}credential_source = Environment",
        ROLE,
        "sso_start_url = https://host\nsso_account_id = 1",
        "sso_session = nobody\nsso_account_id = 1\nsso_role_name = x",
        "login_session = x",
    ],
)
def test_profile_when_its_credentials_cannot_be_had_then_they_are_the_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, profile: str
) -> None:
    """Botocore has a class for few of them, and Python's own for the others."""
    file = tmp_path / "config"
    file.write_text(f"[default]\n{profile}\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    error = refused()
    assert "credentials" == error.setting
    assert error.__cause__ is not None


@pytest.mark.parametrize(
    "variables",
    [
        {"AWS_WEB_IDENTITY_TOKEN_FILE": "/no/such", "AWS_ROLE_ARN": "arn:aws:iam::1:role/shop"},
        {"AWS_WEB_IDENTITY_TOKEN_FILE": os.devnull},
        {
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9/x",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/no/such",
        },
        {
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9/x",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": "hunter2\nx",
        },
        {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://example.com/x"},
    ],
)
def test_variables_when_their_credentials_cannot_be_had_then_they_are_the_setting(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    """A file that is not there is told as a setting, not as a file."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert "credentials" == refused().setting


@pytest.mark.parametrize("variable", ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
def test_file_when_it_is_broken_then_its_variable_is_the_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str
) -> None:
    """The file to correct is the one that is broken."""
    file = tmp_path / "file"
    file.write_text("hunter2\n=")
    monkeypatch.setenv(variable, str(file))
    assert variable == refused().setting


def test_source_when_it_cannot_be_reached_then_repeated_and_nothing_was_applied(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever gives credentials may come back; the request itself comes after."""
    file = tmp_path / "config"
    file.write_text(f"[default]\n{ROLE}source_profile = other\n[profile other]\n{KEYS}")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    waits: list[float] = []
    retry = RetryPolicy(max_attempts=2, sleep=waits.append)
    profiles = CustomerProfiles(
        region_name="eu-central-1", endpoint_url="http://127.0.0.1:9", retry=retry
    )

    with pytest.raises(TransportError) as caught:
        profiles.update_domain(DomainSettings(domain_name="shop", default_expiration_days=30))
    assert not caught.value.maybe_applied
    assert 1 == len(waits)
