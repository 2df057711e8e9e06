"""Moments, as answers carry them."""

from datetime import UTC, datetime
from typing import Any

from cpkit.models import checks
from cpkit.models.checks import Findings
from cpkit.models.kinds.kind import Kind, RefusedError, described

__all__ = ["Time"]


class Time(Kind):
    """Take a moment: a datetime, seconds since 1970, or a text as ISO 8601 writes it.

    Only answers have times. Without a zone a moment is read as UTC.
    """

    def take(self, value: Any) -> Any:
        """Give a datetime that has its zone."""
        try:
            if isinstance(value, datetime):
                moment = value
            elif type(value) in (int, float):
                moment = datetime.fromtimestamp(value, UTC)
            elif isinstance(value, str):
                moment = datetime.fromisoformat(value)
            else:
                raise RefusedError
        except (ValueError, OverflowError, OSError):
            raise RefusedError from None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def inspect(self, value: Any, path: str, findings: Findings) -> Any:
        """Find what is no moment."""
        try:
            return self.take(value)
        except RefusedError:
            findings.add(checks.TYPE, path, f"takes a time, not {described(value)}.")
            return value
