"""Moments, as answers carry them."""

from datetime import UTC, datetime
from typing import Any

from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes.shape import RejectedError, Shape, described

__all__ = ["Timestamp"]


class Timestamp(Shape):
    """Take a moment: a datetime, seconds since 1970, or a text as ISO 8601 writes it.

    Only answers have times. They are kept in UTC, and without a zone they are read as UTC.
    """

    def accept(self, value: Any) -> Any:
        """Give a datetime in UTC."""
        try:
            if isinstance(value, datetime):
                moment = value
            elif type(value) in (int, float):
                moment = datetime.fromtimestamp(value, UTC)
            elif isinstance(value, str):
                moment = datetime.fromisoformat(value)
            else:
                raise RejectedError
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            raise RejectedError from None

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Find what is no moment."""
        try:
            return self.accept(value)
        except RejectedError:
            collector.add(checks.TYPE, path, f"takes a time, not {described(value)}.")
            return value
