"""What the strategies are put through: throttling without end, a crowd, and an outage."""

import random
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial

import attrs
from botocore.exceptions import BotoCoreError, ClientError
from far_service import FarService
from strategies import (
    BOTO3_MODES,
    DOMAIN,
    STRATEGIES,
    Update,
    World,
    under_tenacity,
    without_retries,
)
from virtual_boto3 import virtual_boto3
from virtual_time import VirtualTime

from cpkit.errors import CallError
from cpkit.local import ServerError, Throttle

__all__ = ["SENDERS", "Crowd", "crowd", "endless", "outage"]

QUOTA = 1.0
"""Updates a second, as the service's guide has it."""
ARRIVAL = 1.0
"""Seconds within which all of a crowd begin."""
ONCE = "boto3, `total_max_attempts` 1"
SENDERS = (*(f"boto3, {mode}" for mode in BOTO3_MODES), ONCE, "cpkit")
"""Whose requests are counted when throttling never ends."""

FAILURES = (BotoCoreError, CallError, ClientError)


@attrs.frozen
class Crowd:
    """What became of the calls of so many clients, one of each."""

    clients: int
    """How many there were."""
    succeeded: int
    """How many of their calls succeeded."""
    requests: int
    """How many requests they came to."""
    seconds: float
    """When the last of them had ended."""


@contextmanager
def _world(seed: int, requests_per_second: float | None = None) -> Generator[World]:
    """Begin anew, with one domain."""
    time, chance = VirtualTime(), random.Random(seed)  # noqa: S311 - the same each time
    quotas = {} if requests_per_second is None else {"UpdateDomain": requests_per_second}
    service = FarService(time, chance, quotas)
    service.client().create_domain(DomainName=DOMAIN, DefaultExpirationDays=366)
    service.forget_requests()
    with virtual_boto3(time, seed) as session:
        yield World(time, chance, service, session)


def _succeeds(call: Update) -> bool:
    try:
        call()
    except FAILURES:
        return False
    return True


def endless(sender: str, *, attempts_around: bool) -> int:
    """Count the requests of one call that is throttled for ever.

    Args:
        sender: One of the senders above.
        attempts_around: Whether tenacity makes five attempts of it.

    Returns:
        How many there were.
    """
    with _world(seed=1) as world:
        (send,) = without_retries(world) if sender == ONCE else STRATEGIES[sender](world, 1)
        world.service.inject(Throttle(), times=None)
        _succeeds(under_tenacity(world, send) if attempts_around else send)
        return len(world.service.requests)


def crowd(strategy: str, clients: int) -> Crowd:
    """Let so many clients make one call each, all within a second, on a quota of one a second.

    Args:
        strategy: How they call.
        clients: How many there are.

    Returns:
        What became of it.
    """
    with _world(seed=clients, requests_per_second=QUOTA) as world:
        calls = STRATEGIES[strategy](world, clients)
        world.time.sleep(ARRIVAL)
        began = world.time.seconds
        succeeded: list[Update] = []

        def begin(call: Update, after: float) -> None:
            world.time.sleep(after)
            if _succeeds(call):
                succeeded.append(call)

        tasks: list[Callable[[], None]] = [
            partial(begin, call, world.chance.uniform(0, ARRIVAL)) for call in calls
        ]
        world.time.run(tasks)
        requests = len(world.service.requests)
        return Crowd(clients, len(succeeded), requests, world.time.seconds - began)


def outage(strategy: str, calls: int) -> list[int]:
    """Make calls one after the other while every request is answered with 503.

    Args:
        strategy: How they are made, by one client.
        calls: How many.

    Returns:
        How many requests there were after the first call, after the second, and so on.
    """
    with _world(seed=2) as world:
        (call,) = STRATEGIES[strategy](world, 1)
        world.service.inject(ServerError(503), times=None)
        requests: list[int] = []
        for _ in range(calls):
            _succeeds(call)
            requests.append(len(world.service.requests))
        return requests
