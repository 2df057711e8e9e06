"""The loop of a wait by itself: what each look is given, and what is told of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.client.waiting.polling import PollEvent, Polling, Reading
from cpkit.errors import CallError, ThrottledError, TransportError, WaitTimeoutError

if TYPE_CHECKING:
    from collections.abc import Callable

BUSY = Reading(1, "PENDING", is_done=False, is_confirmed=True)
DONE = Reading(2, "ACTIVE", is_done=True, is_confirmed=True)
OLD = Reading(3, "ACTIVE", is_done=False, is_confirmed=False)
ODD = Reading(4, "X\r\n\udcff", is_done=False, is_confirmed=True)
REFUSED = TransportError("no", operation="GetDomain", attempts=1, maybe_applied=False)


class Wait:
    """Hold a wait of 25 s whose looks are scripted and take 2 s each, the last over and over."""

    def __init__(self, *due: Reading[int] | Exception, timeout: float = 25) -> None:
        """Begin at some time; look every 10 s."""
        self.now = 1000.0
        self.early = 0.0
        self.due = due
        self.given: list[tuple[float, int]] = []
        self.events: list[PollEvent[int]] = []
        policy = RetryPolicy(clock=lambda: self.now, sleep=self.sleep, max_attempts=4)
        self.polling: Polling[int] = Polling(
            "rules of shop",
            policy,
            timeout=timeout,
            poll_every=10,
            on_poll=self.events.append,
        )

    def sleep(self, seconds: float) -> None:
        """Let time go by, a share of a millisecond less than asked, as clocks may have it."""
        self.now += seconds - self.early

    def look(self, policy: RetryPolicy, left: float) -> Reading[int]:
        """Take the next."""
        self.given.append((left, policy.max_attempts))
        self.now += 2
        due = self.due[min(len(self.given), len(self.due)) - 1]
        if isinstance(due, Exception):
            raise due
        return due

    def run(self) -> int:
        """Wait."""
        return self.polling.run(self.look)


def test_look_when_time_goes_by_then_it_is_given_what_is_left() -> None:
    """Looks may repeat requests, but for one just at the end, which has no time to."""
    wait = Wait(BUSY, timeout=24)

    with pytest.raises(WaitTimeoutError):
        wait.run()
    assert [(24.0, 4), (12.0, 4), (0.0, 1)] == wait.given


def test_look_when_the_last_wait_ends_early_then_it_is_the_last_all_the_same() -> None:
    """What is left then is no time for another wait, nor to repeat requests."""
    wait = Wait(BUSY, timeout=12)
    wait.early = 0.25

    with pytest.raises(WaitTimeoutError):
        wait.run()
    assert [(12.0, 4), (0.25, 1)] == wait.given


def test_timeout_when_the_clock_stands_still_then_what_was_slept_counts() -> None:
    """A test that froze the clock would wait without end."""
    waits: list[float] = []
    policy = RetryPolicy(clock=lambda: 0.0, sleep=waits.append)
    polling: Polling[int] = Polling("rules", policy, timeout=2, poll_every=0.75, on_poll=None)

    with pytest.raises(WaitTimeoutError, match="Waited 2 s"):
        polling.run(lambda _policy, _left: BUSY)
    assert [0.75, 0.75, 0.5] == waits


def test_event_when_told_then_times_count_from_the_beginning() -> None:
    """Whatever the clock shows, and what looks themselves take is in it."""
    wait = Wait(BUSY, REFUSED, DONE)

    assert 2 == wait.run()
    assert [
        ("rules of shop", 1, 1, "PENDING", True, 2.0, 23.0, 10.0),
        ("rules of shop", 2, None, "unknown", False, 14.0, 11.0, 10.0),
        ("rules of shop", 3, 2, "ACTIVE", True, 26.0, 0.0, None),
    ] == [
        (e.what, e.poll, e.seen, e.status, e.is_confirmed, e.elapsed, e.remaining, e.next_poll)
        for e in wait.events
    ]
    assert [None, REFUSED, None] == [event.error for event in wait.events]


def test_event_when_it_is_done_at_once_then_no_other_look_follows() -> None:
    """Whatever time is left."""
    wait = Wait(DONE)

    assert 2 == wait.run()
    assert [(23.0, None)] == [(event.remaining, event.next_poll) for event in wait.events]


@pytest.mark.parametrize(
    ("due", "timeout", "text"),
    [
        ([BUSY], 0, "with 1 read: the last status was PENDING. Wait again, or longer."),
        ([BUSY], 25, "with 3 reads: the last status was PENDING. Wait again, or longer."),
        ([ODD], 0, r"with 1 read: the last status was X\r\n\udcff. Wait again, or longer."),
        (
            [OLD],
            1,
            (
                "with 1 read: the last status was ACTIVE, unconfirmed: it may be older than the "
                "change. Wait again, or longer."
            ),
        ),
        (
            [Reading(4, "PENDING", is_done=False, is_confirmed=False)],
            1,
            "with 1 read: the last status was PENDING. Wait again, or longer.",
        ),
        (
            [BUSY, REFUSED],
            12.5,
            "with 2 reads: the last status was PENDING. Wait again, or longer.",
        ),
        (
            [REFUSED],
            math.pi,
            "with 2 reads: no read was successful (TransportError). Wait again, or longer.",
        ),
    ],
)
def test_timeout_when_it_is_over_then_it_says_what_was_seen(
    due: list[Reading[int] | Exception], timeout: float, text: str
) -> None:
    """How long, what for, how often, what came of it, and what to do."""
    wait = Wait(*due, timeout=timeout)

    with pytest.raises(WaitTimeoutError) as caught:
        wait.run()
    assert f"Waited {timeout:g} s for the rules of shop, {text}" == str(caught.value)
    assert (due[-1] if isinstance(due[-1], Exception) else None) is caught.value.__cause__
    assert (due[0].seen if isinstance(due[0], Reading) else None) == caught.value.last_seen


def test_timeout_when_there_is_none_then_one_look_and_no_wait() -> None:
    """The first look is the last, and has no repeats."""
    wait = Wait(BUSY, timeout=0)

    with pytest.raises(WaitTimeoutError):
        wait.run()
    assert [(0.0, 1)] == wait.given
    assert [None] == [event.next_poll for event in wait.events]


def test_timeout_when_it_is_short_then_the_first_look_may_repeat_requests() -> None:
    """A second is time enough to look properly."""
    wait = Wait(DONE, timeout=1)

    assert 2 == wait.run()
    assert [(1.0, 4)] == wait.given


@pytest.mark.parametrize(
    ("make", "goes_on"),
    [
        (lambda: CallError("x", operation="GetDomain", attempts=0, maybe_applied=False), True),
        (lambda: CallError("x", operation="GetDomain", attempts=1, maybe_applied=False), False),
        (lambda: _throttled(retryable=True), True),
        (lambda: _throttled(retryable=False), False),
    ],
)
def test_look_when_it_fails_then_only_what_passes_by_itself_is_looked_past(
    make: Callable[[], CallError], *, goes_on: bool
) -> None:
    """Where nothing was sent, it was for want of a turn."""
    wait = Wait(make(), DONE)

    if goes_on:
        assert 2 == wait.run()
    else:
        with pytest.raises(CallError):
            wait.run()
    assert (2 if goes_on else 1) == len(wait.given)


def _throttled(*, retryable: bool) -> CallError:
    return ThrottledError(
        "Slow it.",
        operation="GetDomain",
        attempts=4,
        maybe_applied=False,
        code="ThrottlingException",
        message="Slow it.",
        status_code=429,
        request_id="id",
        is_retryable=retryable,
    )


@pytest.mark.parametrize("name", ["timeout", "poll_every"])
def test_duration_when_it_makes_no_sense_then_the_argument_is_named(name: str) -> None:
    """Nothing has been read by then."""
    settings: dict[str, Any] = {"timeout": 25, "poll_every": 10, "on_poll": None, name: -1}
    with pytest.raises(ValueError, match=f"^{name} must be a timedelta or a number of seconds"):
        Polling("rules of shop", RetryPolicy(), **settings)


@pytest.mark.parametrize("pause", [0, math.inf])
def test_pause_when_it_is_none_or_endless_then_it_is_refused(pause: float) -> None:
    """Looks without a pause would fall under the quota; after an endless one there is none."""
    with pytest.raises(ValueError, match="poll_every") as caught:
        Polling("rules", RetryPolicy(), timeout=1, poll_every=pause, on_poll=None)
    assert "poll_every must be above 0 and finite" == str(caught.value)


def test_pause_when_it_is_short_then_it_is_taken() -> None:
    """A tenth of a second is one."""
    polling: Polling[int] = Polling("x", RetryPolicy(), timeout=1, poll_every=0.1, on_poll=None)

    assert 0.1 == polling.poll_every


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({}, "rules of shop: PENDING, 0 s elapsed, 3 h left"),
        ({"status": "ACTIVE"}, "rules of shop: ACTIVE, 0 s elapsed, 3 h left"),
        (
            {"status": "ACTIVE", "is_confirmed": False},
            "rules of shop: ACTIVE (unconfirmed), 0 s elapsed, 3 h left",
        ),
        ({"error": REFUSED}, "rules of shop: no response (TransportError), 0 s elapsed, 3 h left"),
        ({"status": "X\r\n\udcff"}, r"rules of shop: X\r\n\udcff, 0 s elapsed, 3 h left"),
        ({"remaining": math.inf}, "rules of shop: PENDING, 0 s elapsed, no limit"),
        (
            {"elapsed": 59.6, "remaining": 125.0},
            "rules of shop: PENDING, 1 min elapsed, 2 min 5 s left",
        ),
        (
            {"elapsed": 5400.0, "remaining": 59.4},
            "rules of shop: PENDING, 1 h 30 min elapsed, 59 s left",
        ),
    ],
)
def test_event_when_printed_then_one_line(facts: dict[str, Any], text: str) -> None:
    """What is waited for, how it is, and the time that is gone and left."""
    usual: dict[str, Any] = {
        "what": "rules of shop",
        "poll": 1,
        "seen": None,
        "error": None,
        "status": "PENDING",
        "is_confirmed": True,
        "elapsed": 0.0,
        "remaining": 10800.0,
        "next_poll": 60.0,
    }
    assert text == str(PollEvent(**{**usual, **facts}))
