"""A clock that a test moves, so that hours of the service take no time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from cpkit.local.faults import seconds

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Clock", "machine_clock", "machine_sleep"]

machine_sleep: Callable[[float], None] = time.sleep


def machine_clock() -> datetime:
    """Return the machine's time, in UTC."""
    return datetime.now(UTC)


class Clock:
    """The machine's time, moved forward by what would have been waited.

    Give it to the stand-in and to the client, and what waits goes on at once: ``sleep`` advances
    the clock by as much. The fixtures of the pytest plug-in share one.

    Example:
        >>> from datetime import timedelta
        >>> from cpkit import CustomerProfiles, RetryPolicy
        >>> from cpkit.local import Clock, LocalService
        >>> clock = Clock()
        >>> service = LocalService(clock=clock, sleep=clock.sleep)
        >>> retry = RetryPolicy(clock=clock.monotonic, sleep=clock.sleep)
        >>> profiles = CustomerProfiles(service.client(), retry=retry)
        >>> before = clock()
        >>> clock.advance(timedelta(days=1))
        >>> clock() - before >= timedelta(days=1)
        True
    """

    def __init__(self, now: Callable[[], datetime] = machine_clock) -> None:
        """Start at the present.

        Args:
            now: Returns the time that is moved forward, with its zone.
        """
        self._now = now
        self._lock = Lock()
        self._advanced = 0.0

    def __call__(self) -> datetime:
        """Return the time, with its zone."""
        return self._now() + timedelta(seconds=self._advanced)

    def advance(self, duration: timedelta | float) -> None:
        """Move the clock forward.

        Args:
            duration: By how much; seconds when it is a float.

        Raises:
            ValueError: The duration is negative.
        """
        ahead = seconds(duration)
        if not ahead >= 0:
            raise ValueError(f"a clock advances by at least 0 seconds, not by {duration!r}")
        with self._lock:
            self._advanced += ahead

    def sleep(self, duration: float) -> None:
        """Advance instead of waiting.

        Args:
            duration: How long, in seconds.
        """
        self.advance(duration)

    def monotonic(self) -> float:
        """Return seconds that only increase, as `time.monotonic` does."""
        return time.monotonic() + self._advanced
