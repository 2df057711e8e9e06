"""How often all calls of one client together repeat what failed in passing: `RetryBudget`."""

from typing import Final

from cpkit.client.boto.forks import OwnLock

__all__ = ["REFILL", "RetryBudget"]

REFILL: Final = 0.5
"""Repeats that one success gives back.

So a client sends at most half a request more than it has successes, in the long run, whatever it
meets; while fewer than a third of its requests fail, the budget stays full.
"""


class RetryBudget:
    """Count the repeats that are left; one object serves all calls and threads of a client.

    An outage fails every attempt of every call: without a common budget each call would send all
    its attempts, and the service would get several times the load just when it can bear none.
    """

    __slots__ = ("_left", "_lock", "_size")

    def __init__(self, size: float) -> None:
        """Begin with a full budget.

        Args:
            size: How many repeats it holds; ``math.inf`` never runs out.
        """
        self._size = self._left = float(size)
        self._lock = OwnLock()

    @property
    def left(self) -> float:
        """How many repeats are left."""
        return self._left

    def draw(self) -> bool:
        """Take one repeat, where there is one.

        Returns:
            Whether there was; nothing is taken otherwise.
        """
        with self._lock:
            if self._left < 1:
                return False
            self._left -= 1
            return True

    def refill(self) -> None:
        """Give back what one success is worth."""
        # Most successes meet a full budget: they need no lock to see it.
        if self._left < self._size:
            with self._lock:
                self._left = min(self._left + REFILL, self._size)
