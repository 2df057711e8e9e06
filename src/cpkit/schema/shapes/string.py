"""Strings: names, patterns, secrets."""

import re
from typing import Any

from cpkit.schema import checks
from cpkit.schema.clear import CLEAR
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.json_types import SURROGATE
from cpkit.schema.shapes.shape import (
    RejectedError,
    Shape,
    described,
    is_foreign_number,
    plain_string,
    sized,
    wrong_type,
)
from cpkit.schema.suggestions import odd_character

__all__ = ["String"]


_HALF = "contains half of a surrogate pair, which stands for no character; remove it."


class String(Shape):
    """A string."""

    expected = "a string"

    def __init__(
        self,
        low: int,
        high: int,
        pattern: str | None = None,
        *,
        form: str = "",
        example: str = "",
        secret: bool = False,
        clearable: bool = False,
    ) -> None:
        """Set the limits.

        Args:
            low: The least number of characters.
            high: The greatest number of characters.
            pattern: What the whole string must match.
            form: The pattern in words, as they follow "must".
            example: A valid string, where numbers are often written for one.
            secret: Whether the values are hidden in texts.
            clearable: Whether ``""`` and `CLEAR` clear the value.
        """
        self.low = low
        self.high = high
        self.pattern = pattern
        self.form = form
        self.example = example
        self.secret = secret
        self.clearable = clearable
        self._matches = re.compile(pattern).fullmatch if pattern else None

    def accept(self, value: Any) -> Any:
        """Return a string as it is, and `CLEAR` for an empty one that clears."""
        if type(value) is str and self.low <= len(value) <= self.high:
            if self._matches is None:
                if value.isascii() or not SURROGATE.search(value):
                    return value if value or not self.clearable else CLEAR
            elif self._matches(value) and (value.isascii() or not SURROGATE.search(value)):
                return value
        elif value is CLEAR and self.clearable:
            return CLEAR
        raise RejectedError

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report a wrong type, length or form."""
        if self.clearable and (value is CLEAR or (isinstance(value, str) and not value)):
            return CLEAR
        if not isinstance(value, str):
            advice = self._advice(value)
            wrong_type(collector, path, self.expected, value, advice, is_shown=not self.secret)
            return value
        text = plain_string(value)
        if not self.low <= len(text) <= self.high:
            limits = sized(self.low, self.high)
            collector.add(checks.LENGTH, path, f"must have {limits} characters, not {len(text)}.")
        if self._matches and text and not self._matches(text):
            found = "" if self.secret else f", not {described(text)}{odd_character(text)}"
            collector.add(checks.PATTERN, path, f"must {self.form}{found}.")
        elif SURROGATE.search(text):
            collector.add(checks.PATTERN, path, _HALF)
        return text

    def _advice(self, value: object) -> str:
        if value is CLEAR:
            return "this member cannot be cleared"
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f'write it as "{self.example}"' if self.example else "put it in quotes"
        if isinstance(value, bytes):
            return "decode it"
        return "convert it with str()" if is_foreign_number(value) else ""
