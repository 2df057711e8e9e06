"""Plain data, as JSON has it: how objects and lists are told from the rest."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

__all__ = ["SURROGATE", "are_leaves", "is_map", "is_sequence"]

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a pair of UTF-16, which stands for no character and cannot be written in UTF-8."""

_LEAVES = frozenset({str, int, float, bool, type(None)})


def are_leaves(values: Iterable[Any]) -> bool:
    """Return at once whether all values are strings, numbers and the like, without any below."""
    return _LEAVES.issuperset(map(type, values))


def is_map(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Return whether a value is a mapping."""
    return type(value) is dict or isinstance(value, Mapping)


def is_sequence(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Return whether a value is a list or a tuple."""
    return isinstance(value, list | tuple)
