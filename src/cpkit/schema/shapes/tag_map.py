"""Tags."""

import re
from typing import Any

from cpkit.problems import entry
from cpkit.schema import checks
from cpkit.schema.clear import CLEAR
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.frozen import Tags
from cpkit.schema.json_types import is_map
from cpkit.schema.shapes.shape import RejectedError, Shape, sized, wrong_type
from cpkit.schema.shapes.string import String

__all__ = ["TagMap"]

_QUICK = frozenset({dict})
"""The mappings that are read quickly; any other goes the precise way."""


class TagMap(Shape):
    """Take a map of tags."""

    secret = True

    def __init__(self, low: int, high: int, key: String, value: String) -> None:
        """Set the limits of the map, of its keys and of its values."""
        self.low = low
        self.high = high
        self.key = key
        self.value = value
        # One match for all keys, each on a line of its own: no key may hold a line's end.
        self._lines = re.compile(rf"(?:(?:{key.pattern})\n)+").fullmatch

    def accept(self, value: Any) -> Any:
        """Give the tags as an immutable map; tags that exist have been checked."""
        if value is CLEAR or type(value) is Tags:
            return value
        if type(value) not in _QUICK or not self.low <= len(value) <= self.high:
            raise RejectedError
        try:
            lines, texts = "\n".join(value), "".join(value.values())
        except TypeError:  # something is no text
            raise RejectedError from None
        if (
            lines.count("\n") != len(value) - 1
            or not self._lines(lines + "\n")
            or max(map(len, value)) > self.key.high
            or (len(texts) > self.value.high and max(map(len, value.values())) > self.value.high)
        ):
            raise RejectedError
        return Tags(value)

    def is_plain(self, kept: Any) -> bool:
        """Tell whether tags are right; those that were let past have no mark that says so."""
        try:
            return kept is CLEAR or bool(self.accept(kept.to_dict()))
        except RejectedError:
            return False

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Find a wrong type or length of the map, and whatever is wrong with a tag."""
        if not is_map(value):
            wrong_type(collector, path, "a map of tags", value)
            return value
        if not self.low <= len(value) <= self.high:
            hint = "; to remove all tags give CLEAR" if not value else ""
            collector.add(
                checks.LENGTH,
                path,
                f"takes {sized(self.low, self.high)} tags; the map has {len(value)}{hint}.",
            )
        tags: dict[str, str] = {}
        for key, text in value.items():
            place = entry(path, str(key))
            name = self.key.validate(key, place, collector)
            tags[name] = self.value.validate(text, place, collector)
        return Tags(tags)
