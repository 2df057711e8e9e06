"""How an answer becomes observed values: tolerantly, since the service may be newer than cpkit.

Limits are lifted, members that are not known are noted, and what only answers have is taken apart
from the settings. But types and required members are held to: an answer without them is none.
"""

from typing import Any, TypeVar, cast

from cpkit.models import checks
from cpkit.models.checks import Findings
from cpkit.models.domain import Domain
from cpkit.models.frozen import freeze
from cpkit.models.kinds import RefusedError, wrong_type
from cpkit.models.plain import are_leaves, is_map, is_sequence
from cpkit.models.settings import DomainSettings
from cpkit.models.value import Value, members_of
from cpkit.wire.reading import inspect, inspect_member, reader

__all__ = ["read_answer", "read_domain"]

_Value = TypeVar("_Value", bound=Value)

_PLACES = {
    "rule_based_matching_status": ("RuleBasedMatching", "Status"),
    "readiness": ("DataStore", "Readiness"),
}
"""Where an answer has a domain's fields that do not stand at its top."""

_ABSENT = object()


def read_answer(cls: type[_Value], answer: Any, findings: Findings) -> _Value | None:
    """Read an answer, or an item of one, that is built like its class."""
    return _read(cls, _pruned(answer), findings)


def _read(cls: type[_Value], pruned: Any, findings: Findings) -> _Value | None:
    """Read quickly what is right even as settings, precisely what is not."""
    try:
        return reader(cls)(pruned)
    except RefusedError:
        return inspect(cls, pruned, "", findings)


def read_domain(answer: Any, findings: Findings) -> Domain | None:
    """Read what CreateDomain, GetDomain and UpdateDomain answer."""
    if not is_map(answer):
        wrong_type(findings, "answer", "a map of members", answer)
        return None
    rest: dict[str, Any] = {
        name: dict(value) if is_map(value) else value
        for name, value in answer.items()
        if name != "ResponseMetadata"
    }
    raw = freeze(rest)
    observed: dict[str, Any] = {}
    for entry in members_of(Domain):
        if entry.field == "settings":
            continue
        place = _PLACES.get(entry.field, (entry.wire,))
        value = _take_out(rest, place)
        if value is not _ABSENT:
            observed[entry.field] = inspect_member(entry.kind, value, ".".join(place), findings)
        elif entry.is_required:
            findings.add(checks.REQUIRED, entry.wire, "is missing in the answer.")
    rest = _pruned(rest)
    unsendable = [
        name
        for name in ("Matching", "RuleBasedMatching")
        if is_map(rest.get(name)) and "Enabled" not in rest[name]
    ]
    for name in unsendable:
        del rest[name]
    settings = _read(DomainSettings, rest, findings)
    if findings.problems or settings is None:
        return None
    unknown = (*(findings.unknown_members or ()), *unsendable)
    return Domain(settings=settings, unknown_members=unknown, raw=raw, **observed)


def _take_out(answer: dict[str, Any], place: tuple[str, ...]) -> Any:
    """Remove and give the value at a place, or `_ABSENT`; nothing given (null) is absent."""
    *parents, name = place
    holder = answer
    for parent in parents:
        block = holder.get(parent)
        if not is_map(block):
            return _ABSENT
        holder = cast("dict[str, Any]", block)  # a copy, made by `read_domain`
    value = holder.pop(name, None)
    return _ABSENT if value is None else _pruned(value)


def _pruned(value: Any) -> Any:
    """Leave out members that hold nothing: in an answer, empty and absent mean the same."""
    if is_map(value):
        kept = value if are_leaves(value.values()) else {k: _pruned(v) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v or v == 0}  # drops None, "", [] and {}
    if is_sequence(value):
        return list(value) if are_leaves(value) else [_pruned(entry) for entry in value]
    return value
