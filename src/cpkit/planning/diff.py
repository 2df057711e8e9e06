"""What is different between two settings."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from cpkit.display import Page, as_html, as_text, counted
from cpkit.display.frames import as_pandas, as_polars, columns_of
from cpkit.models.domain import Domain
from cpkit.models.settings import DomainSettings
from cpkit.planning.canonical import canonical, canonical_member, pruned
from cpkit.planning.changes import Change
from cpkit.planning.rendering import change_json, changes_section
from cpkit.problems import entry, item, member
from cpkit.schema.clear import CLEAR, Clear
from cpkit.schema.shapes import Shape, StringLists, Structure, StructureList, TagMap
from cpkit.schema.signatures import explained
from cpkit.schema.value import Value, members_of

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Changes", "Pair", "align", "changes_between", "diff"]


@attrs.frozen
class _Row:
    """A change as a row of a data frame, whose columns have one type each."""

    kind: str
    path: str
    before: str | None
    after: str | None
    moved_from: str | None


class Changes(tuple[Change, ...]):
    """Changes, as a tuple that tables can be made of, and that a notebook shows as one.

    Account ids and tag values are masked in texts and tables, as plans mask them.
    """

    __slots__ = ()

    def to_dicts(self, *, reveal: bool = False) -> list[dict[str, Any]]:
        """Return a dict for each change, with its values as JSON has them.

        Args:
            reveal: Whether to show account ids and tag values.
        """
        return [{"moved_from": None, **change_json(change, reveal=reveal)} for change in self]

    def to_text(self, *, colour: bool = False, reveal: bool = False) -> str:
        """Return a line for each change, as plans have them; an empty string where there is none.

        Args:
            colour: Whether to colour the lines, for terminals.
            reveal: Whether to show account ids and tag values.
        """
        page = Page("", (changes_section("", self, reveal=reveal),))
        return as_text(page, colour=colour).lstrip("\n")

    def to_pandas(self) -> "pd.DataFrame":
        """Return a pandas data frame with a row for each change; values are JSON texts.

        pandas is not a dependency of cpkit: install it where this is used.
        """
        return as_pandas(self._rows(), columns_of(_Row))

    def to_polars(self) -> "pl.DataFrame":
        """Return a Polars data frame with a row for each change, as `to_pandas` does."""
        return as_polars(self._rows(), columns_of(_Row))

    def _rows(self) -> Iterator[_Row]:
        for row in self.to_dicts():
            before, after = _text(row["before"]), _text(row["after"])
            yield _Row(row["kind"], row["path"], before, after, row["moved_from"])

    def _repr_html_(self) -> str:
        """Return a row for each change, account ids and tag values masked, as plans have them."""
        title = counted(len(self), "change")
        return as_html(Page(title, (changes_section("", self, reveal=False),)))


def _text(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


@explained
def diff(before: DomainSettings, after: DomainSettings) -> Changes:
    """Return what is different between two settings, down to the single rule, criterion and tag.

    What means the same is no difference, by a closed list: a disabled block and an absent one, the
    default schedule (Saturday 00:00) and none, empty members and absent ones, ``9:00`` and
    ``09:00``, and the order of the attributes in a rule or a criterion and of a selector's
    sub-types. The order of rules and of criteria counts, so one can be moved. `CLEAR` is something
    that one declares, and differs from a member that is left out.

    Args:
        before: What to begin with.
        after: What to end with.

    Returns:
        The changes, in the order of the members; none where both mean the same.

    Raises:
        TypeError: If an argument is not settings, but a `Domain`, for example.

    Example:
        >>> from cpkit import DomainSettings, diff
        >>> before = DomainSettings(domain_name="shop", default_expiration_days=366)
        >>> after = DomainSettings(domain_name="shop", default_expiration_days=90)
        >>> diff(before, after)
        (Change('DefaultExpirationDays', 366, 90),)
    """
    for given in (before, after):
        _check_settings(given)
    return changes_between(pruned(before), pruned(after))


def changes_between(before: DomainSettings, after: DomainSettings) -> Changes:
    """Return what is different between settings that are pruned already."""
    return Changes(_members(DomainSettings, before, after, ""))


def _check_settings(given: object) -> None:
    """Reject what has none of the members, and would be equal to anything."""
    if not isinstance(given, DomainSettings):
        advice = "; pass domain.settings" if isinstance(given, Domain) else ""
        raise TypeError(f"diff takes DomainSettings, not {type(given).__name__}{advice}")


def _members(
    cls: type[Value], before: Value | None, after: Value | None, path: str
) -> Iterator[Change]:
    for known in members_of(cls):
        old = getattr(before, known.field, None)
        new = getattr(after, known.field, None)
        if old != new and canonical_member(known, old) != canonical_member(known, new):
            yield from _value(known.shape, old, new, member(path, known.wire))


def _value(shape: Shape, old: Any, new: Any, path: str) -> Iterator[Change]:
    """Yield what is different below, or the whole where nothing below has a path."""
    if isinstance(shape, Structure):
        yield from _members(shape.cls, old, new, path)
    elif isinstance(shape, StructureList | StringLists):
        yield from _items(old or (), new or (), path)
    elif isinstance(shape, TagMap) and _have_paths(old) and _have_paths(new):
        yield from _tags(old or {}, new or {}, path)
    else:
        yield Change(path, old, new)


def _have_paths(tags: Mapping[str, str] | Clear | None) -> bool:
    """Return whether each tag has a path of its own: a path shows only so much of a long key."""
    if tags is CLEAR:
        return False
    return all(json.loads(entry("", key)[1:-1]) == key for key in tags or ())


def _tags(old: Mapping[str, str], new: Mapping[str, str], path: str) -> Iterator[Change]:
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key):
            yield Change(entry(path, key), old.get(key), new.get(key))


def _items(old: tuple[Any, ...], new: tuple[Any, ...], path: str) -> Iterator[Change]:
    compared = (canonical(old), canonical(new))
    for pair in align(*compared):
        if pair.after is None:
            place = pair.before or 0
            yield Change(item(path, place), old[place], None)
        elif pair.before is None:
            yield Change(item(path, pair.after), None, new[pair.after])
        else:
            is_same = compared[0][pair.before] == compared[1][pair.after]
            moved_from = item(path, pair.before) if is_same else None
            was, now = old[pair.before], new[pair.after]
            yield Change(item(path, pair.after), was, now, moved_from=moved_from)


@attrs.frozen
class Pair:
    """Where an item was and where it is; ``None`` where it was not or is not."""

    before: int | None
    """Its index in the list before."""
    after: int | None
    """Its index in the list after."""


def align(before: Sequence[Hashable], after: Sequence[Hashable]) -> tuple[Pair, ...]:
    """Return every item that is not simply where it was, in relation to the others.

    As few items as possible count as moved: an item that others were placed before is not, though
    its index is another.

    Args:
        before: The list before.
        after: The list after.

    Returns:
        What was removed, added, replaced at its place (both indices are there, and equal, but the
        items are not), or moved (both are there, and the items are equal).
    """
    same = _equal_items(before, after)
    stayed = set(_longest_rising(same))
    gone = set(range(len(before))) - {pair[0] for pair in same}
    new = set(range(len(after))) - {pair[1] for pair in same}
    replaced = gone & new
    pairs = [
        *(Pair(index, index) for index in replaced),
        *(Pair(index, None) for index in gone - replaced),
        *(Pair(None, index) for index in new - replaced),
        *(Pair(*pair) for pair in same if pair not in stayed),
    ]
    return tuple(sorted(pairs, key=_place))


def _place(pair: Pair) -> int:
    """Return an index to order by; of two with the same, what was removed stays first."""
    return (pair.before or 0) if pair.after is None else pair.after


def _equal_items(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return equal items in pairs: the first with the first, the second with the second."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in reversed(range(len(before))):
        places[before[index]].append(index)
    return [(places[item].pop(), index) for index, item in enumerate(after) if places.get(item)]


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs, ordered by their second, whose first rises as well."""
    firsts: list[int] = []  # where the best run of each length begins, backwards
    starts: list[tuple[int, int]] = []
    following: dict[tuple[int, int], tuple[int, int] | None] = {}
    for pair in reversed(pairs):
        length = bisect_left(firsts, -pair[0])
        following[pair] = starts[length - 1] if length else None
        firsts[length : length + 1] = [-pair[0]]
        starts[length : length + 1] = [pair]
    run: list[tuple[int, int]] = []
    pair_of_run = starts[-1] if starts else None
    while pair_of_run is not None:
        run.append(pair_of_run)
        pair_of_run = following[pair_of_run]
    return run
