"""Read again and again until something has happened: the loop, and what it reports."""

import math
from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Final, Generic, TypeVar

import attrs

from cpkit.client.calls.durations import duration
from cpkit.client.calls.durations import sleep as default_sleep
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.display import visible
from cpkit.errors import (
    CallError,
    InternalServerError,
    MalformedResponseError,
    ServiceError,
    TransportError,
    WaitCancelledError,
    WaitTimeoutError,
)

__all__ = ["PollEvent", "Polling", "Reading"]

Seen = TypeVar("Seen")

_MINUTE: Final = 60
_HOUR: Final = 3600


@attrs.frozen(kw_only=True)
class PollEvent(Generic[Seen]):
    """What a waiter passes to ``on_poll`` after each time that it has read the service.

    Printed, it is one line, so that ``on_poll=print`` shows how a wait goes.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings, RuleBasedMatching
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService(in_progress_for=0).client())
        >>> rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
        >>> _ = profiles.create_domain(
        ...     DomainSettings(
        ...         domain_name="shop", default_expiration_days=366, rule_based_matching=rules
        ...     )
        ... )
        >>> _ = profiles.wait_until_rules_active("shop", on_poll=print)
        rules of shop: ACTIVE (unconfirmed), 0 s elapsed, 3 h left
    """

    what: str
    """What is waited for, such as ``rules of shop``."""
    poll: int
    """Which read it was, from 1."""
    seen: Seen | None
    """What the service responded; ``None`` where it was throttled or failed."""
    error: CallError | None
    """Why there is no response, where there is none. It did not end the wait."""
    status: str
    """The status in a word: the service's, or ``unknown`` where there is none."""
    is_confirmed: bool
    """Whether the status is known to be newer than the change that is waited for.

    Before that, ``ACTIVE`` may be what was there before the change.
    """
    elapsed: float
    """Seconds since the wait began."""
    remaining: float
    """Seconds until the wait gives up; not below 0."""
    next_poll: float | None
    """Seconds until the next read; ``None`` after the last one, whatever it returned."""

    def __str__(self) -> str:
        """Return what is waited for, its status, the time that has elapsed and that is left."""
        if self.error is not None:
            status = f"no response ({type(self.error).__name__})"
        elif self.status == "ACTIVE" and not self.is_confirmed:
            status = "ACTIVE (unconfirmed)"
        else:
            status = visible(self.status)
        left = "no limit" if self.remaining == math.inf else f"{_span(self.remaining)} left"
        return f"{self.what}: {status}, {_span(self.elapsed)} elapsed, {left}"


def _span(seconds: float) -> str:
    """Return a duration in its two largest units."""
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s".removesuffix(" 0 s")
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min".removesuffix(" 0 min")


@attrs.frozen
class Reading(Generic[Seen]):
    """What one read has found, as the waiter understands it."""

    seen: Seen | None
    """The response."""
    status: str
    """Its status in a word."""
    is_done: bool
    """Whether the wait is over."""
    is_confirmed: bool
    """Whether the status is newer than the change."""
    error: CallError | None = None
    """Why there is no response."""


