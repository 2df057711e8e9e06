"""Tags."""

import re
from typing import Any

from cpkit.problems import entry
from cpkit.schema import checks
from cpkit.schema.clear import CLEAR
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.frozen import Tags
from cpkit.schema.json_types import SURROGATE, is_map, is_sequence
from cpkit.schema.shapes.shape import RejectedError, Shape, sized, wrong_type
from cpkit.schema.shapes.string import String

__all__ = ["TagMap"]

_FAST = frozenset({dict})
"""The mappings that are accepted; any other is validated."""


class TagMap(Shape):
    """A mapping of tags."""

    expected = "an object of tags"
    secret = True

    def __init__(self, low: int, high: int, key: String, value: String) -> None:
        """Set the limits of the mapping, of its keys and of its values."""
        self.low = low
        self.high = high
        self.key = key
        self.value = value
        # One match for all keys, each on a line of its own: no key may contain a line break.
        self._lines = re.compile(rf"(?:(?:{key.pattern})\n)+").fullmatch

    def accept(self, value: Any) -> Any:
        """Return the tags as an immutable mapping; tags that exist are valid."""
        if value is CLEAR or type(value) is Tags:
            return value
        if type(value) not in _FAST or not self.low <= len(value) <= self.high:
            raise RejectedError
        try:
            lines, texts = "\n".join(value), "".join(value.values())
        except TypeError:  # one is not a string
            raise RejectedError from None
        if (
            lines.count("\n") != len(value) - 1
            or not self._lines(lines + "\n")
            or max(map(len, value)) > self.key.high
            or (not texts.isascii() and SURROGATE.search(texts))
            or (len(texts) > self.value.high and max(map(len, value.values())) > self.value.high)
        ):
            raise RejectedError
        return Tags(value)

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report a wrong type or length of the mapping, and whatever is wrong with a tag."""
        if not is_map(value):
            advice = 'write {"KEY": "VALUE"}' if is_sequence(value) else ""
            wrong_type(collector, path, self.expected, value, advice, is_shown=False)
            return value
        if not self.low <= len(value) <= self.high:
            advice = "" if value else "; to remove all tags, use CLEAR"
            limits = sized(self.low, self.high)
            collector.add(
                checks.LENGTH, path, f"must have {limits} tags, not {len(value)}{advice}."
            )
        tags: dict[str, str] = {}
        for key, text in value.items():
            place = entry(path, str(key))
            name = self.key.validate(key, place, collector)
            tags[name] = self.value.validate(text, place, collector)
        return Tags(tags)
