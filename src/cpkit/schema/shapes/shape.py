"""The base of all shapes: limits, and two ways to check a value against them.

`Shape.accept` is fast: it returns the value as it is stored, or raises `RejectedError` at the first
doubt. `Shape.validate` is precise: it reports everything that is wrong, each at its path, and
returns the value as it would be stored. Constructors and the reader of wire documents use both, in
this order, so a limit is written once and a valid value costs little.
"""

import json
import re
from abc import ABC, abstractmethod
from typing import Any

from cpkit.schema import checks
from cpkit.schema.clear import CLEAR
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.json_types import is_map, is_sequence

__all__ = [
    "SHAPE",
    "RejectedError",
    "Shape",
    "described",
    "is_foreign_number",
    "plain_string",
    "quoted",
    "sized",
    "with_article",
    "wrong_type",
]

SHAPE = "cpkit.shape"
"""The key of a field's metadata under which its shape is stored."""


class RejectedError(Exception):
    """A value is not valid beyond doubt; `Shape.validate` reports why."""


class Shape(ABC):
    """The type and the limits of a member's values."""

    expected: str
    """What a value must be, as an error says it: ``a string``."""
    secret: bool = False
    """Whether values are hidden in texts."""

    @abstractmethod
    def accept(self, value: Any) -> Any:
        """Return a valid value as it is stored.

        Raises:
            RejectedError: The value is not valid beyond doubt.
        """

    @abstractmethod
    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report everything that is wrong with a value, and return it as it would be stored."""


def described(value: object) -> str:
    """Return the `repr` of a value, shortened; Python cannot write integers of 4,301 digits."""
    if isinstance(value, int) and value.bit_length() > _LONG_INTEGER:
        return f"an integer of {value.bit_length()} bits"
    text = repr(value)
    return text if len(text) <= _LINE else text[: _LINE - 3] + "..."


_LINE = 60
_MOST_DIGITS = 18
_LONG_INTEGER = 1000


def quoted(value: object) -> str:
    """Return a value as JSON writes it, which Python reads, too."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)


def sized(low: int, high: int) -> str:
    """Return a range of counts in words."""
    if low == high:
        return f"exactly {high}"
    return f"{low} to {high}" if low else f"at most {high}"


def with_article(name: str) -> str:
    """Return a noun, such as a class's name, with its indefinite article."""
    return f"{'an' if name[0] in 'AEIOUaeiou' or name.startswith('S3') else 'a'} {name}"


def wrong_type(
    collector: ProblemCollector,
    path: str,
    expected: str,
    value: object,
    advice: str = "",
    *,
    is_shown: bool = True,
) -> None:
    """Report a value of the wrong type.

    Args:
        collector: Takes the problem.
        path: Where the value is.
        expected: What it must be.
        value: The value.
        advice: What to do; for null it is always to set a value.
        is_shown: Whether a scalar may be shown.
    """
    if value is None:
        advice = advice or "set a value"
    found = _with_type(value, is_shown=is_shown)
    collector.add(checks.TYPE, path, f"must be {expected}, not {found}{advice and f'; {advice}'}.")


def _with_type(value: object, *, is_shown: bool) -> str:
    """Return the type of a value in JSON's words, with the value where it is a scalar."""
    if value is None:
        return "null"
    if is_map(value):
        return "an object"
    if is_sequence(value):
        return "a list"
    module = type(value).__module__.partition(".")[0]
    if module not in _OWN:
        return with_article(f"{type(value).__module__}.{type(value).__qualname__}")
    for cls, name in _SCALARS:
        if isinstance(value, cls):
            text = json.dumps(value) if cls is bool else described(value)
            is_named = not is_shown or text.startswith("an ")
            return with_article(name) if is_named else f"the {name} {text}"
    return repr(value) if value is CLEAR else with_article(type(value).__name__)


_SCALARS: tuple[tuple[type[object], str], ...] = (
    (bool, "boolean"),
    (str, "string"),
    (int, "integer"),
    (float, "number"),
)

_OWN = frozenset({"builtins", "cpkit", "__main__"})
"""Packages whose classes are named without their module."""


def plain_string(value: str) -> str:
    """Return a plain string of any: members of enumerations and subclasses do not belong in one."""
    return value if type(value) is str else str.__str__(value)


def is_foreign_number(value: object) -> bool:
    """Return whether a value is a number of another library, such as numpy's, or a `Decimal`."""
    is_own = isinstance(value, int | float | type)
    return not is_own and hasattr(value, "__float__") and not hasattr(value, "__len__")


def unquoted(value: object, pattern: str, name: str) -> str:
    """Return what to do where a number was given as a string, or as another library's number.

    Args:
        value: The value.
        pattern: How JSON writes the number that is expected.
        name: The Python type that is expected.
    """
    if isinstance(value, float) and value.is_integer():
        return f"write {int(value)}"
    if not isinstance(value, str):
        return f"convert it with {name}()" if is_foreign_number(value) else ""
    if re.fullmatch(pattern, value, re.ASCII):
        return f"write {value} without quotes"
    if value.isdecimal() and not value.isascii() and len(value) <= _MOST_DIGITS:
        return f"write {int(value)}"
    if re.fullmatch(r"[+-]?(\d{1,17}\.?|\d{0,17}\.\d{1,17})", value, re.ASCII):
        return "write it as JSON writes numbers, such as 366 or 0.9"
    return ""
