"""Machine-learning matching: its schedule, its criteria, its block."""

from typing import Any

import pytest

from cpkit import AutoMerging, Consolidation, DayOfTheWeek, JobSchedule, Matching
from cpkit.errors import ValidationError


@pytest.mark.parametrize("time", ["0:00", "9:00", "09:00", "18:30", "23:59"])
def test_schedule_when_its_time_is_one_then_as_it_is_written(time: str) -> None:
    """One digit or two for the hour."""
    schedule = JobSchedule(day_of_the_week="MONDAY", time=time)

    assert (DayOfTheWeek.MONDAY, time) == (schedule.day_of_the_week, schedule.time)


@pytest.mark.parametrize("time", ["24:00", "9:60", "9", "9:0", "9.00", "09:00:00", " 9:00", "9am"])
def test_schedule_when_its_time_is_none_then_an_error(time: str) -> None:
    """Hours and minutes, and nothing around them."""
    with pytest.raises(ValidationError, match=r"JobSchedule\.Time"):
        JobSchedule(day_of_the_week="MONDAY", time=time)


def test_criteria_when_given_as_any_iterables_then_kept_as_tuples_in_their_order() -> None:
    """They are values, and their order counts."""
    given: Any = (name for name in [["B", "A"], ("C",)])

    assert (("B", "A"), ("C",)) == Consolidation(given).matching_attributes_list


@pytest.mark.parametrize("criteria", [[], [[]], [["a"]] * 11, [["a"] * 21]])
def test_criteria_when_too_few_or_too_many_then_an_error(criteria: list[list[str]]) -> None:
    """1 to 10 criteria of 1 to 20 attributes."""
    with pytest.raises(ValidationError, match=r"Consolidation\.MatchingAttributesList"):
        Consolidation(criteria)


@pytest.mark.parametrize("score", [-0.1, 1.1])
def test_score_when_it_is_no_confidence_then_an_error(score: float) -> None:
    """0.0 to 1.0, both included."""
    with pytest.raises(ValidationError, match="MinAllowedConfidenceScoreForMerging"):
        AutoMerging(enabled=True, min_allowed_confidence_score_for_merging=score)
    for right in (0, 0.0, 1.0):
        AutoMerging(enabled=True, min_allowed_confidence_score_for_merging=right)


def test_merging_when_matching_is_disabled_then_a_warning() -> None:
    """Nothing would be there to be merged."""
    merging = AutoMerging(enabled=True)

    assert [("Matching.AutoMerging.Enabled", "merging-while-disabled")] == [
        (problem.path, problem.code)
        for problem in Matching(enabled=False, auto_merging=merging).problems()
    ]
    assert () == Matching(enabled=True, auto_merging=merging).problems()
