"""Tests of whose value wins."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from cpkit import ConflictResolution, UnknownValue
from cpkit.errors import ValidationError
from cpkit.preview.recency import rank_times, recency_keys

NEWER = [
    [datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 2, tzinfo=UTC)],
    [date(2024, 1, 1), date(2024, 1, 2)],
    [9, 10],
    [9.5, 10.5],
    ["9", "10"],
    ["2024-01-01T10:00:00Z", "2024-01-01T10:00:00.5Z"],
    ["2024-01-01T10:00:00+02:00", "2024-01-01T09:00:00Z"],
    ["2024-01-01 10:00:00", "2024-01-02"],
    ["2024-01-01 10:00:00.000000+00:00", "2024-01-01 10:00:00.000001+00:00"],
]


@pytest.mark.parametrize("times", NEWER, ids=str)
def test_rank_when_times_are_written_in_one_way_then_the_newer_is_greater(
    times: list[object],
) -> None:
    """What is missing is the least."""
    assert ([1, 0, 2], 0) == _ranked([times[0], None, times[1]])


def test_rank_when_a_text_is_no_time_then_it_is_counted_and_the_least() -> None:
    """Nobody can say whether 01/02/2024 is in January."""
    assert ([0, 1, 0], 1) == _ranked(["01/02/2024", "2024-01-01", ""])


def _ranked(times: list[object]) -> tuple[list[int], int]:
    ranks, unread = rank_times(pl.Series(times))
    return ranks.tolist(), unread


def test_keys_when_nothing_is_known_then_problems_say_so() -> None:
    """By SOURCE, both columns are needed."""
    keys, problems = recency_keys(ConflictResolution.source("crm"), None, None)

    assert [] == keys
    assert ["order-unknown", "source-unknown"] == [one.code for one in problems]
    assert {"warning"} == {one.severity for one in problems}


def test_keys_when_a_source_wins_then_it_counts_more_than_time() -> None:
    """The last key is what is sorted by first."""
    keys, problems = recency_keys(
        ConflictResolution.source("crm"), pl.Series([3, 1, 2]), pl.Series(["web", "crm", None])
    )

    assert [[-3, -1, -2], [0, -1, 0]] == [key.tolist() for key in keys]
    assert [] == problems


def test_keys_when_a_time_cannot_be_read_then_a_problem_has_the_count() -> None:
    """It says how many, and not what stands there."""
    _, problems = recency_keys(None, pl.Series(["soon", "2024-01-01"]), None)

    assert ["updated: holds no time in 1 of its texts; these profiles count as oldest."] == [
        str(one) for one in problems
    ]


def test_keys_when_the_model_is_unknown_then_it_is_rejected() -> None:
    """A newer service may know more ways."""
    newer = ConflictResolution(conflict_resolving_model=UnknownValue("LONGEST"))

    with pytest.raises(ValidationError, match="must be RECENCY or SOURCE"):
        recency_keys(newer, None, None)
