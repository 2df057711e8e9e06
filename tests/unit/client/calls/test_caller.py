"""What every call goes through, by a service in the process."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest

from cpkit import RateLimit, RetryPolicy
from cpkit.client.boto.connection import Connection
from cpkit.client.calls.caller import Caller, shortened
from cpkit.errors import CallError
from cpkit.local import LocalService


def connect(limit: RateLimit | None = None, retry: RetryPolicy | None = None) -> Caller:
    """Make a caller of a service."""
    policy = RetryPolicy(max_attempts=1) if retry is None else retry
    return Caller(Connection(LocalService().client()), policy, limit)


def test_call_when_there_is_no_limit_then_it_is_sent_at_once() -> None:
    """What it sends decides what it returns."""
    assert 7 == connect().call("GetDomain", lambda: 7)


def test_slot_when_it_has_been_acquired_then_the_first_attempt_takes_no_other() -> None:
    """The wait before it is over, so that none lies between what comes before and the call."""
    waits: list[float] = []
    limit = RateLimit({"UpdateDomain": 1}, headroom=0, clock=lambda: 0.0, sleep=waits.append)
    caller = connect(limit)
    caller.acquire("UpdateDomain")

    assert 7 == caller.call("UpdateDomain", lambda: 7, has_slot=True)
    assert [] == waits
    assert 7 == caller.call("UpdateDomain", lambda: 7)
    assert [1.0] == waits


@pytest.mark.parametrize(("timeout", "text"), [(0.5, "more than 0.5 s"), (-1, "more than 0.0 s")])
def test_slot_when_it_would_come_too_late_then_nothing_is_sent(timeout: float, text: str) -> None:
    """The error counts no attempt, and says what helps."""
    limit = RateLimit({"UpdateDomain": 1}, clock=lambda: 0.0)
    caller = connect(limit)
    caller.acquire("UpdateDomain")

    with pytest.raises(CallError, match=text) as caught:
        caller.call("UpdateDomain", lambda: 7, timeout=timeout)
    assert ("UpdateDomain", 0, False) == (
        caught.value.operation,
        caught.value.attempts,
        caught.value.maybe_applied,
    )
    assert str(caught.value).endswith("Allow more time, or share the limit among fewer callers.")


def test_slot_when_the_policy_sleeps_in_its_own_way_then_the_wait_for_it_does_so() -> None:
    """A wait that can be cancelled is one wherever it sleeps."""
    waits: list[float] = []
    limit = RateLimit({"GetDomain": 1}, headroom=0, clock=lambda: 0.0, sleep=lambda _: None)
    caller = connect(limit)
    caller.acquire("GetDomain")
    caller.call("GetDomain", lambda: 7, retry=RetryPolicy(sleep=waits.append))

    assert [1.0] == waits


def test_operations_when_two_callers_share_a_limit_then_each_has_a_budget() -> None:
    """A budget belongs to a client, a limit to an account."""
    limit = RateLimit()
    one, other = connect(limit), connect(limit)

    assert one.rate_limit is other.rate_limit
    assert one.budget is not other.budget


@pytest.mark.parametrize(
    ("left", "timeout"), [(math.inf, 60.0), (60.0, 60.0), (7.0, 7.0), (0.0, 0.001), (-5.0, 0.001)]
)
def test_policy_when_less_time_is_left_then_that_is_its_timeout(
    left: float, timeout: float
) -> None:
    """One attempt can always be made."""
    assert timeout == shortened(RetryPolicy(), left).timeout


def test_now_when_the_policy_has_a_clock_of_its_own_then_it_goes_by_that() -> None:
    """A test that lets a day pass plans a day later; the clock's beginning says nothing."""
    seconds = 7.0
    caller = connect(retry=RetryPolicy(clock=lambda: seconds))
    usual = connect()
    seconds += timedelta(days=1).total_seconds()

    minute = timedelta(minutes=1)
    assert minute > abs(caller.now() - timedelta(days=1) - datetime.now(UTC))
    assert minute > abs(usual.now() - datetime.now(UTC))
    assert timedelta(0) == usual.now().utcoffset()
