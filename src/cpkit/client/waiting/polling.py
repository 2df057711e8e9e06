"""Ask again and again until something has happened: the loop, and what it tells."""

import math
from collections.abc import Callable
from datetime import timedelta
from typing import Generic, TypeVar

import attrs

from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.errors import (
    CallError,
    InternalServerError,
    MalformedResponseError,
    ServiceError,
    TransportError,
    WaitTimeoutError,
)

__all__ = ["Look", "PollEvent", "Polling", "duration"]

Seen = TypeVar("Seen")


@attrs.frozen(kw_only=True)
class PollEvent(Generic[Seen]):
    """What a waiter's ``on_poll`` is told after each look at the service.

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
        >>> seen = []
        >>> _ = profiles.wait_until_rules_active("shop", on_poll=seen.append)
        >>> [(event.status, event.is_confirmed, event.next_poll) for event in seen]
        [('ACTIVE', False, None)]
    """

    what: str
    """What is waited for, such as ``rules of shop``."""
    poll: int
    """Which look it was, from 1."""
    seen: Seen | None
    """What the service answered; ``None`` where it was throttled or failed."""
    error: CallError | None
    """Why there is no answer, where there is none. It did not end the wait."""
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
    """Seconds until the next look; ``None`` after the last one, whatever it saw."""


@attrs.frozen
class Look(Generic[Seen]):
    """What one look has found, as the waiter understands it."""

    seen: Seen | None
    """What was answered."""
    status: str
    """Its status in a word."""
    is_done: bool
    """Whether the wait is over."""
    is_confirmed: bool
    """Whether the status is newer than the change."""
    error: CallError | None = None
    """Why nothing was answered."""


def duration(value: timedelta | float, name: str) -> float:
    """Convert to seconds.

    Args:
        value: A duration.
        name: The argument's name, for the error.

    Returns:
        The seconds, 0 or more.

    Raises:
        ValueError: If it is no duration, or below 0.
    """
    seconds = value.total_seconds() if isinstance(value, timedelta) else value
    try:
        kept = float(seconds) if type(seconds) in {int, float} else math.nan
    except OverflowError:
        kept = math.nan
    if not kept >= 0:
        raise ValueError(f"{name} must be a timedelta or a number of seconds, and not below 0")
    return kept


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
    ) -> None:
        """Set how long and how often.

        Args:
            what: What is waited for, such as ``rules of shop``.
            policy: Where time comes from, and how a look is repeated.
            timeout: When to give up.
            poll_every: How long to wait between looks.
            on_poll: What is told of each look.

        Raises:
            ValueError: If a duration makes no sense.
        """
        self.what = what
        self.policy = policy
        self.timeout: float = duration(timeout, "timeout")
        self.poll_every: float = duration(poll_every, "poll_every")
        if not 0 < self.poll_every < math.inf:
            raise ValueError("poll_every must be above 0 and finite")
        self.on_poll = on_poll
        self.polls: int = 0
        self.last: Look[Seen] | None = None

    def run(self, look: Callable[[RetryPolicy, float], Look[Seen]]) -> Seen:
        """Look until it is done, the last time when the time is over.

        Args:
            look: Looks once, under the policy that it is given, in so many seconds.

        Returns:
            What was seen when it was done.

        Raises:
            WaitTimeoutError: If the time is over.
        """
        began = self.policy.clock()
        is_last = False
        while True:
            found = self._look(look, self.timeout - (self.policy.clock() - began), is_last=is_last)
            elapsed = self.policy.clock() - began
            remaining = max(0.0, self.timeout - elapsed)
            is_over = found.is_done or is_last or remaining == 0
            pause = None if is_over else min(self.poll_every, remaining)
            self._tell(found, elapsed, remaining, pause)
            if found.is_done and found.seen is not None:
                return found.seen
            if pause is None:
                raise self._timeout(found)
            is_last = pause == remaining
            self.policy.sleep(pause)

    def _look(
        self, look: Callable[[RetryPolicy, float], Look[Seen]], left: float, *, is_last: bool
    ) -> Look[Seen]:
        """Look once; what passes by itself is no reason to give up."""
        self.polls += 1
        is_final = is_last or left <= 0
        policy = attrs.evolve(self.policy, max_attempts=1) if is_final else self.policy
        try:
            found = look(policy, max(left, 0.0))
        except CallError as error:
            if not _passes(error):
                raise
            return Look(None, "unknown", is_done=False, is_confirmed=False, error=error)
        self.last = found
        return found

    def _tell(
        self, found: Look[Seen], elapsed: float, remaining: float, pause: float | None
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

    def _timeout(self, found: Look[Seen]) -> WaitTimeoutError:
        last = self.last
        if last is None and found.error is not None and found.error.attempts == 0:
            seen = "the last look had no turn under the RateLimit in time, and none was answered"
        elif last is None:
            seen = f"no look was answered ({type(found.error).__name__})"
        else:
            is_doubtful = last.status == "ACTIVE" and not last.is_confirmed
            doubt = ", unconfirmed: it may be older than the change" if is_doubtful else ""
            seen = f"the status seen last is {last.status}{doubt}"
        looks = "1 look" if self.polls == 1 else f"{self.polls} looks"
        error = WaitTimeoutError(
            f"Waited {self.timeout:g} s for the {self.what}, in {looks}: {seen}. "
            "Wait again, or longer.",
            last_seen=None if last is None else last.seen,
        )
        error.__cause__ = found.error
        return error


def _passes(error: CallError) -> bool:
    """Tell whether to look again: where nothing was sent, it was for want of a turn."""
    if isinstance(error, ServiceError):
        return error.is_retryable or isinstance(error, InternalServerError)
    return isinstance(error, TransportError | MalformedResponseError) or error.attempts == 0
