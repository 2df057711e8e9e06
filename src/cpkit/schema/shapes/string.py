"""Texts: names, patterns, secrets."""

import re
from typing import Any

from cpkit.schema import checks
from cpkit.schema.clear import CLEAR
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes.shape import RejectedError, Shape, described, plain_text, sized, wrong_type

__all__ = ["String"]


class String(Shape):
    """Take a text."""

    def __init__(
        self,
        low: int,
        high: int,
        pattern: str | None = None,
        *,
        form: str = "",
        secret: bool = False,
        clearable: bool = False,
    ) -> None:
        """Set the limits.

        Args:
            low: The least number of characters.
            high: The greatest number of characters.
            pattern: What the whole text must match.
            form: The pattern in words.
            secret: Whether the values are kept out of texts.
            clearable: Whether ``""`` and `CLEAR` clear the value.
        """
        self.low = low
        self.high = high
        self.pattern = pattern
        self.form = form
        self.secret = secret
        self.clearable = clearable
        self._matches = re.compile(pattern).fullmatch if pattern else None

    def accept(self, value: Any) -> Any:
        """Give a text as it is, and `CLEAR` for an empty one that clears."""
        if type(value) is str and self.low <= len(value) <= self.high:
            if self._matches is None:
                return value if value or not self.clearable else CLEAR
            if self._matches(value):
                return value
        elif value is CLEAR and self.clearable:
            return CLEAR
        raise RejectedError

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Find a wrong type, length or form."""
        if self.clearable and (value is CLEAR or (isinstance(value, str) and not value)):
            return CLEAR
        if not isinstance(value, str):
            hint = ""
            if value is CLEAR:
                hint = ": it cannot be cleared"
            elif type(value) in {int, float}:
                hint = f"; write {self.form}, in quotes" if self.form else "; put it in quotes"
            wrong_type(collector, path, "a text", value, hint)
            return value
        text = plain_text(value)
        shown = "the text" if self.secret else described(text)
        if not self.low <= len(text) <= self.high:
            collector.add(
                checks.LENGTH,
                path,
                f"takes {sized(self.low, self.high)} characters; {shown} has {len(text)}.",
            )
        if self._matches and text and not self._matches(text):
            collector.add(checks.PATTERN, path, f"takes {self.form}, not {shown}.")
        return text
