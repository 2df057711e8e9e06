"""Kinds take what they take, at once or not at all."""

import math
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes import (
    Double,
    RejectedError,
    StringList,
    Timestamp,
)


@pytest.mark.parametrize("value", [10**400, math.nan, math.inf, "1", True, None], ids=repr)
def test_number_when_without_limits_then_still_a_finite_number(value: Any) -> None:
    """What is no finite number is refused, though there is no limit that it could break."""
    collector = ProblemCollector(frozenset())

    with pytest.raises(RejectedError):
        Double().accept(value)
    Double().validate(value, "Score", collector)

    assert ["type"] == [problem.code for problem in collector.problems]


def test_number_when_without_limits_then_any_number_is_taken() -> None:
    """A kind without limits has none."""
    assert -1e300 == Double().accept(-1e300)
    assert 5.0 == Double().accept(5)


LONG, TOO_LONG = "n" * 255, "n" * 256


@pytest.mark.parametrize("names", [["a"], [LONG], [LONG, LONG], ["a", LONG]])
def test_names_when_each_is_short_enough_then_taken_together(names: list[str]) -> None:
    """Each name has a limit; all of them together have none."""
    assert tuple(names) == StringList(1, 2).accept(names)


@pytest.mark.parametrize(
    "names", [[""], [TOO_LONG], [LONG, ""], ["", LONG, "a"], ["a", TOO_LONG], [LONG, 1]]
)
def test_names_when_one_is_wrong_among_long_ones_then_refused(names: list[Any]) -> None:
    """However long the others are, an empty, a longer and a foreign one are found."""
    with pytest.raises(RejectedError):
        StringList(1, 3).accept(names)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's zone cannot be changed")
@pytest.mark.parametrize(
    ("value", "hour"),
    [
        (0, 0),
        ("1970-01-01T00:00:00", 0),
        ("1970-01-01T09:00:00+09:00", 0),
        (datetime(1970, 1, 1, 5), 5),  # noqa: DTZ001 - the case
    ],
)
def test_time_when_the_machine_is_elsewhere_then_utc_all_the_same(
    value: Any, hour: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an answer says does not depend on who reads it."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        moment = Timestamp().accept(value)
    finally:
        monkeypatch.undo()
        time.tzset()

    assert (datetime(1970, 1, 1, hour, tzinfo=UTC), UTC) == (moment, moment.tzinfo)


def test_names_when_unknown_ones_are_looked_at_then_each_at_its_place() -> None:
    """What is known needs no look, and what is not may be worth a word."""
    looked: list[tuple[str, str]] = []

    def look(name: str, path: str, _: ProblemCollector) -> None:
        looked.append((name, path))

    names = StringList(1, 3, known=frozenset({"a"}), custom="x.", validate_name=look)

    assert ("a", "b") == names.validate(["a", "b"], "X", ProblemCollector(frozenset()))
    assert [("a", "X[0]"), ("b", "X[1]")] == looked
    assert [True, True, False] == [names.is_plain((name,)) for name in ("a", "x.y", "b")]
