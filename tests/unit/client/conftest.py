"""Fixtures of the client's unit tests: settings of the machine kept out, clients closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.aws_environment import keep_out_settings, shared_session

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3

    from tests.support.world_of_rules import Change, World


@pytest.fixture(autouse=True)
def _no_aws_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own settings out."""
    keep_out_settings(monkeypatch)


@pytest.fixture
def session() -> boto3.Session:
    """Give a session of credentials that open nothing."""
    return shared_session("eu-central-1")


@pytest.fixture
def plain_client(session: boto3.Session) -> Callable[..., Any]:
    """Give what makes boto3 clients without cpkit."""
    source: Any = session

    def make(service: str = "customer-profiles", **settings: object) -> object:
        return source.client(service, **settings)

    return make


@pytest.fixture
def rewrite(monkeypatch: pytest.MonkeyPatch) -> Callable[[World, list[Change]], None]:
    """Give a function that changes the next answers to GetDomain, one after the other."""

    def install(world: World, changes: list[Change]) -> None:
        client: Any = world.profiles.boto3_client
        get_domain = client.get_domain
        left = list(changes)

        def changed(**request: Any) -> Any:
            answer = get_domain(**request)
            if left:
                left.pop(0)(answer)
            return answer

        monkeypatch.setattr(client, "get_domain", changed)

    return install
