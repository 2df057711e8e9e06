"""Throttle what comes faster than a quota allows.

Assumed: quotas are counted for each operation by itself; within any second, or within the time
that one request may take where a quota is below one a second, no more pass than the
quota allows; what was throttled does not count.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from cpkit.local.protocol.service_model import knowledge

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Quotas:
    """Count the requests of each operation that has a quota."""

    def __init__(self, requests_per_second: Mapping[str, float]) -> None:
        """Start without a request.

        Raises:
            ValueError: The service has no such operation, or a quota is not above 0.
        """
        for name, rate in requests_per_second.items():
            if name not in knowledge().operations:
                raise ValueError(f"the service has no operation {name}")
            if not _is_above_zero(rate):
                raise ValueError(f"the quota of {name} must be a number above 0, not {rate!r}")
        self._rates = dict(requests_per_second)
        self._passed: dict[str, deque[float]] = {}

    def admits(self, operation: str | None, now: datetime) -> bool:
        """Return whether a request is within its quota, and count it if so."""
        rate = self._rates.get(operation or "")
        if operation is None or rate is None:
            return True
        passed = self._passed.setdefault(operation, deque())
        second = now.timestamp()
        while passed and second - passed[0] >= max(1.0, 1 / rate):
            passed.popleft()
        if len(passed) >= max(1, int(rate)):
            return False
        passed.append(second)
        return True

    def clear(self) -> None:
        """Forget the requests, and keep the quotas."""
        self._passed.clear()


def _is_above_zero(rate: object) -> bool:
    return isinstance(rate, int | float) and rate > 0
