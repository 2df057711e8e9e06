"""The marks of values that a check was lifted for: whoever holds one has been through the gate.

A marked value equals and hashes like the plain one. Its type alone tells a constructor, and so
`attrs.evolve`, that it need not pass again; on the wire it is plain.
"""

from typing import Any

__all__ = ["is_marked", "marked"]


class MarkedInt(int):
    """A whole number that was let past a check."""

    __slots__ = ()


class MarkedFloat(float):
    """A number that was let past a check."""

    __slots__ = ()


class MarkedString(str):
    """A text that was let past a check."""

    __slots__ = ()


class MarkedTuple(tuple[Any, ...]):
    """A list that was let past a check, or that holds what was."""

    __slots__ = ()


_MARKS: dict[type[Any], type[Any]] = {
    int: MarkedInt,
    float: MarkedFloat,
    str: MarkedString,
    tuple: MarkedTuple,
}

_MARKED = frozenset(_MARKS.values())


def marked(value: Any) -> Any:
    """Mark a value; what tells by its own type that it was let past stays as it is."""
    for plain, mark in _MARKS.items():
        if type(value) is plain:
            return mark(value)
    return value


def is_marked(value: Any) -> bool:
    """Tell whether a value was let past."""
    return type(value) in _MARKED
