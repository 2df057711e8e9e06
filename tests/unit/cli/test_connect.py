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


def test_connect_when_a_profile_does_not_exist_then_one_sentence(
    run: Run, service: LocalService
) -> None:
    """It names the profile."""
    assert service is not None
    done = run("list", "--profile", "nobody")

    assert (1, "") == done[:2]
    assert "nobody" in done.err


def test_connect_when_nothing_listens_then_one_sentence(run: Run, service: LocalService) -> None:
    """It names the endpoint."""
    assert service is not None
    done = run("list", "--endpoint-url", "http://127.0.0.1:1")

    assert (1, "") == done[:2]
    assert "http://127.0.0.1:1" in done.err
