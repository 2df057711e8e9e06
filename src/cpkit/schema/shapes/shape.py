"""The base of all shapes: limits, and two ways to check a value against them.

`Shape.accept` is fast: it returns the value as it is stored, or raises `RejectedError` at the first
doubt. `Shape.validate` is precise: it reports everything that is wrong, each at its path, and
returns the value as it would be stored. Constructors and the reader of wire documents use both, in
this order, so a limit is written once and a valid value costs little.
"""

import re
from abc import ABC, abstractmethod
from typing import Any

from cpkit.schema import checks
from cpkit.schema.clear import CLEAR
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.json_types import is_map, is_sequence
from cpkit.schema.marks import is_marked

__all__ = [
    "SHAPE",
    "RejectedError",
    "Shape",
    "described",
    "plain_text",
    "sized",
    "unquoted",
    "wrong_type",
]

SHAPE = "cpkit.shape"
"""The key of a field's metadata under which the kind of its values stands."""


class RejectedError(Exception):
    """Say that a value is not plainly right; `Shape.validate` says why."""


class Shape(ABC):
    """Take values of one kind, within limits."""

    secret: bool = False
    """Whether the values are kept out of texts."""

    @abstractmethod
    def accept(self, value: Any) -> Any:
        """Give the value as it is kept.

        Raises:
            RejectedError: The value is not plainly right.
        """

    @abstractmethod
    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Find everything that is wrong with a value, and give it as it would be kept."""

    def is_plain(self, kept: Any) -> bool:
        """Tell whether a value that is kept is right and gives no cause for a word.

        What is kept has passed the gate, so it is right unless its mark says that it was let past.
        """
        return not is_marked(kept)


def described(value: object) -> str:
    """Write a value, shortened, for a message; Python refuses to write numbers of 4,301 digits."""
    if isinstance(value, int) and value.bit_length() > _LONG_NUMBER:
        return f"a number of {value.bit_length()} bits"
    text = repr(value)
    return text if len(text) <= _LINE else text[: _LINE - 3] + "..."


_LINE = 60
_LONG_NUMBER = 1000


def sized(low: int, high: int) -> str:
    """Write a range of counts."""
    return f"{low} to {high}" if low else f"at most {high}"


_TYPE_NAMES: dict[type[object], str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    type(None): "nothing (null)",
    type(CLEAR): "CLEAR",
}


def wrong_type(
    collector: ProblemCollector, path: str, wanted: str, value: object, hint: str = ""
) -> None:
    """Report a value of another type than wanted; its own value is not shown."""
    if is_map(value):
        given = "a map"
    elif is_sequence(value):
        given = "a list"
    else:
        given = _TYPE_NAMES.get(type(value), f"a {type(value).__name__}")
    if value is None:
        hint = ": give a value, or leave it out where it is not required"
    collector.add(checks.TYPE, path, f"takes {wanted}, not {given}{hint}.")


def plain_text(value: str) -> str:
    """Make a plain string of any: enumeration members and subclasses do not belong in one."""
    return value if type(value) is str else str.__str__(value)


def unquoted(value: object, pattern: str) -> str:
    """Write what to do where a number was given as a text, or a whole number as a fraction."""
    if isinstance(value, float) and value.is_integer():
        return f": write {int(value)}"
    if not isinstance(value, str):
        return ""
    if re.fullmatch(pattern, value, re.ASCII):
        return f": write {value} without quotes"
    if re.fullmatch(r"[+-]?(\d{1,17}\.?|\d{0,17}\.\d{1,17})", value, re.ASCII):
        return f": write {described(value)} as JSON writes numbers, such as 366 or 0.9"
    return ""
