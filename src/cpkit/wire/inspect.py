"""The precise way from a wire document to validated settings: it reports everything that is wrong.

What is valid beyond doubt never comes here: `cpkit.wire.fast` has read it. Both ways use the same
shapes, so that a limit is written once.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from cpkit.problems import item, member
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.json_types import is_map, is_sequence
from cpkit.schema.marks import marked
from cpkit.schema.shapes import Shape, Structure, StructureList, is_flat, is_list, wrong_type
from cpkit.schema.shapes.shape import quoted
from cpkit.schema.shapes.string_lists import is_string, short
from cpkit.schema.suggestions import did_you_mean
from cpkit.schema.value import Member, Value, members_of, validated

__all__ = ["validate", "validate_member"]

_Value = TypeVar("_Value", bound=Value)


def validate(
    cls: type[_Value], given: Any, path: str, collector: ProblemCollector
) -> _Value | None:
    """Walk a document in its own order and report everything that is wrong with it.

    Args:
        cls: The class to read.
        given: The document, or the part of it at `path`.
        path: Where the part is.
        collector: Takes the problems.

    Returns:
        The object, to be used where no problem was found; ``None`` where there can be none.
    """
    if not is_map(given):
        wrong_type(collector, path or "document", "an object", given, is_shown=False)
        return None
    entries = {entry.wire: entry for entry in members_of(cls)}
    for entry in entries.values():
        if entry.is_required and entry.wire not in given:
            collector.add(checks.REQUIRED, member(path, entry.wire), "is required; add it.")
    values: dict[str, Any] = {}
    for name, value in given.items():
        known = entries.get(name)
        if known is not None:
            values[name] = _validate_known(known, value, member(path, name), collector)
        elif collector.unknown_members is not None:
            collector.unknown_members.append(member(path, str(name)))
        else:
            shown = _without_secret(str(name), entries)
            collector.add(checks.UNKNOWN_MEMBER, member(path, shown), _unknown(cls, shown, entries))
    return cls.filled([values.get(name, entry.default) for name, entry in entries.items()])


def _validate_known(known: Member, value: Any, path: str, collector: ProblemCollector) -> Any:
    if value is not None or known.is_required:
        return validate_member(known.shape, value, path, collector)
    advice = "set a value or omit the member"
    wrong_type(collector, path, known.shape.expected, value, advice)
    return value


def validate_member(shape: Shape, value: Any, path: str, collector: ProblemCollector) -> Any:
    """Report everything that is wrong with the value of a member, and return it as it is stored."""
    if type(shape) is Structure:  # isinstance() on abstract classes is slow
        return validate(shape.cls, value, path, collector)
    if type(shape) is StructureList:
        return _validate_structures(shape, value, path, collector)
    return validated(shape, value, path, collector)


def _validate_structures(
    shape: StructureList, value: Any, path: str, collector: ProblemCollector
) -> Any:
    before = collector.ignored
    wrap = _shorthand(shape.cls, collector)
    if wrap and is_flat(value, path, collector, shape.expected, shape.one, wrap):
        return None
    if is_map(value) and members_of(shape.cls)[0].wire in value:
        wrong_type(collector, path, shape.expected, value, "write it in a list")
        return None
    if not is_list(value, path, collector, shape.expected, shape.many, shape.low, shape.high):
        return None
    is_ignored = collector.ignored > before
    structures = tuple(
        _validate_structure(shape, each, item(path, index), collector)
        for index, each in enumerate(value)
    )
    return marked(structures) if is_ignored else structures


def _validate_structure(
    shape: StructureList, given: Any, path: str, collector: ProblemCollector
) -> Value | None:
    wrap = _shorthand(shape.cls, collector)
    if wrap and is_sequence(given):
        is_quoted = 0 < len(given) <= _MOST_QUOTED
        advice = short(f"write {wrap([*given])}") if is_quoted else ""
        wrong_type(collector, path, "an object", given, advice)
        return None
    if wrap and is_string(given, path, collector, "an object", shape.one, wrap):
        return None
    return validate(shape.cls, given, path, collector)


_MOST_QUOTED = 20
"""The most strings that advice quotes: as many as a criterion has."""


def _shorthand(cls: type[Value], collector: ProblemCollector) -> Callable[[list[Any]], str] | None:
    """Return what writes an object around the value of its one member, for advice on documents.

    Where there are more members, or a response is read, there is none.
    """
    first, *others = members_of(cls)
    if others or collector.unknown_members is not None:
        return None
    return lambda value: quoted({first.wire: value})


_RESPONSE_MEMBERS = frozenset(
    {"Status", "Readiness", "Stats", "CreatedAt", "LastUpdatedAt", "ResponseMetadata"}
)


def _without_secret(name: str, entries: Mapping[str, Member]) -> str:
    """Return a name, cut where it begins with a secret's: a missing space glues both together."""
    for wire, entry in entries.items():
        if entry.shape.secret and name.startswith((f"{wire}:", f"{wire}=")):
            return wire + "..."
    return name


def _unknown(cls: type[Value], name: str, entries: Mapping[str, Member]) -> str:
    """Return what to do about a member that a class does not have."""
    if name.endswith("..."):
        return "is not a member; put a space between the colon and the value."
    if name in _RESPONSE_MEMBERS:
        return "is only in responses; remove it, or read the response with from_wire(Domain, ...)."
    hint = did_you_mean(name, entries)
    if not hint.endswith("?"):
        hint = f"; expected one of {', '.join(entries)}."
    return f"unknown member of {cls.__name__}{hint}"
