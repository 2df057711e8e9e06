"""Whole numbers and fractions."""

import math
from typing import Any

from cpkit.models import checks
from cpkit.models.checks import Findings
from cpkit.models.kinds.kind import Kind, RefusedError, described, unquoted, wrong_type

__all__ = ["Integer", "Number"]


class Integer(Kind):
    """Take a whole number."""

    def __init__(self, low: int | None = None, high: int | None = None) -> None:
        """Set the limits, both inclusive; ``None`` is no limit."""
        self.low = low
        self.high = high

    def take(self, value: Any) -> Any:
        """Give a whole number as it is."""
        if type(value) is int and _within(value, self.low, self.high):
            return value
        raise RefusedError

    def inspect(self, value: Any, path: str, findings: Findings) -> Any:
        """Find a wrong type or range."""
        if type(value) is not int:
            wrong_type(findings, path, "a whole number", value, unquoted(value))
        elif not _within(value, self.low, self.high):
            _out_of_range(findings, path, self.low, self.high, value)
        return value


class Number(Kind):
    """Take a number; a whole one becomes a float."""

    def __init__(self, low: float | None = None, high: float | None = None) -> None:
        """Set the limits, both inclusive; ``None`` is no limit."""
        self.low = low
        self.high = high

    def take(self, value: Any) -> Any:
        """Give a number as a float."""
        if type(value) in (float, int) and _within(value, self.low, self.high):
            try:
                number = float(value)
            except OverflowError:
                raise RefusedError from None
            if math.isfinite(number):
                return number
        raise RefusedError

    def inspect(self, value: Any, path: str, findings: Findings) -> Any:
        """Find a wrong type, no number, or a wrong range."""
        if type(value) not in (float, int):
            wrong_type(findings, path, "a number", value, unquoted(value))
            return value
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            findings.add(checks.TYPE, path, "takes a finite number, not NaN or infinity.")
        elif not _within(number, self.low, self.high):
            _out_of_range(findings, path, self.low, self.high, value)
        return number


def _within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


def _out_of_range(
    findings: Findings, path: str, low: float | None, high: float | None, value: float
) -> None:
    limits = f"{low} or more" if high is None else f"{low} to {high}"
    findings.add(checks.RANGE, path, f"takes {limits}, not {_shortened(value)}.")


def _shortened(value: float) -> str:
    """Write a number; one of thousands of digits, which Python refuses to write, by its size."""
    if isinstance(value, int) and value.bit_length() > 1000:  # noqa: PLR2004 - 300 digits
        return f"a number of {value.bit_length()} bits"
    return described(value)
