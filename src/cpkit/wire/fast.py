"""The fast way between valid settings and wire dicts: one pass, and no word about mistakes.

A reader checks each value once, by the shape of its member, and stores it. At the first doubt it
raises `RejectedError`, and `cpkit.wire.inspect` walks the document to report what is wrong. A
writer leaves out what is ``None``, and returns plain data alone.
"""

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import attrs

from cpkit.errors import ValidationError
from cpkit.schema import checks
from cpkit.schema.clear import CLEAR, Clear
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.frozen import Tags
from cpkit.schema.shapes import (
    Double,
    Enum,
    Integer,
    RejectedError,
    Shape,
    String,
    StringList,
    StringLists,
    Structure,
    StructureList,
    TagMap,
)
from cpkit.schema.value import Member, Value, members_of, per_class

__all__ = ["acceptor", "reader", "writer"]

_Value = TypeVar("_Value", bound=Value)

_FAST_LISTS = frozenset({list, tuple})
"""The lists that are read fast; others, and all mappings but plain dicts, are inspected."""

_FAST_MAPPINGS = frozenset({dict})


@per_class
def reader(cls: type[_Value]) -> Callable[[Any], _Value]:
    """Return the fast reader of a class: it takes a mapping, and returns an object.

    The reader raises `RejectedError` for all that is not valid beyond doubt. So is an empty
    mapping: in a response it means that there is nothing.
    """
    members = members_of(cls)
    if len(members) != len(attrs.fields(cls)):
        return _reject  # a user's class with fields of its own, which have defaults
    create = cls.__new__
    if len(members) == 1:
        return _one_member_reader(create, cls, members[0])
    needed = tuple(
        (entry.wire, entry.fill, acceptor(entry.shape)) for entry in members if entry.is_required
    )
    others = tuple(
        (entry.wire, entry.fill, acceptor(entry.shape), entry.default)
        for entry in members
        if not entry.is_required
    )

    def read(given: Any) -> _Value:
        if type(given) not in _FAST_MAPPINGS or not given:
            raise RejectedError
        new = create(cls)
        known = len(needed)
        for wire, fill, accept in needed:
            if wire not in given:
                raise RejectedError
            fill(new, accept(given[wire]))
        for wire, fill, accept, default in others:
            if wire in given:
                fill(new, accept(given[wire]))
                known += 1
            else:
                fill(new, default)
        if known != len(given):
            raise RejectedError
        return new

    return read


def _one_member_reader(
    create: Callable[[type[_Value]], _Value], cls: type[_Value], entry: Member
) -> Callable[[Any], _Value]:
    """Return the reader of a class of one member, such as a rule, of which there are many."""
    wire, fill, accept = entry.wire, entry.fill, acceptor(entry.shape)

    def read(given: Any) -> _Value:
        if type(given) not in _FAST_MAPPINGS or len(given) != 1 or wire not in given:
            raise RejectedError
        new = create(cls)
        fill(new, accept(given[wire]))
        return new

    return read


def _reject(_: object) -> NoReturn:
    raise RejectedError


def acceptor(shape: Shape) -> Callable[[Any], Any]:
    """Return what reads a member's value: it takes the value, and returns it as it is stored."""
    if isinstance(shape, Structure):
        return reader(shape.cls)
    if not isinstance(shape, StructureList):
        return shape.accept
    read, low, high = reader(shape.cls), shape.low, shape.high

    def accept(given: Any) -> tuple[Any, ...]:
        if type(given) not in _FAST_LISTS or not low <= len(given) <= high:
            raise RejectedError
        return tuple(map(read, given))

    return accept


@per_class
def writer(cls: type[Value]) -> Callable[[Any], dict[str, Any]]:
    """Return the writer of a class: it takes an object, and returns a fresh dict.

    Fields that the wire does not have, such as those of a user's own class, are left out.
    """
    steps = tuple((entry.field, entry.wire, _plain(entry.shape)) for entry in members_of(cls))

    def write(value: Any) -> dict[str, Any]:
        written: dict[str, Any] = {}
        for field, wire, plain in steps:
            kept = getattr(value, field)
            if kept is not None:
                written[wire] = plain(kept) if plain else kept
        return written

    return write


def _plain(shape: Shape) -> Callable[[Any], Any] | None:
    """Return what makes plain data of a stored value, also of a marked one; None for nothing."""
    if isinstance(shape, Structure):
        return writer(shape.cls)
    if isinstance(shape, StructureList):
        write = writer(shape.cls)
        return lambda kept: [*map(write, kept)]
    if isinstance(shape, String) and shape.clearable:
        return _string_or_clear
    return _PLAIN.get(type(shape))


def _string_or_clear(kept: Any) -> str:
    return "" if kept is CLEAR else str.__str__(kept)


def _tags(kept: Tags | Clear) -> dict[str, str]:
    if kept is not CLEAR:
        return kept.to_dict()
    collector = ProblemCollector(frozenset())
    collector.add(
        checks.CLEARED_TAGS,
        "Tags",
        "cannot be cleared by this request; use plan() and apply(), which untag the domain.",
    )
    raise ValidationError(collector.problems)


_PLAIN: dict[type[Shape], Callable[[Any], Any]] = {
    Enum: str.__str__,
    Integer: int.__int__,
    Double: float.__float__,
    String: str.__str__,
    StringList: list,
    StringLists: lambda kept: [*map(list, kept)],
    TagMap: _tags,
}
"""What makes plain data of a shape's values, of marked ones, too."""
