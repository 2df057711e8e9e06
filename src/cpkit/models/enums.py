"""The service's enumerations.

Each has a converter whose parameter lists the literal strings, so that both ``"MONDAY"`` and
``DayOfTheWeek.MONDAY`` type-check, and ``"Funday"`` does not.
"""

from enum import StrEnum
from typing import Any, Literal, TypeVar

from cpkit.schema.shapes.enums import UnknownValue

__all__ = [
    "AttributeMatchingModel",
    "ConflictResolvingModel",
    "DayOfTheWeek",
    "RuleBasedMatchingStatus",
    "attribute_matching_model",
    "conflict_resolving_model",
    "day_of_the_week",
]


class DayOfTheWeek(StrEnum):
    """The day on which the weekly matching job runs.

    Example:
        >>> from cpkit import DayOfTheWeek
        >>> DayOfTheWeek("MONDAY")
        <DayOfTheWeek.MONDAY: 'MONDAY'>
    """

    SUNDAY = "SUNDAY"
    MONDAY = "MONDAY"
    TUESDAY = "TUESDAY"
    WEDNESDAY = "WEDNESDAY"
    THURSDAY = "THURSDAY"
    FRIDAY = "FRIDAY"
    SATURDAY = "SATURDAY"


class ConflictResolvingModel(StrEnum):
    """Which value wins when merged profiles disagree.

    Example:
        >>> from cpkit import ConflictResolvingModel
        >>> ConflictResolvingModel.RECENCY.value
        'RECENCY'
    """

    RECENCY = "RECENCY"
    """The value that was updated last."""
    SOURCE = "SOURCE"
    """The value that came from the named source."""


class AttributeMatchingModel(StrEnum):
    """Whether sub-types of an attribute match only themselves or each other.

    Example:
        >>> from cpkit import AttributeMatchingModel
        >>> AttributeMatchingModel.ONE_TO_ONE.value
        'ONE_TO_ONE'
    """

    ONE_TO_ONE = "ONE_TO_ONE"
    """A home phone number matches home phone numbers only."""
    MANY_TO_MANY = "MANY_TO_MANY"
    """A home phone number matches mobile phone numbers as well."""


class RuleBasedMatchingStatus(StrEnum):
    """How far the service is with a change of the rules.

    Example:
        >>> from cpkit import RuleBasedMatchingStatus
        >>> RuleBasedMatchingStatus.ACTIVE.value
        'ACTIVE'
    """

    PENDING = "PENDING"
    """Stored; on a domain that existed before, the service begins about an hour later."""
    IN_PROGRESS = "IN_PROGRESS"
    """Being applied; the configuration is locked."""
    ACTIVE = "ACTIVE"
    """Applied; the rules can be changed again a day later."""


_Member = TypeVar("_Member", bound=StrEnum)


def _member_of(enumeration: type[_Member], value: Any) -> Any:
    """Return the member of a value; anything else as it is, for validation to report."""
    try:
        return enumeration(value)
    except (TypeError, ValueError):  # the former where a value cannot be compared
        return value


def day_of_the_week(
    value: DayOfTheWeek
    | UnknownValue
    | Literal["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"],
) -> DayOfTheWeek | UnknownValue:
    """Return the member of itself or of its literal string."""
    chosen: DayOfTheWeek | UnknownValue = _member_of(DayOfTheWeek, value)
    return chosen


def conflict_resolving_model(
    value: ConflictResolvingModel | UnknownValue | Literal["RECENCY", "SOURCE"],
) -> ConflictResolvingModel | UnknownValue:
    """Return the member of itself or of its literal string."""
    chosen: ConflictResolvingModel | UnknownValue = _member_of(ConflictResolvingModel, value)
    return chosen


def attribute_matching_model(
    value: AttributeMatchingModel | UnknownValue | Literal["ONE_TO_ONE", "MANY_TO_MANY"],
) -> AttributeMatchingModel | UnknownValue:
    """Return the member of itself or of its literal string."""
    chosen: AttributeMatchingModel | UnknownValue = _member_of(AttributeMatchingModel, value)
    return chosen
