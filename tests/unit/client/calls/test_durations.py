"""Durations and clocks, as policies, limits and waits take them."""

from __future__ import annotations

import math
import time
from datetime import timedelta
from typing import Any

import pytest

from cpkit.client.calls import durations


@pytest.mark.parametrize(
    ("value", "seconds"), [(timedelta(minutes=1), 60.0), (2, 2.0), (0.5, 0.5), (math.inf, math.inf)]
)
def test_duration_when_it_is_one_then_its_seconds(value: timedelta | float, seconds: float) -> None:
    """A number counts as seconds."""
    assert seconds == durations.duration(value, "timeout") == durations.seconds(value)


@pytest.mark.parametrize("value", [-1, timedelta(seconds=-1), math.nan, "1", None, True, 10**400])
def test_duration_when_it_is_none_then_the_argument_is_named(value: Any) -> None:
    """A truth value is a number to Python alone."""
    text = "poll_every must be a timedelta or a number of seconds, and not below 0"
    with pytest.raises(ValueError, match=text):
        durations.duration(value, "poll_every")


def test_clock_when_it_is_replaced_after_the_import_then_it_is_the_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who freezes time in a test freezes it for cpkit, and only as long as the test lasts."""
    slept: list[float] = []
    monkeypatch.setattr(time, "monotonic", lambda: 7.0)
    monkeypatch.setattr(time, "sleep", slept.append)
    durations.sleep(3)

    assert (7.0, [3]) == (durations.monotonic(), slept)
