"""Converters of fields with several values: Python's many containers become tuples.

A converter never rejects. What it cannot convert it leaves as it is, so that validation reports it
together with everything else that is wrong.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

from cpkit.schema.clear import Clear
from cpkit.schema.frozen import Tags
from cpkit.schema.json_types import are_leaves, is_map, is_sequence
from cpkit.schema.marks import is_marked
from cpkit.schema.shapes.shape import plain_string

__all__ = ["sequence", "string_lists", "strings", "tags"]


def sequence(given: Any) -> Any:
    """Return a tuple of an ordered iterable; anything else as it is."""
    if type(given) in _TUPLES or is_marked(given) or not _is_ordered(given):
        return given
    try:
        return tuple(given)
    except TypeError:  # such as an array of numpy without a dimension
        return given


_TUPLES: frozenset[type[object]] = frozenset({tuple})


def _is_ordered(given: object) -> TypeGuard[Iterable[Any]]:
    unordered = (str, bytes, Mapping, set, frozenset)
    return isinstance(given, Iterable) and not isinstance(given, unordered)


def strings(given: Iterable[str]) -> tuple[str, ...]:
    """Return a tuple of an iterable of strings; a set, whose order is chance, is sorted."""
    listed = sequence(sorted(given, key=str) if isinstance(given, set | frozenset) else given)
    kept: tuple[str, ...] = listed
    if _is_tuple(listed) and not are_leaves(listed):
        kept = tuple(map(_plain, listed))
    return kept


def _plain(value: Any) -> Any:
    return plain_string(value) if isinstance(value, str) else value


def string_lists(given: Iterable[list[str] | tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return a tuple of tuples of an iterable of lists of strings."""
    lists = sequence(given)
    kept: tuple[tuple[str, ...], ...] = lists
    if _is_tuple(lists):
        kept = tuple(map(strings, lists))
    return kept


def tags(given: Mapping[str, str] | Clear | None) -> Mapping[str, str] | Clear | None:
    """Return a dict of a mapping of strings; tags that have been validated as they are."""
    if not is_map(given) or isinstance(given, Tags):
        return given
    return {_plain(key): _plain(value) for key, value in given.items()}


def _is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Return whether a value is a tuple that no check was ignored for."""
    return is_sequence(value) and not is_marked(value)
