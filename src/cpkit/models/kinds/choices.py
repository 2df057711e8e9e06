"""Values of which there are few: truth, and the members of an enumeration."""

from enum import StrEnum
from typing import Any

from cpkit.models import checks
from cpkit.models.checks import Findings, did_you_mean
from cpkit.models.enums import UnknownValue
from cpkit.models.kinds.kind import Kind, RefusedError, described, plain_text, wrong_type

__all__ = ["Choice", "Flag"]


class Flag(Kind):
    """Take true or false, and nothing that merely counts as either."""

    def take(self, value: Any) -> Any:
        """Give the truth value as it is."""
        if value is True or value is False:
            return value
        raise RefusedError

    def inspect(self, value: Any, path: str, findings: Findings) -> Any:
        """Find a wrong type."""
        if value is not True and value is not False:
            hint = f", given as {described(value)}" if isinstance(value, str | int) else ""
            wrong_type(findings, path, "true or false", value, hint)
        return value


class Choice(Kind):
    """Take a member of an enumeration, or its text."""

    def __init__(self, enumeration: type[StrEnum]) -> None:
        """Set the enumeration."""
        self.enumeration = enumeration
        self._members: dict[str, StrEnum] = {member.value: member for member in enumeration}

    def take(self, value: Any) -> Any:
        """Give the member; an unknown value that was read, or is meant, passes."""
        if type(value) is UnknownValue:
            return value
        if isinstance(value, str) and (member := self._members.get(value)) is not None:
            return member
        raise RefusedError

    def is_plain(self, kept: Any) -> bool:
        """Tell whether a value is a member; an unknown one is worth a word."""
        return type(kept) is not UnknownValue

    def inspect(self, value: Any, path: str, findings: Findings) -> Any:
        """Find a wrong type or value."""
        if not isinstance(value, str):
            wrong_type(findings, path, f"one of {', '.join(self._members)}", value)
            return value
        if value in self._members:
            return self._members[value]
        text = plain_text(value)
        known = ", ".join(self._members)
        hint = did_you_mean(text, self._members)
        findings.add(checks.ENUM, path, f"takes one of {known}, not {described(text)}{hint}")
        return UnknownValue(text)
