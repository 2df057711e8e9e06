"""Times, as responses contain them."""

from datetime import UTC, datetime
from typing import Any

from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes.shape import RejectedError, Shape, wrong_type

__all__ = ["Timestamp"]


class Timestamp(Shape):
    """A time: a datetime, seconds since 1970, or a string in ISO 8601.

    Only responses contain times. They are stored in UTC; without a time zone they are read as UTC.
    """

    expected = "a time, in ISO 8601 or in seconds since 1970"

    def accept(self, value: Any) -> Any:
        """Return a datetime in UTC."""
        try:
            if isinstance(value, datetime):
                time = value
            elif type(value) in (int, float):
                time = datetime.fromtimestamp(value, UTC)
            elif isinstance(value, str):
                time = datetime.fromisoformat(value)
            else:
                raise RejectedError
            return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            raise RejectedError from None

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report what is not a time."""
        try:
            return self.accept(value)
        except RejectedError:
            wrong_type(collector, path, self.expected, value)
            return value
