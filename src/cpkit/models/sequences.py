"""How Python's many sequences become tuples: the converters of fields that hold lists.

A converter never refuses. What it cannot turn into a tuple it leaves as it is, for the field's
check to report together with everything else that is wrong.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

from cpkit.models.plain import is_sequence

__all__ = ["name_lists", "names", "names_or_none", "sequence"]


def sequence(given: Any) -> Any:
    """Make a tuple of an iterable; leave a text, a map, a set and what is no iterable."""
    return tuple(given) if _is_ordered(given) else given


def _is_ordered(given: object) -> TypeGuard[Iterable[Any]]:
    unordered = (str, bytes, Mapping, set, frozenset)
    return isinstance(given, Iterable) and not isinstance(given, unordered)


def names(given: Iterable[str]) -> tuple[str, ...]:
    """Take any iterable of names; a set, whose order is chance, is sorted."""
    kept: tuple[str, ...] = sequence(
        sorted(given, key=str) if isinstance(given, set | frozenset) else given
    )
    return kept


def names_or_none(given: Iterable[str] | None) -> tuple[str, ...] | None:
    """Take any iterable of names, or none at all."""
    return None if given is None else names(given)


def name_lists(given: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Take any iterable of iterables of names."""
    lists = sequence(given)
    kept: tuple[tuple[str, ...], ...] = tuple(map(names, lists)) if is_sequence(lists) else lists
    return kept
