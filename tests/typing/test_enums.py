"""Enumerations: the member and its literal string are taken, another string is not."""

from typing import assert_type

import pytest

from cpkit import (
    AttributeMatchingModel,
    AttributeTypesSelector,
    ConflictResolution,
    ConflictResolvingModel,
    DayOfTheWeek,
    JobSchedule,
    UnknownValue,
)
from cpkit.errors import ValidationError


def test_enums_when_given_in_each_way_then_they_type_check() -> None:
    """Members, literal strings and unknown values are taken; fields are typed as what is kept."""
    schedule = JobSchedule(day_of_the_week="MONDAY", time="9:00")
    JobSchedule(day_of_the_week=DayOfTheWeek.MONDAY, time="9:00")
    JobSchedule(day_of_the_week=UnknownValue("SOMEDAY"), time="9:00")
    selector = AttributeTypesSelector(attribute_matching_model="ONE_TO_ONE")

    assert_type(schedule.day_of_the_week, DayOfTheWeek | UnknownValue)
    assert_type(selector.attribute_matching_model, AttributeMatchingModel | UnknownValue)
    assert_type(
        ConflictResolution.recency().conflict_resolving_model,
        ConflictResolvingModel | UnknownValue,
    )
    assert DayOfTheWeek.MONDAY is schedule.day_of_the_week


def test_enums_when_given_wrongly_then_refused_twice() -> None:
    """A wrong text is refused by the checkers, and when it runs."""
    with pytest.raises(ValidationError):
        # no such day
        JobSchedule(day_of_the_week="Funday", time="9:00")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # the service writes days in capitals
        JobSchedule(day_of_the_week="Monday", time="9:00")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a member of another enumeration
        JobSchedule(day_of_the_week=ConflictResolvingModel.RECENCY, time="9:00")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # no such way to resolve conflicts
        ConflictResolution(conflict_resolving_model="NEWEST")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a truth value where one of two models belongs
        AttributeTypesSelector(attribute_matching_model=True)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def misuses_of_any_text(day: str) -> None:
    """Pass texts that could be anything; for checkers alone."""
    # DayOfTheWeek(day) makes a member of a text, or says that it is none
    JobSchedule(day_of_the_week=day, time="9:00")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
