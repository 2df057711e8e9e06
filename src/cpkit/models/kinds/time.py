"""Moments, as answers carry them."""

from datetime import UTC, datetime
from typing import Any

from cpkit.models import checks
from cpkit.models.checks import Findings
from cpkit.models.kinds.kind import Kind, RefusedError, described

__all__ = ["Time"]


class Time(Kind):
    """Take a moment: a datetime, seconds since 1970, or a text as ISO 8601 writes it.

    Only answers have times. They are kept in UTC, and without a zone they are read as UTC.
    """

    def take(self, value: Any) -> Any:
        """Give a datetime in UTC."""
        try:
            if isinstance(value, datetime):
                moment = value
            elif type(value) in (int, float):
                moment = datetime.fromtimestamp(value, UTC)
            elif isinstance(value, str):
                moment = datetime.fromisoformat(value)
            else:
                raise RefusedError
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            raise RefusedError from None

    def inspect(self, value: Any, path: str, findings: Findings) -> Any:
        """Find what is no moment."""
        try:
            return self.take(value)
        except RefusedError:
            findings.add(checks.TYPE, path, f"takes a time, not {described(value)}.")
            return value
