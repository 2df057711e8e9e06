"""An outage over sockets: what all calls of one client send together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from cpkit import DomainSettings
from cpkit.errors import CallError
from tests.support.fault_answers import DOMAIN, answer, error
from tests.support.fault_server import LOST

if TYPE_CHECKING:
    from cpkit import CustomerProfiles
    from tests.support.connections import Connections
    from tests.support.fault_server import FaultServer

OUTAGES = {
    "500": error(500, "InternalServerException"),
    "503 without a body": answer(503),
    "closed before an answer": LOST,
}


def fail(profiles: CustomerProfiles) -> CallError:
    """Make a call that fails."""
    with pytest.raises(CallError) as caught:
        profiles.get_domain("shop")
    return caught.value


@pytest.mark.parametrize("outage", OUTAGES)
def test_outage_when_many_calls_meet_it_then_it_is_not_multiplied(
    connections: Connections, server: FaultServer, outage: str
) -> None:
    """After the budget of 100 repeats, each call is one request."""
    server.script = [OUTAGES[outage]]
    profiles = connections.profiles()
    attempts = [fail(profiles).attempts for _ in range(200)]
    assert [6] * 20 + [1] * 180 == attempts
    assert 300 == len(server.requests) == sum(attempts)


def test_outage_when_threads_meet_it_then_they_share_the_budget(
    connections: Connections, server: FaultServer
) -> None:
    """It is the client's, whoever calls."""
    server.script = [OUTAGES["500"]]
    profiles = connections.profiles()
    with ThreadPoolExecutor(8) as pool:
        attempts = [error.attempts for error in pool.map(fail, [profiles] * 200)]
    assert 300 == len(server.requests) == sum(attempts)


def test_outage_when_another_client_meets_it_then_it_has_its_own_budget(
    connections: Connections, server: FaultServer
) -> None:
    """The policy may be shared, the budget is not."""
    server.script = [OUTAGES["500"]]
    policy = connections.policy(budget=5)
    clients = [connections.profiles(retry=policy) for _ in range(2)]
    assert [6, 6, 1, 1] == [fail(client).attempts for client in clients * 2]


def test_outage_when_it_is_over_then_successes_fill_the_budget(
    connections: Connections, server: FaultServer
) -> None:
    """After four successes two repeats are there again."""
    server.script = [OUTAGES["500"]]
    profiles = connections.profiles(retry=connections.policy(budget=5))
    assert [6, 1] == [fail(profiles).attempts for _ in range(2)]
    server.script = [answer(200, DOMAIN)]
    for _ in range(4):
        profiles.get_domain("shop")
    server.script = [OUTAGES["500"]]
    assert [3, 1] == [fail(profiles).attempts for _ in range(2)]


def test_throttling_when_many_calls_meet_it_then_each_has_all_its_attempts(
    connections: Connections, server: FaultServer
) -> None:
    """Throttling is bounded by the timeout instead."""
    server.script = [error(429, "ThrottlingException")]
    profiles = connections.profiles(retry=connections.policy(timeout=1e6))
    assert [6] * 50 == [fail(profiles).attempts for _ in range(50)]
    assert 300 == len(server.requests)


def test_outage_when_plans_are_applied_then_they_share_the_budget(
    connections: Connections, server: FaultServer
) -> None:
    """A plan that is applied is a call like any other."""
    profiles = connections.profiles()
    plan = profiles.plan(DomainSettings(domain_name="shop", default_expiration_days=90))
    server.requests.clear()
    server.script = [OUTAGES["503 without a body"]]
    for _ in range(200):
        with pytest.raises(CallError):
            profiles.apply(plan)
    assert 300 == len(server.requests)
