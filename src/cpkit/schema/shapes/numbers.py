"""Integers and other numbers."""

import math
from typing import Any

from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes.shape import RejectedError, Shape, described, unquoted, wrong_type

__all__ = ["Double", "Integer"]

_INTEGER = r"-?(0|[1-9]\d{0,17})"
_NUMBER = rf"{_INTEGER}(\.\d{{1,17}})?"


class Integer(Shape):
    """An integer."""

    expected = "an integer"

    def __init__(self, low: int | None = None, high: int | None = None) -> None:
        """Set the limits, both inclusive; ``None`` is no limit."""
        self.low = low
        self.high = high

    def accept(self, value: Any) -> Any:
        """Return an integer as it is."""
        if type(value) is int and _is_within(value, self.low, self.high):
            return value
        raise RejectedError

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report a wrong type or range."""
        if isinstance(value, bool) or not isinstance(value, int):
            wrong_type(collector, path, self.expected, value, unquoted(value, _INTEGER, "int"))
            return value
        if not _is_within(value, self.low, self.high):
            _out_of_range(collector, path, self.low, self.high, value)
        return int(value)


class Double(Shape):
    """A number; an integer becomes a float."""

    expected = "a number"

    def __init__(self, low: float | None = None, high: float | None = None) -> None:
        """Set the limits, both inclusive; ``None`` is no limit."""
        self.low = low
        self.high = high

    def accept(self, value: Any) -> Any:
        """Return a number as a float."""
        if type(value) in (float, int) and _is_within(value, self.low, self.high):
            try:
                number = float(value)
            except OverflowError:
                raise RejectedError from None
            if math.isfinite(number):
                return number
        raise RejectedError

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report a wrong type, NaN, infinity, or a wrong range."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            wrong_type(collector, path, self.expected, value, unquoted(value, _NUMBER, "float"))
            return value
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            collector.add(checks.TYPE, path, "must be a finite number, not NaN or infinity.")
        elif not _is_within(number, self.low, self.high):
            _out_of_range(collector, path, self.low, self.high, value)
        return number


def _is_within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


def _out_of_range(
    collector: ProblemCollector, path: str, low: float | None, high: float | None, value: float
) -> None:
    limits = f"{low} or more" if high is None else f"{low} to {high}"
    collector.add(checks.RANGE, path, f"must be {limits}, not {described(value)}.")
