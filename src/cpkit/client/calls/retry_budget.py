"""How often all calls of one client together retry what failed in passing: `RetryBudget`."""

from typing import Final

from cpkit.client.boto.process_lock import ProcessLock

__all__ = ["RESTORED", "RetryBudget"]

RESTORED: Final = 0.5
"""Retries that one success restores.

So a client sends at most half a request more than it has successes, in the long run, whatever it
meets; while fewer than a third of its requests fail, the budget stays full.
"""


class RetryBudget:
    """How many retries are left; one object serves all calls and threads of a client.

    An outage fails every attempt of every call: without a common budget each call would send all
    its attempts, and the service would get several times the load just when it can bear none.
    """

    __slots__ = ("_left", "_lock", "_size")

    def __init__(self, size: float) -> None:
        """Create a full budget.

        Args:
            size: How many retries it has; ``math.inf`` never runs out.
        """
        self._size = self._left = float(size)
        self._lock = ProcessLock()

    @property
    def left(self) -> float:
        """How many retries are left."""
        return self._left

    def spend(self) -> bool:
        """Spend one retry, where there is one.

        Returns:
            Whether there was; nothing is spent otherwise.
        """
        with self._lock:
            if self._left < 1:
                return False
            self._left -= 1
            return True

    def restore(self) -> None:
        """Restore what one success is worth."""
        # Most successes meet a full budget, and need no lock to see it.
        if self._left < self._size:
            with self._lock:
                self._left = min(self._left + RESTORED, self._size)
