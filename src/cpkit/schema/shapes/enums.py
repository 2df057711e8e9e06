"""Values of which there are few: truth, and the members of an enumeration."""

from enum import StrEnum
from typing import Any

from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes.shape import RejectedError, Shape, described, plain_text, wrong_type
from cpkit.schema.suggestions import did_you_mean

__all__ = ["Boolean", "Enum", "UnknownValue"]


class UnknownValue(str):
    """Hold a value that the service knows and this version of cpkit does not.

    Answers carry it where an enumeration has grown; constructors take it unchanged, so that what
    was read can be sent back. Written by hand it says: I know better.

    Example:
        >>> from cpkit import ConflictResolution, UnknownValue
        >>> ConflictResolution(conflict_resolving_model=UnknownValue("NEWEST"))
        ConflictResolution(conflict_resolving_model=UnknownValue('NEWEST'))
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Write it so that it cannot be taken for a known one."""
        return f"UnknownValue({str.__repr__(self)})"


class Boolean(Shape):
    """Take true or false, and nothing that merely counts as either."""

    def accept(self, value: Any) -> Any:
        """Give the truth value as it is."""
        if value is True or value is False:
            return value
        raise RejectedError

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Find a wrong type."""
        if value is not True and value is not False:
            hint = f", given as {described(value)}" if isinstance(value, str | int) else ""
            wrong_type(collector, path, "true or false", value, hint)
        return value


class Enum(Shape):
    """Take a member of an enumeration, or its text."""

    def __init__(self, enumeration: type[StrEnum]) -> None:
        """Set the enumeration."""
        self.enumeration = enumeration
        self._members: dict[str, StrEnum] = {member.value: member for member in enumeration}

    def accept(self, value: Any) -> Any:
        """Give the member; an unknown value that was read, or is meant, passes."""
        if type(value) is UnknownValue:
            return value
        if isinstance(value, str) and (member := self._members.get(value)) is not None:
            return member
        raise RejectedError

    def is_plain(self, kept: Any) -> bool:
        """Tell whether a value is a member; an unknown one is worth a word."""
        return type(kept) is not UnknownValue

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Find a wrong type or value."""
        if not isinstance(value, str):
            wrong_type(collector, path, f"one of {', '.join(self._members)}", value)
            return value
        if value in self._members:
            return self._members[value]
        text = plain_text(value)
        known = ", ".join(self._members)
        hint = did_you_mean(text, self._members)
        collector.add(checks.ENUM, path, f"takes one of {known}, not {described(text)}{hint}")
        return UnknownValue(text)
