"""Mappings that cannot change: tags, and an answer as it came."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from cpkit.schema.json_types import are_leaves, is_map, is_sequence

__all__ = ["FrozenMap", "Tags", "Unseen", "freeze"]

V = TypeVar("V")


class FrozenMap(Mapping[str, V]):
    """Hold a mapping that cannot change, hashes and pickles."""

    __slots__ = ("_entries",)

    _entries: dict[str, V]

    def __init__(self, entries: Mapping[str, V]) -> None:
        """Copy the entries, in their order.

        Args:
            entries: What to hold; its values must be immutable themselves.
        """
        object.__setattr__(self, "_entries", dict(entries))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to change.

        Raises:
            AttributeError: Always.
        """
        raise AttributeError(f"{type(self).__name__} cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        """Refuse to change.

        Raises:
            AttributeError: Always.
        """
        raise AttributeError(f"{type(self).__name__} cannot be changed: {name}")

    def __getitem__(self, key: str) -> V:
        """Get the value of a key."""
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys, in the order in which they were given."""
        return iter(self._entries)

    def __len__(self) -> int:
        """Count the entries."""
        return len(self._entries)

    def to_dict(self) -> dict[str, V]:
        """Copy the entries as a dict."""
        return self._entries.copy()

    def __eq__(self, other: object) -> bool:
        """Compare with any mapping, whatever the order."""
        given: Any = other
        if isinstance(other, FrozenMap):
            return bool(self._entries == given._entries)
        return self._entries == dict(other) if is_map(other) else NotImplemented

    def __hash__(self) -> int:
        """Hash by the entries, whatever their order."""
        return hash(frozenset(self._entries.items()))

    def __reduce__(self) -> tuple[type["FrozenMap[V]"], tuple[dict[str, V]]]:
        """Pickle by the entries."""
        return (type(self), (self._entries,))

    def __copy__(self) -> "FrozenMap[V]":
        """Give itself: it cannot change."""
        return self

    def __deepcopy__(self, _memo: object) -> "FrozenMap[V]":
        """Give itself: it cannot change."""
        return self

    def __repr__(self) -> str:
        """Write the keys alone: values may be secrets."""
        return "{" + ", ".join(f"{key!r}: <hidden>" for key in self) + "}"


class Tags(FrozenMap[str]):
    """Hold a domain's tags, which have been checked."""

    __slots__ = ()


class Unseen(FrozenMap[Any]):
    """Hold plain data that nobody else holds; it is frozen when somebody looks at it.

    Each domain keeps its whole answer, and hardly anybody looks: to freeze it at once would take
    longer than to read it.
    """

    __slots__ = ("_plain",)

    _plain: Mapping[str, Any]

    def __init__(self, plain: Mapping[str, Any]) -> None:
        """Take the data over.

        Args:
            plain: What to hold; it must not be changed any more.
        """
        object.__setattr__(self, "_plain", plain)

    def __getattr__(self, name: str) -> Any:
        """Freeze the data when the entries are missed.

        Raises:
            AttributeError: Anything else is missed.
        """
        if name != "_entries":
            raise AttributeError(name)
        entries = {str(key): freeze(entry) for key, entry in self._plain.items()}
        object.__setattr__(self, "_entries", entries)
        # Another thread may be here, too: it finds what can be frozen once more.
        object.__setattr__(self, "_plain", entries)
        return entries

    def __reduce__(self) -> tuple[type[FrozenMap[Any]], tuple[dict[str, Any]]]:
        """Pickle as what it is once somebody has looked."""
        return (FrozenMap, (self._entries,))


_FROZEN: frozenset[type[object]] = frozenset(
    {FrozenMap, Tags, Unseen, str, int, float, bool, type(None), datetime}
)
"""What is immutable as it is, known by its type alone: to ask whether a text is a map is slow."""


def freeze(value: Any) -> Any:
    """Copy plain data of any depth as immutable data."""
    if type(value) in _FROZEN:
        return value
    if is_map(value) and are_leaves(value.values()):
        return FrozenMap(value)
    if is_map(value):
        return FrozenMap({str(key): freeze(entry) for key, entry in value.items()})
    if is_sequence(value):
        return tuple(value) if are_leaves(value) else tuple(freeze(entry) for entry in value)
    return value
