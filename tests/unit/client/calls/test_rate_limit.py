"""Calls are spaced under the quotas, by a clock that the test moves."""

from __future__ import annotations

import math
import pickle
import sys
import threading
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from cpkit import CustomerProfiles, RetryPolicy
from cpkit.client.calls import rate_limit
from cpkit.client.calls.rate_limit import QUOTAS, RateLimit
from cpkit.errors import ResourceNotFoundError, ThrottledError
from cpkit.local import LocalService, Throttle

if TYPE_CHECKING:
    from types import FrameType


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


def interrupted(_: float) -> None:
    """Be interrupted while waiting."""
    raise KeyboardInterrupt


def limited(clock: Clock, limit: RateLimit, **policy: Any) -> tuple[LocalService, CustomerProfiles]:
    """Make a client under a limit, whose policy lives by the same clock."""
    service = LocalService()
    retry = RetryPolicy(clock=clock, sleep=clock.sleep, **policy)
    return service, CustomerProfiles(service.client(), retry=retry, rate_limit=limit)


def test_acquire_when_requests_come_at_once_then_they_are_spaced_evenly() -> None:
    """Each takes its share of a second, and some headroom."""
    clock = Clock()
    limit = clock.limit()

    for _ in range(3):
        limit.acquire("UpdateDomain")
    assert [1.1, 1.1] == clock.sleeps


def test_acquire_when_time_has_gone_by_then_it_does_not_wait() -> None:
    """Time that was not used is not saved up for a burst either."""
    clock = Clock()
    limit = clock.limit(headroom=0)
    limit.acquire("GetDomain")
    clock.now += 60

    for _ in range(3):
        limit.acquire("GetDomain")
    assert [0.2, 0.2] == clock.sleeps


def test_acquire_when_operations_differ_then_each_is_counted_by_itself() -> None:
    """A quota belongs to one operation; one without a quota is not limited."""
    clock = Clock()
    limit = clock.limit(requests_per_second={"UpdateDomain": 0.5}, headroom=0)

    for name in ("UpdateDomain", "CreateDomain", "CreateDomain", "UpdateDomain"):
        assert limit.acquire(name)
    assert [2.0] == clock.sleeps


def test_limit_when_a_name_is_a_slip_then_the_right_one_is_suggested() -> None:
    """It would limit nothing; other operations of the service can be limited, too."""
    with pytest.raises(ValueError, match="operation; did you mean 'UpdateDomain'"):
        RateLimit({"updateDomain": 1})
    RateLimit({"CreateDomainLayout": 1, "PutIntegration": 1})


def test_acquire_when_the_queue_is_too_long_then_it_is_not_joined() -> None:
    """Whoever cannot wait takes nobody's turn, and does not wait for nothing."""
    clock = Clock()
    limit = clock.limit(headroom=0)
    assert limit.acquire("UpdateDomain", timeout=0)

    assert not limit.acquire("UpdateDomain", timeout=0.9)
    assert limit.acquire("UpdateDomain", timeout=1)
    assert [1.0] == clock.sleeps


@pytest.mark.parametrize("timeout", [-1, math.nan, "1", True])
def test_acquire_when_the_timeout_is_not_a_duration_then_it_is_rejected(timeout: Any) -> None:
    """Nothing is waited for, and no slot is taken."""
    clock = Clock()
    limit = clock.limit()

    with pytest.raises(ValueError, match="timeout must be a timedelta or a number of seconds"):
        limit.acquire("UpdateDomain", timeout)
    assert limit.acquire("UpdateDomain", timedelta(0))


def test_acquire_when_it_is_interrupted_then_its_slot_is_free_again() -> None:
    """Whoever comes next waits no longer than the one who gave up would have."""
    clock = Clock()
    limit = clock.limit(headroom=0)
    limit.acquire("UpdateDomain")

    with pytest.raises(KeyboardInterrupt):
        limit.acquire("UpdateDomain", sleep=interrupted)
    limit.acquire("UpdateDomain")
    assert [1.0] == clock.sleeps


def test_acquire_when_one_of_a_queue_is_interrupted_then_the_next_takes_its_slot() -> None:
    """Those who wait already keep their slots, and the gap is used."""
    clock = Clock()
    limit = clock.limit(requests_per_second={"GetDomain": 5}, headroom=0)
    began, slots = clock.now, list[float]()
    for sleep in (None, clock.sleep, interrupted, clock.sleep, clock.sleep):
        with suppress(KeyboardInterrupt):
            limit.acquire("GetDomain", sleep=sleep)
            slots.append(round(clock.now - began, 9))
        clock.now = began

    assert [0.0, 0.2, 0.4, 0.6] == slots


def test_acquire_when_a_signal_handler_acquires_meanwhile_then_each_has_a_slot() -> None:
    """A handler runs wherever its own thread is: here, at each function that the limit calls."""
    slots, handled = list[float](), list[str]()
    limit = RateLimit({"GetDomain": 1}, headroom=0, clock=lambda: 0.0, sleep=slots.append)

    def handle(frame: FrameType, event: str, _: object) -> None:
        if frame.f_code.co_filename == rate_limit.__file__ and event == "call" and len(handled) < 9:
            handled.append(frame.f_code.co_name)
            sys.setprofile(None)
            limit.acquire("GetDomain")
            sys.setprofile(handle)

    before = sys.getprofile()
    sys.setprofile(handle)
    try:
        limit.acquire("GetDomain")
    finally:
        sys.setprofile(before)

    assert {"acquire", "take", "_follows"} <= set(handled)
    assert [float(slot + 1) for slot in range(len(handled))] == sorted(slots)


