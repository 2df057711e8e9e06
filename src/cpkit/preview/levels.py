"""Levels: what each rule matches, and the groups that come of it.

As AWS's guide has it: the rules are tried in their order. Two profiles match by a rule where the
values of all its attributes are identical; sub-types of one type are alternatives. Where each value
is held by more than 500 profiles no match is attempted.

No pairs are made. Profiles with the same key are tied to the least of them, so that k profiles cost
k - 1 ties.
"""

from collections.abc import Callable, Iterator
from typing import Literal

import attrs
import numpy as np

from cpkit.preview.codes import MISSING, Coded, Mask, Numbers, code_tuples
from cpkit.preview.components import follow, separate, unite
from cpkit.preview.fields import FieldPlan, Rule

__all__ = [
    "CodedFields",
    "Evaluation",
    "Grouping",
    "LevelCounts",
    "count_tied_through_others",
    "evaluate_levels",
]

Grouping = Literal["waterfall", "transitive"]
CodedFields = dict[str, tuple[Coded, ...]]


@attrs.frozen
class LevelCounts:
    """What one rule matches."""

    alone: int
    """How many profiles the rule would match if it were the only one."""
    adds: int
    """How many of them no earlier level has matched."""
    left_out: int
    """How many more it would match alone if no value were too common."""


@attrs.frozen(eq=False)
class Evaluation:
    """The groups that rules make of profiles."""

    leaders: Numbers
    """For each profile the least one of its group; itself where it has matched nothing."""
    merging: Numbers
    """The same, of the levels alone that merge."""
    levels: "np.ndarray[tuple[int], np.dtype[np.uint8]]"
    """For each profile the lowest level at which it matched; 0 where it has matched nothing."""
    counts: tuple[LevelCounts, ...]
    """What each rule matches, by level."""


def evaluate_levels(
    plan: FieldPlan,
    coded: CodedFields,
    count: int,
    *,
    grouping: Grouping,
    on_level: Callable[[int], None] = lambda _: None,
) -> Evaluation:
    """Try the rules in their order.

    Args:
        plan: The rules.
        coded: The coded fields of each attribute.
        count: The number of profiles.
        grouping: Whether a profile that matched leaves the pool (``"waterfall"``), or is tied to
            all that it matches at any level (``"transitive"``).
        on_level: Called before each level with its number.

    Returns:
        The groups.
    """
    leaders = separate(count)
    levels = np.zeros(count, dtype=np.uint8)
    merging = leaders.copy() if plan.merging_level == 0 else leaders
    counts: list[LevelCounts] = []
    for rule in plan.rules:
        on_level(rule.level)
        level = _Level(count, None if grouping == "transitive" else levels == 0)
        for rows, keys in _keys(rule, coded, is_many_to_many=plan.is_many_to_many):
            level.add(rows, keys)
        for one, other in level.ties:
            unite(leaders, one, other)
        is_new = level.has_matched & (levels == 0)
        levels[is_new] = rule.level
        follow(leaders, np.flatnonzero(is_new if grouping == "waterfall" else levels > 0))
        counts.append(
            LevelCounts(
                alone=int(level.matches_alone.sum()),
                adds=int(is_new.sum()),
                left_out=_left_out(rule, coded, plan, level.matches_alone),
            )
        )
        if rule.level == plan.merging_level:
            merging = leaders.copy()
    return Evaluation(leaders, merging, levels, tuple(counts))


class _Level:
    """What one level matches, as its keys come in."""

    def __init__(self, count: int, pool: Mask | None) -> None:
        """Begin with nothing.

        Args:
            count: The number of profiles.
            pool: The profiles that no earlier level has matched; ``None`` where all take part.
        """
        self.pool = pool
        self.matches_alone: Mask = np.zeros(count, dtype=np.bool_)
        self.has_matched: Mask = (
            self.matches_alone if pool is None else np.zeros(count, dtype=np.bool_)
        )
        self.ties: list[tuple[Numbers, Numbers]] = []

    def add(self, rows: Numbers, keys: Numbers) -> None:
        """Tie profiles that have the same key, among all and among those of the pool."""
        one, other = _ties(rows, keys)
        self.matches_alone[one] = True
        self.matches_alone[other] = True
        if self.pool is not None:
            is_left = self.pool[rows]
            one, other = _ties(rows[is_left], keys[is_left])
            self.has_matched[one] = True
            self.has_matched[other] = True
        self.ties.append((one, other))


