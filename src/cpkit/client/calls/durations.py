"""Durations as callers write them, and the clock that measures them."""

import math
import time
from datetime import timedelta

__all__ = ["duration", "monotonic", "seconds", "sleep"]


def monotonic() -> float:
    """Return the time of a clock that is looked up at each use, since a test may replace it."""
    return time.monotonic()


def sleep(seconds: float) -> None:
    """Sleep by the function that is there when it is used, since a test may replace it."""
    time.sleep(seconds)


def seconds(value: timedelta | float) -> float:
    """Return a duration in seconds; NaN, which every check rejects, for what is not a duration."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    try:
        return float(value) if type(value) in {int, float} else math.nan
    except OverflowError:
        return math.nan


def duration(value: timedelta | float, name: str) -> float:
    """Return a duration in seconds.

    Args:
        value: The duration.
        name: The argument's name, for the error.

    Raises:
        ValueError: If it is not a duration, or below 0.
    """
    converted = seconds(value)
    if not converted >= 0:
        raise ValueError(f"{name} must be a timedelta or a number of seconds, and not below 0")
    return converted