def test_acquire_when_others_change_the_queue_while_a_slot_is_given_back_then_all_is_kept() -> None:
    """What was read before somebody else's change is read again."""
    slots = list[float]()
    limit = RateLimit({"GetDomain": 1}, headroom=0, clock=lambda: 0.0, sleep=slots.append)
    limit.acquire("GetDomain")
    handled = list[str]()

    def handle(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == "_follows" and not handled:
            handled.append(frame.f_code.co_name)
            sys.setprofile(None)
            limit.acquire("GetDomain")  # takes the slot after the one that is given back

    def interrupted_while_handled(_: float) -> None:
        sys.setprofile(handle)
        raise KeyboardInterrupt

    before = sys.getprofile()
    try:
        with pytest.raises(KeyboardInterrupt):
            limit.acquire("GetDomain", sleep=interrupted_while_handled)
    finally:
        sys.setprofile(before)
    limit.acquire("GetDomain")

    assert ["_follows"] == handled
    assert [2.0, 1.0] == slots


def test_acquire_when_a_thread_is_slow_to_show_its_change_then_it_counts_all_the_same() -> None:
    """A change is there from the moment that it follows the one before."""
    limit = RateLimit({"GetDomain": 1}, headroom=0, clock=lambda: 0.0, sleep=lambda _: None)
    inner: Any = limit
    schedule = inner._schedules["GetDomain"]
    older = schedule._state
    limit.acquire("GetDomain")
    schedule._state = older

    assert not limit.acquire("GetDomain", timeout=0.5)


def test_limit_when_pickled_then_it_says_to_create_one_in_each_process() -> None:
    """A copy would count by itself."""
    with pytest.raises(TypeError, match="create one in each process"):
        pickle.dumps(RateLimit())


def test_call_when_an_attempt_is_repeated_then_that_waits_for_its_turn_too() -> None:
    """Each attempt has a turn of its own, after the wait that the policy draws."""
    clock = Clock()
    service, profiles = limited(clock, clock.limit(headroom=0), random=lambda: 0.25)
    service.inject(Throttle(), times=2)

    with pytest.raises(ResourceNotFoundError):
        profiles.delete_domain("shop")
    # Of 0 to 1 s, and of 0 to 2 s, the policy draws a quarter; the rest is left of the second.
    assert [0.25, 0.75, 0.5, 0.5] == clock.sleeps


def test_call_when_its_next_turn_is_past_the_timeout_then_it_ends_with_what_it_has() -> None:
    """A queue stretches the policy's timeout by the wait for the first turn, and no further."""
    clock = Clock()
    limit = clock.limit(headroom=0)
    service, profiles = limited(clock, limit, random=lambda: 0.0, timeout=2.5, max_attempts=10)
    service.inject(Throttle(), times=None)
    others = 30
    began = clock.now
    for _ in range(others):
        limit.acquire("DeleteDomain")
        clock.now = began

    with pytest.raises(ThrottledError) as caught:
        profiles.delete_domain("shop")
    assert began + others + 2 == clock.now
    assert 3 == caught.value.attempts == len(service.requests)
    assert "the rate limit would have delayed it past the timeout" in caught.value.__notes__[0]


def test_acquire_when_threads_share_a_limit_then_no_two_have_the_same_turn() -> None:
    """Turns are given out one after the other, whoever asks."""
    waits: list[float] = []
    limit = RateLimit(headroom=0, clock=lambda: 0.0, sleep=waits.append)
    threads = [threading.Thread(target=limit.acquire, args=("CreateDomain",)) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [float(turn) for turn in range(1, 8)] == sorted(waits)


@pytest.mark.parametrize("rate", [0, -1, math.nan, True, "2", None, b"2", [2], Decimal(0)])
def test_limit_when_a_quota_makes_no_sense_then_it_is_refused(rate: Any) -> None:
    """Nothing could ever be sent; a string comes from a file or a variable."""
    with pytest.raises(ValueError, match="quota of GetDomain must be a number above 0"):
        RateLimit({"GetDomain": rate})


@pytest.mark.parametrize("rate", [Decimal(2), np.int64(2), np.float32(2), Fraction(2)])
def test_limit_when_a_quota_is_a_number_of_another_library_then_it_counts(rate: Any) -> None:
    """Two a second are two a second."""
    waits: list[float] = []
    limit = RateLimit({"GetDomain": rate}, headroom=0, clock=lambda: 0.0, sleep=waits.append)

    assert [True, True] == [limit.acquire("GetDomain") for _ in range(2)]
    assert [0.5] == waits


@pytest.mark.parametrize("headroom", [-0.1, math.nan, True, "0.1", None])
def test_limit_when_the_headroom_makes_no_sense_then_it_is_refused(headroom: Any) -> None:
    """Requests would come faster than the quota."""
    with pytest.raises(ValueError, match="headroom must be a number of at least 0"):
        RateLimit(headroom=headroom)


def test_limit_when_the_quotas_are_no_map_then_it_says_what_it_takes() -> None:
    """One number is a natural guess."""
    given: Any = 1
    with pytest.raises(TypeError, match=r"such as \{'UpdateDomain': 2.0\}, not int"):
        RateLimit(given)


def test_quotas_when_read_then_they_are_the_guides() -> None:
    """Writing domains is the narrowest, merging profiles the widest."""
    assert (1, 5, 100) == (QUOTAS["UpdateDomain"], QUOTAS["GetDomain"], QUOTAS["MergeProfiles"])
