"""What is different between two settings."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cpkit.display import Page, as_html, counted
from cpkit.models.domain import Domain
from cpkit.models.settings import DomainSettings
from cpkit.planning.alignment import align
from cpkit.planning.changes import Change
from cpkit.planning.rendering import changes_section
from cpkit.problems import entry, item, member
from cpkit.schema.clear import CLEAR, Clear
from cpkit.schema.shapes import Shape, StringLists, Structure, StructureList, TagMap
from cpkit.schema.value import Value, members_of

__all__ = ["Changes", "diff", "is_hollow"]


class Changes(tuple[Change, ...]):
    """Hold changes as any tuple does; a notebook shows them as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Write a row for each change, account ids and tag values masked, as plans have them."""
        title = counted(len(self), "change")
        return as_html(Page(title, (changes_section("", self, reveal=False),)))


def diff(before: DomainSettings, after: DomainSettings) -> tuple[Change, ...]:
    """List what is different between two settings, down to the single rule, criterion and tag.

    It compares exactly: a member that is left out differs from any value. Rules are a list whose
    order is meaning, so one can be moved. What a plan changes is another matter: it leaves alone
    what is left out.

    Args:
        before: What to begin with.
        after: What to end with.

    Returns:
        The changes, in the order of the members; none where the settings are equal.

    Raises:
        TypeError: If it is given anything but settings, such as what the service answered.

    Example:
        >>> from cpkit import DomainSettings, diff
        >>> before = DomainSettings(domain_name="shop", default_expiration_days=366)
        >>> after = DomainSettings(domain_name="shop", default_expiration_days=90)
        >>> diff(before, after)
        (Change('DefaultExpirationDays', 366, 90),)
    """
    for given in (before, after):
        _refuse_other(given)
    return Changes(_members(DomainSettings, before, after, ""))


def _refuse_other(given: object) -> None:
    """Refuse what has none of the members, and would be equal to anything."""
    if not isinstance(given, DomainSettings):
        advice = ": give domain.settings" if isinstance(given, Domain) else ""
        raise TypeError(f"diff takes DomainSettings, not {type(given).__name__}{advice}")


def is_hollow(value: object) -> bool:
    """Tell whether there is nothing in a value: nothing to list one by one."""
    if value is None or value == ():
        return True
    if isinstance(value, Value):
        return all(getattr(value, known.field) is None for known in members_of(type(value)))
    return isinstance(value, Mapping) and not value


def _members(
    cls: type[Value], before: Value | None, after: Value | None, path: str
) -> Iterator[Change]:
    for known in members_of(cls):
        old = getattr(before, known.field, None)
        new = getattr(after, known.field, None)
        if old != new:
            yield from _value(known.shape, old, new, member(path, known.wire))


def _value(shape: Shape, old: Any, new: Any, path: str) -> Iterator[Change]:
    """List what is below, or the whole where one side has nothing below."""
    is_listed = isinstance(shape, Structure | StructureList | StringLists) or (
        isinstance(shape, TagMap) and _have_paths(old) and _have_paths(new)
    )
    if not is_listed or (new is not None and is_hollow(new)) or (new is None and is_hollow(old)):
        yield Change(path, old, new)
    elif isinstance(shape, Structure):
        yield from _members(shape.cls, old, new, path)
    elif isinstance(shape, TagMap):
        yield from _tags(old or {}, new or {}, path)
    else:
        yield from _items(old or (), new or (), path)


def _have_paths(tags: Mapping[str, str] | Clear | None) -> bool:
    """Tell whether each tag has a path of its own: a path shows only so much of a long key."""
    if tags is CLEAR:
        return False
    return all(json.loads(entry("", key)[1:-1]) == key for key in tags or ())


def _tags(old: Mapping[str, str], new: Mapping[str, str], path: str) -> Iterator[Change]:
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key):
            yield Change(entry(path, key), old.get(key), new.get(key))


def _items(old: tuple[Any, ...], new: tuple[Any, ...], path: str) -> Iterator[Change]:
    for pair in align(old, new):
        was = None if pair.before is None else old[pair.before]
        now = None if pair.after is None else new[pair.after]
        if pair.after is None:
            yield Change(item(path, pair.before or 0), was, None)
        elif was is not None and was == now:
            yield Change(item(path, pair.after), was, now, moved_from=item(path, pair.before or 0))
        else:
            yield Change(item(path, pair.after), was, now)
