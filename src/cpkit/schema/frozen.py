"""Mappings that cannot change: tags, and a response as it came."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from cpkit.schema.json_types import is_map, is_sequence

__all__ = ["FrozenMap", "Tags", "freeze"]

V = TypeVar("V")


class FrozenMap(Mapping[str, V]):
    """A mapping that cannot change, with a hash."""

    __slots__ = ("_entries",)

    _entries: dict[str, V]

    def __init__(self, entries: Mapping[str, V]) -> None:
        """Copy the entries, in their order.

        Args:
            entries: The entries; their values must be immutable themselves.
        """
        object.__setattr__(self, "_entries", dict(entries))

    def __setattr__(self, name: str, value: object) -> None:
        """Reject any change.

        Raises:
            AttributeError: Always.
        """
        raise AttributeError(f"{type(self).__name__} cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        """Reject any change.

        Raises:
            AttributeError: Always.
        """
        raise AttributeError(f"{type(self).__name__} cannot be changed: {name}")

    def __getitem__(self, key: str) -> V:
        """Return the value of a key."""
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        """Return an iterator over the keys, in the order of their creation."""
        return iter(self._entries)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._entries)

    def to_dict(self) -> dict[str, V]:
        """Return a dict of the entries, fresh each time."""
        return self._entries.copy()

    def __eq__(self, other: object) -> bool:
        """Return whether another mapping has the same entries, in any order."""
        given: Any = other
        if isinstance(other, FrozenMap):
            return bool(self._entries == given._entries)
        return self._entries == dict(other) if is_map(other) else NotImplemented

    def __hash__(self) -> int:
        """Return a hash of the entries, whatever their order."""
        return hash(frozenset(self._entries.items()))

    def __reduce__(self) -> tuple[type["FrozenMap[V]"], tuple[dict[str, V]]]:
        """Return what pickle needs: the entries."""
        return (type(self), (self._entries,))

    def __copy__(self) -> "FrozenMap[V]":
        """Return self; instances are immutable."""
        return self

    def __deepcopy__(self, _memo: object) -> "FrozenMap[V]":
        """Return self; instances are immutable."""
        return self

    def __repr__(self) -> str:
        """Return the keys alone: values may be secrets."""
        return "{" + ", ".join(f"{key!r}: <hidden>" for key in self) + "}"


class Tags(FrozenMap[str]):
    """Tags of a domain, which have been validated."""

    __slots__ = ()


_FROZEN: frozenset[type[object]] = frozenset(
    {FrozenMap, Tags, str, int, float, bool, type(None), datetime}
)
"""Types that are immutable as they are, known without a call."""


_DICTS, _LISTS = frozenset({dict}), frozenset({list, tuple})


def freeze(value: Any) -> Any:
    """Return an immutable copy of plain data of any depth."""
    if type(value) in _FROZEN:
        return value
    if type(value) in _DICTS or (type(value) not in _LISTS and is_map(value)):
        return FrozenMap(
            {
                str(key): entry if type(entry) in _FROZEN else freeze(entry)
                for key, entry in value.items()
            }
        )
    if type(value) in _LISTS or is_sequence(value):
        return tuple([entry if type(entry) in _FROZEN else freeze(entry) for entry in value])
    return value
