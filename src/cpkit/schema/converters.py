"""How Python's many containers become plain ones: the converters of fields that hold several.

A converter never refuses. What it cannot turn into a tuple it leaves as it is, for the field's
check to report together with everything else that is wrong.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

from cpkit.schema.clear import Clear
from cpkit.schema.frozen import Tags
from cpkit.schema.json_types import are_leaves, is_map, is_sequence
from cpkit.schema.marks import is_marked

__all__ = ["name_lists", "names", "names_or_none", "sequence", "tags"]


def sequence(given: Any) -> Any:
    """Make a tuple of an iterable; leave a text, a map, a set and what is no iterable."""
    if type(given) in _TUPLES or is_marked(given) or not _is_ordered(given):
        return given
    return tuple(given)


_TUPLES: frozenset[type[object]] = frozenset({tuple})


def _is_ordered(given: object) -> TypeGuard[Iterable[Any]]:
    unordered = (str, bytes, Mapping, set, frozenset)
    return isinstance(given, Iterable) and not isinstance(given, unordered)


def names(given: Iterable[str]) -> tuple[str, ...]:
    """Take any iterable of names; a set, whose order is chance, is sorted."""
    listed = sequence(sorted(given, key=str) if isinstance(given, set | frozenset) else given)
    kept: tuple[str, ...] = listed
    if _is_tuple(listed) and not are_leaves(listed):
        kept = tuple(map(_plain, listed))
    return kept


def _plain(name: Any) -> Any:
    """Make a plain text of any text: enumeration members and subclasses do not belong in one."""
    return str.__str__(name) if isinstance(name, str) else name


def names_or_none(given: Iterable[str] | None) -> tuple[str, ...] | None:
    """Take any iterable of names, or none at all."""
    return None if given is None else names(given)


def tags(given: Mapping[str, str] | Clear | None) -> Mapping[str, str] | Clear | None:
    """Take any map of texts; tags that have been checked stay as they are."""
    if not is_map(given) or isinstance(given, Tags):
        return given
    return {_plain(key): _plain(value) for key, value in given.items()}


def name_lists(given: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Take any iterable of iterables of names."""
    lists = sequence(given)
    kept: tuple[tuple[str, ...], ...] = lists
    if _is_tuple(lists):
        kept = tuple(map(names, lists))
    return kept


def _is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Tell a plain tuple, which is not marked as let past."""
    return is_sequence(value) and not is_marked(value)
