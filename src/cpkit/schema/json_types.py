"""Plain data, as JSON has it: how maps and lists are told from the rest."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

__all__ = ["are_leaves", "is_map", "is_sequence"]

_LEAVES = frozenset({str, int, float, bool, type(None)})


def are_leaves(values: Iterable[Any]) -> bool:
    """Tell at once whether all values are texts, numbers and the like: nothing is below them."""
    return _LEAVES.issuperset(map(type, values))


def is_map(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Tell whether a value is a map of anything."""
    return type(value) is dict or isinstance(value, Mapping)


def is_sequence(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Tell whether a value is a list or a tuple of anything."""
    return isinstance(value, list | tuple)