def _ties(rows: Numbers, keys: Numbers) -> tuple[Numbers, Numbers]:
    """Return each profile that shares a key with another, and one that all with this key have."""
    if not len(rows):
        return rows, rows
    centres = np.empty(int(keys.max()) + 1, dtype=np.uint32)
    centres[keys] = rows  # of several profiles with one key, the last stays
    centre = centres[keys]
    is_other = centre != rows
    return rows[is_other], centre[is_other]


def _keys(
    rule: Rule, coded: CodedFields, *, is_many_to_many: bool, common_alone: bool = False
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield profiles and their keys; equal keys of one pair of arrays mean a match."""
    columns = (
        [coded[name][place] for name, place in zip(rule.attributes, places, strict=True)]
        for places in rule.combinations
    )
    # The attributes of all combinations in one order: what differs most sorts out the most.
    order = sorted(
        range(len(rule.attributes)),
        key=lambda place: -sum(column.distinct for column in coded[rule.attributes[place]]),
    )
    entries = (
        _entries([chosen[place] for place in order], common_alone=common_alone)
        for chosen in columns
    )
    if is_many_to_many:  # a key of one combination matches the same key of another
        collected = list(entries)
        together = [np.concatenate(arrays) for arrays in zip(*collected, strict=True)]
        yield code_tuples(together[1:], together[0])
    else:
        for rows, *codes in entries:
            yield code_tuples(codes, rows)


def _entries(columns: list[Coded], *, common_alone: bool) -> list[Numbers]:
    """Return the profiles that can match by these columns, and their codes in each."""
    is_taken = columns[0].codes != MISSING
    for column in columns[1:]:
        is_taken &= column.codes != MISSING
    is_common = _is_common(columns)
    if is_common is not None:
        is_taken &= is_common if common_alone else ~is_common
    elif common_alone:
        is_taken[:] = False
    rows = np.flatnonzero(is_taken).astype(np.uint32)
    return [rows, *(column.codes[rows] for column in columns)]


def _is_common(columns: list[Coded]) -> Mask | None:
    """Return where the values of all columns are too common; ``None`` where that is nowhere."""
    masks = [column.is_common for column in columns if column.is_common is not None]
    if len(masks) < len(columns):
        return None
    everywhere: Mask = np.logical_and.reduce(masks)
    return everywhere


def _left_out(rule: Rule, coded: CodedFields, plan: FieldPlan, matches_alone: Mask) -> int:
    """Count profiles that match by keys alone in which each value is too common."""
    if all(column.is_common is None for name in rule.attributes for column in coded[name]):
        return 0
    level = _Level(len(matches_alone), None)
    for rows, keys in _keys(rule, coded, is_many_to_many=plan.is_many_to_many, common_alone=True):
        level.add(rows, keys)
    return int((level.matches_alone & ~matches_alone).sum())


def count_tied_through_others(plan: FieldPlan, coded: CodedFields, found: Evaluation) -> int:
    """Return how many profiles are in groups that no single key holds together.

    Args:
        plan: The rules.
        coded: The coded fields of each attribute.
        found: The groups, by waterfall: each is of one level.
    """
    sizes = np.bincount(found.leaders, minlength=len(found.leaders))
    is_tied_by_one = sizes == 1
    for rule in plan.rules:
        matched = found.levels == rule.level
        for rows, keys in _keys(rule, coded, is_many_to_many=plan.is_many_to_many):
            is_here = matched[rows]
            # A profile can have one key by several sub-types.
            pairs = np.unique((keys[is_here].astype(np.uint64) << np.uint64(32)) | rows[is_here])
            key_of, row_of = (pairs >> np.uint64(32)).astype(np.uint32), pairs.astype(np.uint32)
            holders = np.bincount(key_of, minlength=1)[key_of]
            leaders = found.leaders[row_of]
            is_tied_by_one[leaders[holders == sizes[leaders]]] = True
    return int((~is_tied_by_one[found.leaders]).sum())
