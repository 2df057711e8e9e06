"""The client that options ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cpkit.cli.connect import Connect

if TYPE_CHECKING:
    from cpkit.local import LocalService
    from tests.support.command import Run


@pytest.mark.usefixtures("service")
def test_connect_when_options_are_given_then_the_client_has_them() -> None:
    """Timeouts, region and endpoint are the client's."""
    profiles = Connect(
        profile=None,
        region="eu-central-1",
        endpoint_url="http://127.0.0.1:1",
        ca_bundle=None,
        no_verify_ssl=False,
        connect_timeout=1.5,
        read_timeout=None,
    )()

    meta: Any = profiles.boto3_client.meta
    assert ("eu-central-1", "http://127.0.0.1:1", 1.5, 30) == (
        meta.region_name,
        meta.endpoint_url,
        meta.config.connect_timeout,
        meta.config.read_timeout,
    )


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("--profile", "nobody", "the config profile (nobody) could not be found"),
        ("--region", "Frankfurt am Main", "is not the name of a region"),
        ("--endpoint-url", "localhost:5005", "is not the URL of an endpoint"),
        ("--ca-bundle", "gone.pem", "'gone.pem' cannot be read as a file of certificates"),
    ],
)
@pytest.mark.usefixtures("service")
def test_connect_when_an_option_is_wrong_then_wrong_usage_that_names_it(
    run: Run, option: str, value: str, reason: str
) -> None:
    """The command knows options, and none of Python's arguments."""
    done = run("list", option, value)

    assert (2, "") == done[:2]
    assert done.err.startswith(f"cpkit list: {option}: {reason}")


@pytest.mark.usefixtures("service")
def test_connect_when_a_variable_is_wrong_then_a_failure(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Usage is what stands on the command line."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "Frankfurt am Main")

    done = run("list")

    assert (1, "") == done[:2]
    assert done.err.startswith("cpkit: AWS_DEFAULT_REGION: is not the name of a region")


def test_connect_when_nothing_listens_then_one_sentence(run: Run, service: LocalService) -> None:
    """It names the endpoint."""
    assert service is not None
    done = run("list", "--endpoint-url", "http://127.0.0.1:1")

    assert (1, "") == done[:2]
    assert "check --endpoint-url, which is http://127.0.0.1:1" in done.err
