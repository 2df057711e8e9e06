"""How an answer becomes observed values: tolerantly, since the service may be newer than cpkit.

Limits are lifted, members that are not known are noted, and what only answers have is taken apart
from the settings. But types and required members are held to: an answer without them is none.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from cpkit.models.domain import Domain
from cpkit.models.settings import DomainSettings
from cpkit.problems import item, member
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.frozen import FrozenMap, freeze
from cpkit.schema.json_types import is_map, is_sequence
from cpkit.schema.shapes import RejectedError, Structure, StructureList, wrong_type
from cpkit.schema.value import Declared, Member, Value, members_of, per_class
from cpkit.wire.inspect import validate, validate_member
from cpkit.wire.readers import reader

__all__ = ["PLACES", "read_answer", "read_domain"]

_Value = TypeVar("_Value", bound=Value)

PLACES = {
    "rule_based_matching_status": ("RuleBasedMatching", "Status"),
    "readiness": ("DataStore", "Readiness"),
}
"""Where an answer has a domain's fields that do not stand at its top."""

_HOLDERS = frozenset(holder for holder, _ in PLACES.values())
"""The blocks that such a field is taken out of."""

_ABSENT = object()

_EMPTY: tuple[object, ...] = (None, "", [], {})
"""What an answer may have where there is nothing."""

_WITHOUT_ENABLED = ("Matching", "RuleBasedMatching")
"""The blocks whose ``Enabled`` a request needs and an answer, by the service's model, does not."""


def read_answer(cls: type[_Value], answer: Any, collector: ProblemCollector) -> _Value | None:
    """Read an answer, or an item of one, that is built like its class."""
    if not is_map(answer):
        wrong_type(collector, "answer", "a map of members", answer)
        return None
    return _read(cls, _pruned(cls, answer, "", []), collector)


def _read(cls: type[_Value], pruned: Any, collector: ProblemCollector) -> _Value | None:
    """Read quickly what is right even as settings, precisely what is not."""
    try:
        return reader(cls)(pruned)
    except RejectedError:
        return validate(cls, pruned, "", collector)


def read_domain(
    answer: Any,
    collector: ProblemCollector,
    keep: Callable[[Mapping[str, Any]], FrozenMap[Any]] = freeze,
) -> Domain | None:
    """Read what CreateDomain, GetDomain and UpdateDomain answer, and keep the whole of it."""
    if not is_map(answer):
        wrong_type(collector, "answer", "a map of members", answer)
        return None
    members = {name: value for name, value in answer.items() if name != "ResponseMetadata"}
    rest = {
        name: {**value} if name in _HOLDERS and is_map(value) else value
        for name, value in members.items()
    }
    observed: dict[str, Any] = {}
    for entry, place in _observed():
        value = _take_out(rest, place)
        if value is not _ABSENT:
            observed[entry.field] = validate_member(entry.shape, value, ".".join(place), collector)
        elif entry.is_required:
            collector.add(checks.REQUIRED, entry.wire, "is missing in the answer.")
    unsendable: list[str] = []
    settings = _read_settings(rest, unsendable, collector)
    if collector.problems or settings is None:
        return None
    unknown = (*(collector.unknown_members or ()), *unsendable)
    values = (settings, *(observed.get(entry.field) for entry, _ in _observed()))
    return Domain.filled(values, unknown_members=unknown, raw=keep(members))


@cache
def _observed() -> list[tuple[Member, tuple[str, ...]]]:
    """List what an answer has besides the settings, which come first, and where."""
    _, *others = members_of(Domain)
    return [(entry, PLACES.get(entry.field, (entry.wire,))) for entry in others]


def _read_settings(
    rest: dict[str, Any], unsendable: list[str], collector: ProblemCollector
) -> DomainSettings | None:
    """Read the settings in an answer: at once where nothing in it is empty, newer or too much."""
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


def _take_out(answer: dict[str, Any], place: tuple[str, ...]) -> Any:
    """Remove and give the value at a place, or `_ABSENT`; nothing given (null) is absent."""
    *parents, name = place
    holder = answer
    for parent in parents:
        block = holder.get(parent)
        if not block or not is_map(block):
            return _ABSENT
        holder = cast("dict[str, Any]", block)  # a copy, made by `read_domain`
    value = holder.pop(name, None)
    return _ABSENT if value in _EMPTY else value


def _pruned(
    cls: type[Value], given: Mapping[str, Any], path: str, unsendable: list[str]
) -> dict[str, Any]:
    """Leave out members that hold nothing: in an answer, empty and absent mean the same.

    A block that has an empty member where it needs one could not be sent back; it is left out,
    too, and its path noted.
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
    # One of results is not left out: without what it needs, the answer is none.
    return [block for block in blocks if block != {} or not issubclass(cls, Declared)]


@per_class
def _entries(cls: type[Value]) -> dict[str, Member]:
    return {entry.wire: entry for entry in members_of(cls)}
