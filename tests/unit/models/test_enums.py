"""Enumerations: a member and its literal string mean the same."""

from enum import StrEnum
from typing import Any

import polars as pl
import pytest

from cpkit import UnknownValue
from cpkit.models.enums import (
    AttributeMatchingModel,
    ConflictResolvingModel,
    DayOfTheWeek,
    attribute_matching_model,
    conflict_resolving_model,
    day_of_the_week,
)

PAIRS: list[tuple[type[StrEnum], Any]] = [
    (AttributeMatchingModel, attribute_matching_model),
    (ConflictResolvingModel, conflict_resolving_model),
    (DayOfTheWeek, day_of_the_week),
]


@pytest.mark.parametrize(("enumeration", "convert"), PAIRS)
def test_value_when_it_is_a_member_or_its_string_then_the_member(
    enumeration: type[StrEnum], convert: Any
) -> None:
    """Every member of it."""
    for member in enumeration:
        assert member is convert(member)
        assert member is convert(member.value)


@pytest.mark.parametrize(("enumeration", "convert"), PAIRS)
@pytest.mark.parametrize("value", ["", "monday", "NEWER", UnknownValue("NEWER"), 1, None])
def test_value_when_it_is_no_member_then_it_is_left_for_validation(
    enumeration: type[StrEnum], convert: Any, value: Any
) -> None:
    """What was given is what the error shows, and what is newer than cpkit stays."""
    assert value not in {*enumeration}
    assert value is convert(value)


@pytest.mark.parametrize("convert", [convert for _, convert in PAIRS])
def test_value_when_it_cannot_be_compared_then_as_it_is(convert: Any) -> None:
    """Validation reports it, together with what else is wrong."""
    given = pl.Series(["RECENCY"])

    assert given is convert(given)
