"""Waiting: looks that fail, or must wait for their turn. Only the test's clock moves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cpkit.errors import (
    CallError,
    MalformedResponseError,
    ResourceNotFoundError,
    ThrottledError,
    TransportError,
    UnknownServiceError,
    WaitTimeoutError,
)
from cpkit.local import CutOff, MalformedResponse, ServerError, Throttle
from tests.support.world_of_rules import World


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Throttle(), ThrottledError),
        (ServerError(503), None),
        (ServerError(500), None),
        (CutOff(), TransportError),
        (MalformedResponse(), MalformedResponseError),
    ],
)
def test_rules_when_a_look_fails_for_now_then_the_wait_goes_on(
    fault: Any, error: type[Exception] | None
) -> None:
    """Throttling, failures of the service, lost and unreadable answers are told and outlived."""
    world = World(in_progress_for=0)
    # As many as a call has attempts; what cannot be read is not asked for again at once.
    times = 1 if error is MalformedResponseError else 2
    world.service.inject(fault, operation="GetDomain", times=times)

    world.wait()

    first, second = world.events
    assert ("unknown", None) == (first.status, first.seen)
    assert error is None or error is type(first.error)
    assert ("ACTIVE", None) == (second.status, second.error)


def test_rules_when_no_look_is_answered_then_the_timeout_says_so() -> None:
    """Nothing was seen; why stands in the cause."""
    world = World()
    world.service.inject(Throttle(), operation="GetDomain", times=None)

    with pytest.raises(
        WaitTimeoutError, match=r"no read was successful \(ThrottledError"
    ) as raised:
        world.wait()
    assert raised.value.last_seen is None
    assert isinstance(raised.value.__cause__, ThrottledError)


def test_rules_when_looks_are_repeated_then_no_wait_passes_the_timeout() -> None:
    """A look has what is left of the time for its attempts, and the last look has one."""
    world = World()
    world.service.inject(Throttle(), operation="GetDomain", times=None)
    world.service.forget_requests()

    with pytest.raises(WaitTimeoutError):
        world.wait(timeout=10.5, poll_every=10)

    assert 10.5 == world.seconds == sum(world.sleeps)
    # Twice at the beginning, 1 s apart; once where 1 s would be too long; once at the end.
    assert [1, 9.5] == world.sleeps
    assert 3 == len(world.service.requests)


def test_rules_when_a_look_fails_for_good_then_the_wait_ends() -> None:
    """What does not pass by itself is not waited for."""
    world = World()
    world.service.inject(MalformedResponse(b"", status=403), operation="GetDomain")

    with pytest.raises(UnknownServiceError):
        world.wait()


def test_rules_when_calls_are_spaced_then_no_turn_is_waited_for_past_the_timeout() -> None:
    """A look has as long for its turn and its attempts together as there is."""
    world = World(pending_for=timedelta(hours=1))
    world.spaced({"GetDomain": 1 / 7})
    world.service.inject(Throttle(), operation="GetDomain", times=None)
    world.service.forget_requests()

    with pytest.raises(WaitTimeoutError):
        world.wait(timeout=20, poll_every=3)

    assert 20 == world.seconds
    # A look at 0, repeated in its turn at 7; the next at 14, with no turn in time to repeat it.
    assert 3 == len(world.service.requests)


def test_rules_when_others_fill_the_queue_then_the_timeout_says_why() -> None:
    """A queue that is longer than the wait is not joined."""
    world = World()
    limit = world.spaced({"GetDomain": 0.01})
    limit.acquire("GetDomain")
    world.service.forget_requests()

    with pytest.raises(
        WaitTimeoutError, match=r"the rate limit had no slot in time for the last read"
    ) as caught:
        world.wait(timeout=60, poll_every=30)

    assert 60 == world.seconds
    assert 0 == len(world.service.requests)
    cause = caught.value.__cause__
    assert isinstance(cause, CallError)
    assert ("GetDomain", 0) == (cause.operation, cause.attempts)
    assert "the rate limit would delay it by more than 0.0 s" in str(cause)


def test_rules_when_the_domain_does_not_exist_then_the_wait_ends() -> None:
    """Neither does a domain appear by itself."""
    with pytest.raises(ResourceNotFoundError):
        World().profiles.wait_until_rules_active("kiosk")
