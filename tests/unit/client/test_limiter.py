"""Calls are spaced under the quotas, by a clock that the test moves."""

from __future__ import annotations

import math
import threading
from typing import Any

import pytest

from cpkit.client.limiter import QUOTAS, RateLimit


class Clock:
    """Tell a time that only sleeping moves."""

    def __init__(self) -> None:
        """Begin at some time."""
        self.now = 1000.0
        self.sleeps: list[float] = []

    def __call__(self) -> float:
        """Tell the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time go by."""
        self.sleeps.append(round(seconds, 9))
        self.now += seconds

    def limit(self, **settings: Any) -> RateLimit:
        """Make a limit that lives by this clock."""
        return RateLimit(clock=self, sleep=self.sleep, **settings)


def test_wait_when_requests_come_at_once_then_they_are_spaced_evenly() -> None:
    """Each takes its share of a second, and some headroom."""
    clock = Clock()
    limit = clock.limit()

    for _ in range(3):
        limit.wait("UpdateDomain")
    assert [1.1, 1.1] == clock.sleeps


def test_wait_when_time_has_gone_by_then_it_does_not_wait() -> None:
    """Time that was not used is not saved up for a burst either."""
    clock = Clock()
    limit = clock.limit(headroom=0)
    limit.wait("GetDomain")
    clock.now += 60

    for _ in range(3):
        limit.wait("GetDomain")
    assert [0.2, 0.2] == clock.sleeps


def test_wait_when_operations_differ_then_each_is_counted_by_itself() -> None:
    """A quota belongs to one operation; one without a quota is not limited."""
    clock = Clock()
    limit = clock.limit(requests_per_second={"UpdateDomain": 0.5}, headroom=0)

    for name in ("UpdateDomain", "CreateDomain", "CreateDomain", "UpdateDomain"):
        limit.wait(name)
    assert [2.0] == clock.sleeps


def test_paced_when_an_attempt_is_repeated_then_that_waits_too() -> None:
    """The first turn is waited for at once, each further one when it is sent."""
    clock = Clock()
    limit = clock.limit(headroom=0)
    limit.wait("UpdateDomain")
    sent: list[float] = []

    send = limit.paced("UpdateDomain", lambda: sent.append(clock.now))
    assert [1.0] == clock.sleeps
    send()
    send()
    assert [1001.0, 1002.0] == sent


def test_wait_when_threads_share_a_limit_then_no_two_have_the_same_turn() -> None:
    """Turns are given out one after the other, whoever asks."""
    waits: list[float] = []
    limit = RateLimit(headroom=0, clock=lambda: 0.0, sleep=waits.append)
    threads = [threading.Thread(target=limit.wait, args=("CreateDomain",)) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [float(turn) for turn in range(1, 8)] == sorted(waits)


@pytest.mark.parametrize("rate", [0, -1, math.nan])
def test_limit_when_a_quota_makes_no_sense_then_it_is_refused(rate: float) -> None:
    """Nothing could ever be sent."""
    with pytest.raises(ValueError, match="quota of GetDomain must be above 0"):
        RateLimit({"GetDomain": rate})


@pytest.mark.parametrize("headroom", [-0.1, math.nan])
def test_limit_when_the_headroom_makes_no_sense_then_it_is_refused(headroom: float) -> None:
    """Requests would come faster than the quota."""
    with pytest.raises(ValueError, match="headroom must not be below 0"):
        RateLimit(headroom=headroom)


def test_quotas_when_read_then_they_are_the_guides() -> None:
    """Writing domains is the narrowest, merging profiles the widest."""
    assert (1, 5, 100) == (QUOTAS["UpdateDomain"], QUOTAS["GetDomain"], QUOTAS["MergeProfiles"])
