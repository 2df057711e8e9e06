"""Changes put back onto settings: what `diff` found, done. Laws are stated with it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from cpkit.models.settings import DomainSettings
from cpkit.planning.changes import Change
from cpkit.problems import item, member
from cpkit.schema.frozen import Tags
from cpkit.schema.shapes import Shape, Structure, TagMap
from cpkit.schema.value import Value, members_of

__all__ = ["patch"]


def patch(before: DomainSettings, changes: Iterable[Change]) -> DomainSettings:
    """Do what changes say: ``patch(a, diff(a, b))`` is ``b``.

    Nothing is checked: what settings hold has been, and `ignore_checks` may have let it past.

    Args:
        before: What the changes begin with.
        changes: What to do, as `diff` lists it.

    Returns:
        The settings with the changes.
    """
    values = _members(DomainSettings, before, "", tuple(changes))
    return DomainSettings.filled(values)


def _members(
    cls: type[Value], value: Value | None, path: str, changes: tuple[Change, ...]
) -> list[Any]:
    return [
        _value(known.shape, getattr(value, known.field, None), member(path, known.wire), changes)
        for known in members_of(cls)
    ]


def _value(shape: Shape, old: Any, path: str, changes: tuple[Change, ...]) -> Any:
    whole = [change for change in changes if change.path == path]
    if whole:
        return whole[-1].after
    below = tuple(change for change in changes if change.path.startswith((f"{path}.", f"{path}[")))
    if not below:
        return old
    if isinstance(shape, Structure):
        values = _members(shape.cls, old, path, below)
        return None if values.count(None) == len(values) else shape.cls.filled(values)
    return _tags(old, path, below) if isinstance(shape, TagMap) else _items(old, path, below)


def _tags(old: Mapping[str, str] | None, path: str, changes: tuple[Change, ...]) -> Tags | None:
    tags: dict[str, object] = {**(old or {})}
    for change in changes:
        tags[_key(change.path, path)] = change.after
    kept = {key: str(value) for key, value in tags.items() if value is not None}
    return Tags(kept) if kept else None


def _key(place: str, path: str) -> str:
    """Read the key of a map's entry back from its path."""
    return str(json.loads(place[len(path) + 1 : -1]))


def _items(old: Any, path: str, changes: tuple[Change, ...]) -> tuple[Any, ...] | None:
    gone = {change.moved_from or change.path for change in changes if change.before is not None}
    items: list[object] = [
        value for index, value in enumerate(old or ()) if item(path, index) not in gone
    ]
    # Ascending, so that each index is the final one when it is filled.
    placed = {_index(change.path): change.after for change in changes if change.after is not None}
    for index in sorted(placed):
        items.insert(index, placed[index])
    return tuple(items) or None


def _index(place: str) -> int:
    """Read the index of a list's item back from its path."""
    return int(place[place.rindex("[") + 1 : -1])
