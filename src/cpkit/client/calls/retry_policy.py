"""How often a call is retried and how long it waits in between: `RetryPolicy`, `RetryEvent`."""

import math
import random as chance
from collections.abc import Callable
from typing import cast

import attrs

from cpkit.client.calls.durations import monotonic, seconds, sleep
from cpkit.errors import CallError
from cpkit.schema.signatures import explained_methods

__all__ = ["RetryEvent", "RetryPolicy"]

_HINT_LEEWAY = 5.0
_LARGEST_EXPONENT = 1000


def _at_least_one(_: object, attribute: "attrs.Attribute[int]", value: object) -> None:
    if type(value) is not int or value < 1:
        raise ValueError(
            f"{attribute.name} must be an integer of at least 1, not {value!r}; 1 sends once and "
            "never retries"
        )


def _positive(_: object, attribute: "attrs.Attribute[float]", value: float) -> None:
    if not value > 0:
        raise ValueError(
            f"{attribute.name} must be a timedelta or a number of seconds above 0; "
            "math.inf waits for as long as the attempts last"
        )


def _finite(_: object, attribute: "attrs.Attribute[float]", value: float) -> None:
    if not 0 <= value < math.inf:
        raise ValueError(
            f"{attribute.name} must be a timedelta or a number of seconds, finite and not below 0"
        )


def _count(_: object, attribute: "attrs.Attribute[float]", value: object) -> None:
    if type(value) not in {int, float} or not cast("float", value) >= 0:
        raise ValueError(
            f"{attribute.name} must be a number of retries, not {value!r}; 0 retries after "
            "throttling alone, math.inf sets no limit"
        )


def _hook(
    _: object,
    attribute: "attrs.Attribute[Callable[[RetryEvent], object] | None]",
    value: Callable[["RetryEvent"], object] | None,
) -> None:
    if value is not None and not callable(value):
        raise ValueError(f"{attribute.name} must be a function that takes a RetryEvent, or None")


@attrs.frozen(kw_only=True)
class RetryEvent:
    """What `RetryPolicy.on_retry` receives, after a failed attempt and before the wait.

    It comes only when another attempt follows: not after a success, and not after the last
    failure, which is raised. Its ``repr`` contains nothing of the service's message.

    Example:
        >>> import cpkit
        >>> from cpkit.local import LocalService
        >>> waits = []
        >>> retry = cpkit.RetryPolicy(on_retry=lambda event: waits.append(event.wait))
        >>> profiles = cpkit.CustomerProfiles(LocalService().client(), retry=retry)
        >>> list(profiles.list_domains()), waits
        ([], [])
    """

    operation: str
    """The operation's name, such as ``UpdateDomain``."""
    attempt: int
    """Which attempt failed, from 1."""
    max_attempts: int
    """How many attempts there are at most, the first included."""
    wait: float
    """Seconds from now to the next attempt."""
    elapsed: float
    """Seconds since the first attempt began."""
    budget_left: float
    """How many retries after other failures than throttling the client has left."""
    error: CallError = attrs.field(repr=lambda error: type(error).__name__)
    """What would have been raised if this had been the last attempt."""


@explained_methods
@attrs.frozen(kw_only=True)
class RetryPolicy:
    """How often a call is retried, and how long it waits in between.

    What plain boto3 would retry is retried: throttling, the statuses 500, 502, 503 and 504, and
    connections that fail, break or time out. The wait before attempt ``i + 2`` is drawn evenly
    from nothing to ``min(wait_initial * 2**i, wait_max)``, after throttling from nothing to
    ``min(throttled_wait_initial * 2**i, wait_max)`` ("full jitter"), so that many callers do not
    come back at once. Where the service names a wait itself (``x-amz-retry-after``), the drawn
    one is raised to it, by 5 seconds at most.

    Throttling is limited by the attempts and the timeout alone. Any other failure may be an outage,
    which retries would only make worse: each such retry spends one of a budget that all calls of
    one client share, and each success restores half a retry. In an outage a client sends the
    ``budget`` on top and then one request a call; while fewer than a third of the requests fail,
    the budget is not felt.

    Each failed attempt, each wait and the end of each call is logged by the logger
    ``cpkit.client``, with its facts as fields of the record: ``event``, ``operation``, ``attempt``,
    ``wait``, ``stopped_by`` and more; waits and failed calls at INFO, the rest at DEBUG.

    One policy serves any number of clients and threads; each client has a budget of its own.

    Raises:
        ValueError: If a value makes no sense, such as an attempt count below 1.

    Example:
        >>> from datetime import timedelta
        >>> from cpkit import RetryPolicy
        >>> RetryPolicy(max_attempts=10, timeout=timedelta(minutes=5)).timeout
        300.0
    """

    max_attempts: int = attrs.field(default=6, validator=_at_least_one)
    """How many requests one call sends at most, the first included; 1 never retries."""
    timeout: float = attrs.field(default=60.0, converter=seconds, validator=_positive)
    """Seconds from the first attempt on after which no further one begins.

    Checked before a wait: a call that could only wait past it fails at once. It does not cut an
    attempt short that is under way; the client's connect and read timeouts do.
    """
    wait_initial: float = attrs.field(default=0.05, converter=seconds, validator=_finite)
    """Seconds that the first wait after any failure but throttling has at most."""
    throttled_wait_initial: float = attrs.field(default=1.0, converter=seconds, validator=_finite)
    """Seconds that the first wait after throttling has at most: the quotas count by the second."""
    wait_max: float = attrs.field(default=20.0, converter=seconds, validator=_finite)
    """Seconds that a drawn wait has at most; the service's own hint may go beyond it."""
    budget: float = attrs.field(default=100.0, validator=_count)
    """Retries after other failures than throttling that the calls of one client share at first.

    A call that finds it exhausted ends with the error at hand, which says so in a note.
    ``math.inf`` sets no limit, 0 retries after throttling alone.
    """
    on_retry: Callable[[RetryEvent], object] | None = attrs.field(default=None, validator=_hook)
    """Called before each wait. What it raises ends the call and reaches the caller."""
    clock: Callable[[], float] = attrs.field(default=monotonic, repr=False, eq=False)
    """Where the time comes from, in seconds: for tests."""
    sleep: Callable[[float], object] = attrs.field(default=sleep, repr=False, eq=False)
    """What waits for so many seconds: for tests, and for waits that can be cancelled."""
    random: Callable[[], float] = attrs.field(default=chance.random, repr=False, eq=False)
    """Where the share of the full wait comes from, from 0 up to 1: for tests."""


def wait_before_next(
    policy: RetryPolicy, *, failures: int, throttled: bool, hint: float | None
) -> float:
    """Draw the seconds to wait after so many failed attempts.

    Args:
        policy: The limits, and the source of randomness.
        failures: How many attempts have failed so far, at least 1.
        throttled: Whether the last of them was throttled.
        hint: Seconds that the service asked for, if it did.

    Returns:
        The drawn wait, raised to the hint where there is one.
    """
    initial = policy.throttled_wait_initial if throttled else policy.wait_initial
    # The exponent is bounded because a float overflows at 2**1024.
    longest = min(initial * 2.0 ** min(failures - 1, _LARGEST_EXPONENT), policy.wait_max)
    drawn = policy.random() * longest
    if hint is None:
        return drawn
    return max(drawn, min(hint, drawn + _HINT_LEEWAY))
