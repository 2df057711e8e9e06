"""The precise way from a wire document to checked settings: it finds everything that is wrong.

What is plainly right never comes here: `cpkit.wire.readers` has taken it. Both ways ask the same
kinds, so that a limit is written once.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from cpkit.problems import item, member
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.json_types import is_map
from cpkit.schema.marks import marked
from cpkit.schema.shapes import Shape, Structure, StructureList, is_list, wrong_type
from cpkit.schema.suggestions import did_you_mean
from cpkit.schema.value import Member, Value, members_of, validated

__all__ = ["validate", "validate_member"]

_Value = TypeVar("_Value", bound=Value)


def validate(
    cls: type[_Value], given: Any, path: str, collector: ProblemCollector
) -> _Value | None:
    """Walk a document in its own order and find everything that is wrong with it.

    Args:
        cls: What to read.
        given: The document, or the part of it at `path`.
        path: Where the part stands.
        collector: Takes what is found.

    Returns:
        The object, to be used where nothing was found; ``None`` where there can be none.
    """
    if not is_map(given):
        wrong_type(collector, path or "document", "a map of members", given)
        return None
    entries = {entry.wire: entry for entry in members_of(cls)}
    for entry in entries.values():
        if entry.is_required and entry.wire not in given:
            collector.add(checks.REQUIRED, member(path, entry.wire), "is required; add it.")
    values: dict[str, Any] = {}
    for name, value in given.items():
        known = entries.get(name)
        if known is not None:
            values[name] = validate_member(known.shape, value, member(path, name), collector)
        elif collector.unknown_members is not None:
            collector.unknown_members.append(member(path, str(name)))
        else:
            shown = _without_secret(str(name), entries)
            collector.add(checks.UNKNOWN_MEMBER, member(path, shown), _unknown(cls, shown, entries))
    return cls.filled([values.get(name, entry.default) for name, entry in entries.items()])


def validate_member(shape: Shape, value: Any, path: str, collector: ProblemCollector) -> Any:
    """Find everything that is wrong with the value of one member, and give it as it is kept."""
    if type(shape) is Structure:  # isinstance() on abstract classes is slow
        return validate(shape.cls, value, path, collector)
    if type(shape) is StructureList:
        return _inspect_blocks(shape, value, path, collector)
    return validated(shape, value, path, collector)


def _inspect_blocks(
    shape: StructureList, value: Any, path: str, collector: ProblemCollector
) -> Any:
    before = collector.ignored
    form = f'[{{{{"{members_of(shape.cls)[0].wire}": [{{}}]}}}}]'
    limits = {"low": shape.low, "high": shape.high}
    if not is_list(value, path, collector, what=shape.what, form=form, **limits):
        return None
    was_let_past = collector.ignored > before
    blocks = tuple(
        validate(shape.cls, block, item(path, index), collector)
        for index, block in enumerate(value)
    )
    return marked(blocks) if was_let_past else blocks


_ANSWERED = {"Status", "Readiness", "Stats", "CreatedAt", "LastUpdatedAt", "ResponseMetadata"}


def _without_secret(name: str, entries: Mapping[str, Member]) -> str:
    """Cut a name that begins with a secret's: a blank forgotten after a colon glues both."""
    for wire, entry in entries.items():
        if entry.shape.secret and name.startswith((f"{wire}:", f"{wire}=")):
            return wire + "..."
    return name


def _unknown(cls: type[Value], name: str, entries: Mapping[str, Member]) -> str:
    """Say what to do about a member that a class does not have."""
    if name.endswith("..."):
        return "is no member: write a blank between the colon and the value."
    if name in _ANSWERED:
        return "stands in answers only; leave it out, or read the answer as a Domain."
    hint = did_you_mean(name, entries)
    if not hint.endswith("?"):
        hint = f", which has {', '.join(entries)}."
    return f"is no member of {cls.__name__}{hint}"
