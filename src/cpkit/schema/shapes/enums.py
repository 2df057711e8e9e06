"""Values of which there are few: booleans, and the members of an enumeration."""

from enum import StrEnum
from typing import Any

from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes.shape import (
    RejectedError,
    Shape,
    described,
    is_foreign_number,
    plain_string,
    wrong_type,
)
from cpkit.schema.suggestions import did_you_mean

__all__ = ["Boolean", "Enum", "UnknownValue"]


class UnknownValue(str):
    """A value of an enumeration that the service knows and this version of cpkit does not.

    Responses contain it where an enumeration has grown, and constructors accept it, so that what
    was read can be sent back. Write one yourself where you know better than cpkit.

    Example:
        >>> from cpkit import ConflictResolution, UnknownValue
        >>> ConflictResolution(conflict_resolving_model=UnknownValue("NEWEST"))
        ConflictResolution(conflict_resolving_model=UnknownValue('NEWEST'))
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Return it so that it cannot be taken for a known value."""
        return f"UnknownValue({str.__repr__(self)})"


class Boolean(Shape):
    """True or false, and nothing that merely counts as either."""

    expected = "a boolean"

    def accept(self, value: Any) -> Any:
        """Return a boolean as it is."""
        if value is True or value is False:
            return value
        raise RejectedError

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report a wrong type."""
        if value is not True and value is not False:
            wrong_type(collector, path, self.expected, value, _boolean_advice(value))
        return value


def _boolean_advice(value: object) -> str:
    if isinstance(value, str | int):
        meant = _MEANT.get(str.casefold(value).strip() if isinstance(value, str) else value)
        return f"write {meant}" if meant else ""
    is_meant = is_foreign_number(value) and value in _MEANT
    return "convert it with bool()" if is_meant else ""


_MEANT: dict[str | int, str] = {
    **dict.fromkeys(("true", "yes", "y", "on", "enabled", "1", 1), "true"),
    **dict.fromkeys(("false", "no", "n", "off", "disabled", "0", 0), "false"),
}
"""What strings and numbers mean that are often written for a boolean."""


class Enum(Shape):
    """A member of an enumeration, or its string."""

    def __init__(self, enumeration: type[StrEnum]) -> None:
        """Set the enumeration."""
        self.enumeration = enumeration
        self._members: dict[str, StrEnum] = {member.value: member for member in enumeration}
        self.expected: str = f"one of {', '.join(self._members)}"

    def accept(self, value: Any) -> Any:
        """Return the member; an `UnknownValue` is accepted as it is."""
        if type(value) is UnknownValue:
            return value
        if isinstance(value, str) and (member := self._members.get(value)) is not None:
            return member
        raise RejectedError

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report a wrong type or value."""
        if not isinstance(value, str):
            wrong_type(collector, path, self.expected, value)
            return value
        if value in self._members:
            return self._members[value]
        text = plain_string(value)
        hint = did_you_mean(text, self._members)
        collector.add(checks.ENUM, path, f"must be {self.expected}, not {described(text)}{hint}")
        return UnknownValue(text)
