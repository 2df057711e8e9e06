"""The precise way from a wire document to checked settings: it finds everything that is wrong.

What is plainly right never comes here: `cpkit.wire.readers` has taken it. Both ways ask the same
kinds, so that a limit is written once.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from cpkit.models import checks
from cpkit.models.checks import Findings, did_you_mean
from cpkit.models.kinds import Block, Blocks, Kind, is_list, wrong_type
from cpkit.models.let_past import marked
from cpkit.models.plain import is_map
from cpkit.models.value import Member, Value, inspected, members_of
from cpkit.problems import item, member

__all__ = ["inspect", "inspect_member"]

_Value = TypeVar("_Value", bound=Value)


def inspect(cls: type[_Value], given: Any, path: str, findings: Findings) -> _Value | None:
    """Walk a document in its own order and find everything that is wrong with it.

    Args:
        cls: What to read.
        given: The document, or the part of it at `path`.
        path: Where the part stands.
        findings: Takes what is found.

    Returns:
        The object, to be used where nothing was found; ``None`` where there can be none.
    """
    if not is_map(given):
        wrong_type(findings, path or "document", "a map of members", given)
        return None
    entries = {entry.wire: entry for entry in members_of(cls)}
    for entry in entries.values():
        if entry.is_required and entry.wire not in given:
            findings.add(checks.REQUIRED, member(path, entry.wire), "is required; add it.")
    values: dict[str, Any] = {}
    for name, value in given.items():
        known = entries.get(name)
        if known is not None:
            values[name] = inspect_member(known.kind, value, member(path, name), findings)
        elif findings.unknown_members is not None:
            findings.unknown_members.append(member(path, str(name)))
        else:
            shown = _without_secret(str(name), entries)
            findings.add(checks.UNKNOWN_MEMBER, member(path, shown), _unknown(cls, shown, entries))
    return cls.filled([values.get(name, entry.default) for name, entry in entries.items()])


def inspect_member(kind: Kind, value: Any, path: str, findings: Findings) -> Any:
    """Find everything that is wrong with the value of one member, and give it as it is kept."""
    if type(kind) is Block:  # isinstance() on abstract classes is slow
        return inspect(kind.cls, value, path, findings)
    if type(kind) is Blocks:
        return _inspect_blocks(kind, value, path, findings)
    return inspected(kind, value, path, findings)


def _inspect_blocks(kind: Blocks, value: Any, path: str, findings: Findings) -> Any:
    before = findings.let_past
    form = f'[{{{{"{members_of(kind.cls)[0].wire}": [{{}}]}}}}]'
    limits = {"low": kind.low, "high": kind.high}
    if not is_list(value, path, findings, what=kind.what, form=form, **limits):
        return None
    was_let_past = findings.let_past > before
    blocks = tuple(
        inspect(kind.cls, block, item(path, index), findings) for index, block in enumerate(value)
    )
    return marked(blocks) if was_let_past else blocks


_ANSWERED = {"Status", "Readiness", "Stats", "CreatedAt", "LastUpdatedAt", "ResponseMetadata"}


def _without_secret(name: str, entries: Mapping[str, Member]) -> str:
    """Cut a name that begins with a secret's: a blank forgotten after a colon glues both."""
    for wire, entry in entries.items():
        if entry.kind.secret and name.startswith((f"{wire}:", f"{wire}=")):
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
