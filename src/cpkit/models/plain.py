"""Plain data, as JSON has it: how maps and lists are told from the rest."""

from collections.abc import Mapping
from typing import Any, TypeGuard

__all__ = ["is_map", "is_sequence"]


def is_map(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Tell whether a value is a map of anything."""
    return isinstance(value, Mapping)


def is_sequence(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Tell whether a value is a list or a tuple of anything."""
    return isinstance(value, list | tuple)