class Polling(Generic[Seen]):
    """One wait. It belongs to one thread."""

    def __init__(
        self,
        what: str,
        policy: RetryPolicy,
        *,
        timeout: timedelta | float,
        poll_every: timedelta | float,
        on_poll: Callable[[PollEvent[Seen]], object] | None,
        cancel: Event | None = None,
    ) -> None:
        """Set how long and how often.

        Args:
            what: What is waited for, such as ``rules of shop``.
            policy: Where time comes from, and how a read is retried.
            timeout: When to give up.
            poll_every: How long to wait between reads.
            on_poll: What receives an event after each read.
            cancel: What ends the wait once it is set.

        Raises:
            ValueError: If a duration makes no sense.
            TypeError: If ``cancel`` is not an event.
        """
        self.what = what
        self.timeout: float = duration(timeout, "timeout")
        self.poll_every: float = duration(poll_every, "poll_every")
        if not 0 < self.poll_every < math.inf:
            raise ValueError("poll_every must be above 0 and finite")
        _check_cancel(cancel)
        self.on_poll = on_poll
        self.cancel = cancel
        self.uncancelled_sleep: Callable[[float], object] = policy.sleep
        self.policy: RetryPolicy = (
            policy if cancel is None else attrs.evolve(policy, sleep=self.sleep)
        )
        self.polls: int = 0
        self.last: Reading[Seen] | None = None

    def run(self, read: Callable[[RetryPolicy, float], Reading[Seen]]) -> Seen:
        """Read until it is done, the last time when the time is over.

        Args:
            read: Reads once, under the policy that it is given, in so many seconds.

        Returns:
            What was seen when it was done.

        Raises:
            WaitTimeoutError: If the time is over.
            WaitCancelledError: If the wait was cancelled.
        """
        began, slept = self.policy.clock(), 0.0
        is_last = False
        while True:
            self.stop_if_cancelled()
            # What was slept counts where the clock stands still, such as in a test that froze it.
            elapsed = max(self.policy.clock() - began, slept)
            found = self._read(read, self.timeout - elapsed, is_last=is_last)
            elapsed = max(self.policy.clock() - began, slept)
            remaining = max(0.0, self.timeout - elapsed)
            is_over = found.is_done or is_last or remaining == 0
            pause = None if is_over else min(self.poll_every, remaining)
            self._report(found, elapsed, remaining, pause)
            if found.is_done and found.seen is not None:
                return found.seen
            if pause is None:
                raise self._timeout(found)
            is_last = pause == remaining
            self.policy.sleep(pause)
            slept += pause

    def sleep(self, seconds: float) -> None:
        """Sleep, unless the wait is cancelled before or meanwhile.

        Raises:
            WaitCancelledError: If it was cancelled.
        """
        self.stop_if_cancelled()
        if self.cancel is not None and self.uncancelled_sleep is default_sleep:
            self.cancel.wait(seconds)
        else:
            self.uncancelled_sleep(seconds)
        self.stop_if_cancelled()

    def stop_if_cancelled(self) -> None:
        """Raise an error if the wait was cancelled."""
        if self.cancel is not None and self.cancel.is_set():
            raise WaitCancelledError(
                f"The wait for the {self.what} was cancelled after {_reads(self.polls)}. "
                "What it waited for goes on; wait again to see its end.",
                last_seen=None if self.last is None else self.last.seen,
            )

    def _read(
        self, read: Callable[[RetryPolicy, float], Reading[Seen]], left: float, *, is_last: bool
    ) -> Reading[Seen]:
        """Read once; what passes by itself is no reason to give up."""
        self.polls += 1
        is_final = is_last or left <= 0
        policy = attrs.evolve(self.policy, max_attempts=1) if is_final else self.policy
        try:
            found = read(policy, max(left, 0.0))
        except CallError as error:
            if not _passes(error):
                raise
            return Reading(None, "unknown", is_done=False, is_confirmed=False, error=error)
        self.last = found
        return found

    def _report(
        self, found: Reading[Seen], elapsed: float, remaining: float, pause: float | None
    ) -> None:
        if self.on_poll is None:
            return
        event = PollEvent(
            what=self.what,
            poll=self.polls,
            seen=found.seen,
            error=found.error,
            status=found.status,
            is_confirmed=found.is_confirmed,
            elapsed=elapsed,
            remaining=remaining,
            next_poll=pause,
        )
        self.on_poll(event)

    def _timeout(self, found: Reading[Seen]) -> WaitTimeoutError:
        last = self.last
        if last is None and found.error is not None and found.error.attempts == 0:
            seen = "the rate limit had no slot in time for the last read, and none was successful"
        elif last is None:
            seen = f"no read was successful ({type(found.error).__name__})"
        else:
            is_doubtful = last.status == "ACTIVE" and not last.is_confirmed
            doubt = ", unconfirmed: it may be older than the change" if is_doubtful else ""
            seen = f"the last status was {visible(last.status)}{doubt}"
        error = WaitTimeoutError(
            f"Waited {self.timeout:g} s for the {self.what}, with {_reads(self.polls)}: {seen}. "
            "Wait again, or longer.",
            last_seen=None if last is None else last.seen,
        )
        error.__cause__ = found.error
        return error


def _reads(count: int) -> str:
    return "1 read" if count == 1 else f"{count} reads"


def _check_cancel(cancel: object) -> None:
    if not isinstance(cancel, Event | None):
        raise TypeError(
            f"cancel takes a threading.Event, not {type(cancel).__name__}; pass one, and set it "
            "to end the wait."
        )


def _passes(error: CallError) -> bool:
    """Return whether to read again: where nothing was sent, there was no slot in time."""
    if isinstance(error, ServiceError):
        return error.is_retryable or isinstance(error, InternalServerError)
    return isinstance(error, TransportError | MalformedResponseError) or error.attempts == 0
