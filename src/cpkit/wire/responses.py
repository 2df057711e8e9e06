"""How a response becomes observed values: tolerantly, as the service may be newer than cpkit.

Limits are ignored, unknown members are noted, and members of responses alone are separated from the
settings. Types and required members are checked: a response without them is malformed.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from cpkit.errors import ValidationError
from cpkit.models.domain import Domain
from cpkit.models.settings import DomainSettings
from cpkit.problems import item, member
from cpkit.schema import checks
from cpkit.schema.checks import IGNORABLE
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.frozen import freeze
from cpkit.schema.json_types import is_map, is_sequence
from cpkit.schema.shapes import RejectedError, Structure, StructureList, wrong_type
from cpkit.schema.value import Declared, Member, Value, members_of, per_class
from cpkit.wire.fast import acceptor, reader
from cpkit.wire.inspect import validate, validate_member

__all__ = ["PLACES", "read_response"]

_Value = TypeVar("_Value", bound=Value)

PLACES = {
    "rule_based_matching_status": ("RuleBasedMatching", "Status"),
    "readiness": ("DataStore", "Readiness"),
}
"""Where a response has a domain's fields that are not at its top level."""

_HOLDERS = frozenset(holder for holder, _ in PLACES.values())
"""The blocks that contain such a field."""

_ABSENT = object()

_EMPTY: tuple[object, ...] = (None, "", [], {})
"""What a response may contain where there is nothing."""

_WITHOUT_ENABLED = ("Matching", "RuleBasedMatching")
"""The blocks whose ``Enabled`` is required in requests and, by the model, not in responses."""


def read_response(cls: type[_Value], response: Any) -> _Value:
    """Read a value of any observed class from a response, or from an item of one.

    Raises:
        ValidationError: A type is wrong, or a required member is missing.
    """
    collector = ProblemCollector(IGNORABLE, unknown_members=[])
    value: Any = None
    if not is_map(response):
        wrong_type(collector, "response", "an object", response, is_shown=False)
    elif issubclass(cls, Domain):
        value = _read_domain(response, collector)
    else:
        value = _read(cls, _pruned(cls, response, "", []), collector)
    if collector.problems or value is None:
        raise ValidationError(collector.problems)
    observed: _Value = value
    return observed


def _read(cls: type[_Value], pruned: Any, collector: ProblemCollector) -> _Value | None:
    """Read fast what is valid even as settings, precisely what is not."""
    try:
        return reader(cls)(pruned)
    except RejectedError:
        return validate(cls, pruned, "", collector)


def _read_domain(response: Mapping[Any, Any], collector: ProblemCollector) -> Domain | None:
    """Read what CreateDomain, GetDomain and UpdateDomain return, and keep the whole of it."""
    members = {name: value for name, value in response.items() if name != "ResponseMetadata"}
    rest = {
        name: {**value} if name in _HOLDERS and is_map(value) else value
        for name, value in members.items()
    }
    observed: dict[str, Any] = {}
    for entry, place, accept in _observed():
        value = _take_out(rest, place)
        if value is not _ABSENT:
            try:
                observed[entry.field] = accept(value)
            except RejectedError:
                path = ".".join(place)
                observed[entry.field] = validate_member(entry.shape, value, path, collector)
        elif entry.is_required:
            collector.add(checks.REQUIRED, entry.wire, "is missing in the response.")
    unsendable: list[str] = []
    settings = _read_settings(rest, unsendable, collector)
    if collector.problems or settings is None:
        return None
    unknown = (*(collector.unknown_members or ()), *unsendable)
    values = (settings, *(observed.get(entry.field) for entry, _, _ in _observed()))
    return Domain.filled(values, unknown_members=unknown, raw=freeze(members))


@cache
def _observed() -> list[tuple[Member, tuple[str, ...], Callable[[Any], Any]]]:
    """Return what a response has besides the settings, which come first, and where."""
    _, *others = members_of(Domain)
    return [
        (entry, PLACES.get(entry.field, (entry.wire,)), acceptor(entry.shape)) for entry in others
    ]


def _read_settings(
    rest: dict[str, Any], unsendable: list[str], collector: ProblemCollector
) -> DomainSettings | None:
    """Read the settings in a response: fast where nothing in it is empty, newer or too much."""
    given = {name: value for name, value in rest.items() if value not in _EMPTY}
    try:
        return reader(DomainSettings)(given)
    except RejectedError:
        pruned = _pruned(DomainSettings, given, "", unsendable)
    for name in _WITHOUT_ENABLED:
        if is_map(pruned.get(name)) and "Enabled" not in pruned[name]:
            unsendable.append(name)
            del pruned[name]
    return _read(DomainSettings, pruned, collector)


def _take_out(response: dict[str, Any], place: tuple[str, ...]) -> Any:
    """Remove and return the value at a place, or `_ABSENT`; so is null."""
    *parents, name = place
    holder = response
    for parent in parents:
        block = holder.get(parent)
        if not block or not is_map(block):
            return _ABSENT
        holder = cast("dict[str, Any]", block)  # a copy, made by `_read_domain`
    value = holder.pop(name, None)
    return _ABSENT if value in _EMPTY else value


def _pruned(
    cls: type[Value], given: Mapping[str, Any], path: str, unsendable: list[str]
) -> dict[str, Any]:
    """Return a copy without empty members: in a response, empty and absent mean the same.

    A block whose required member is empty could not be sent back; it is left out, too, and its path
    is noted.
    """
    entries = _entries(cls)
    kept: dict[str, Any] = {}
    for name, value in given.items():
        entry = entries.get(name)
        rest = value
        if entry and isinstance(entry.shape, Structure) and is_map(value):
            rest = _pruned_block(entry.shape.cls, value, member(path, name), unsendable)
        elif entry and isinstance(entry.shape, StructureList) and is_sequence(value):
            rest = _pruned_blocks(entry.shape.cls, value, member(path, name), unsendable)
        if rest not in _EMPTY:
            kept[name] = rest
    return kept


def _pruned_block(
    cls: type[Value], given: Mapping[str, Any], path: str, unsendable: list[str]
) -> dict[str, Any]:
    kept = _pruned(cls, given, path, unsendable)
    needed = [entry.wire for entry in members_of(cls) if entry.is_required]
    if any(name in given and name not in kept for name in needed):
        unsendable.append(path)
        return {}
    return kept


def _pruned_blocks(
    cls: type[Value], given: Iterable[Any], path: str, unsendable: list[str]
) -> list[Any]:
    blocks = [
        _pruned_block(cls, block, item(path, index), unsendable) if is_map(block) else block
        for index, block in enumerate(given)
    ]
    # An item of results is never left out: without a required member the response is malformed.
    return [block for block in blocks if block != {} or not issubclass(cls, Declared)]


@per_class
def _entries(cls: type[Value]) -> dict[str, Member]:
    return {entry.wire: entry for entry in members_of(cls)}
