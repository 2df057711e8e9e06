"""Marks of values that a check was ignored for: they stay valid without it.

A marked value equals and hashes like the plain one. Its type alone tells a constructor, and so
`attrs.evolve`, that it has been validated; on the wire it is plain.
"""

from typing import Any

from cpkit.schema.frozen import Tags

__all__ = ["MARKED", "is_marked", "marked"]


class MarkedInt(int):
    """An integer that a check was ignored for."""

    __slots__ = ()


class MarkedFloat(float):
    """A number that a check was ignored for."""

    __slots__ = ()


class MarkedString(str):
    """A string that a check was ignored for."""

    __slots__ = ()


class MarkedTuple(tuple[Any, ...]):
    """A list that a check was ignored for, or an item of it."""

    __slots__ = ()


class MarkedTags(Tags):
    """Tags that a check was ignored for."""

    __slots__ = ()


_MARKS: dict[type[Any], type[Any]] = {
    int: MarkedInt,
    float: MarkedFloat,
    str: MarkedString,
    tuple: MarkedTuple,
    Tags: MarkedTags,
}

MARKED: frozenset[type[object]] = frozenset(_MARKS.values())
"""The types of marked values."""


def marked(value: object) -> Any:
    """Return a value with its mark; an `UnknownValue` is one by itself."""
    mark = _MARKS.get(type(value))
    return mark(value) if mark else value


def is_marked(value: Any) -> bool:
    """Return whether a check was ignored for a value."""
    return type(value) in MARKED
