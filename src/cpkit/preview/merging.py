"""What each group that merges becomes: which value wins, where it is from, what is lost."""

from functools import cached_property

import attrs
import numpy as np
import numpy.typing as npt
import polars as pl

from cpkit.preview.codes import Mask, Numbers
from cpkit.preview.lookup import PROFILE_ID, SOURCE, UPDATED
from cpkit.preview.readings import Evaluated, is_grouped
from cpkit.preview.recency import recency_keys
from cpkit.preview.whole import WholeTable, read_whole
from cpkit.problems import Problem

__all__ = ["Merged", "merge"]

Positions = npt.NDArray[np.intp]

VALUES_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "group": pl.UInt32,
    "profile_id": pl.String,
    "field": pl.String,
    "winner": pl.String,
    "winner_id": pl.String,
    "source": pl.String,
    "lost": pl.List(pl.String),
}

_PREFIX = "merged:"
"""How ids begin that are made up."""


class Merged:
    """What becomes of the profiles: those that merge are one record a group.

    A record has no id of the service's, for AWS does not document which profile survives: its id is
    made up, ``merged:`` before that of the group's first profile. Values that people have set by
    hand win at the service, and cannot be told from others here.

    `cpkit.preview.evaluate` takes it in place of profiles, with the same options as before: so one
    sees what a second pass would match.

    Example:
        >>> from cpkit import RuleBasedMatching, preview
        >>> rules = RuleBasedMatching(
        ...     enabled=True,
        ...     matching_rules=[["EmailAddress"]],
        ...     max_allowed_rule_level_for_matching=1,
        ...     max_allowed_rule_level_for_merging=1,
        ... )
        >>> people = [
        ...     {"ProfileId": "a", "EmailAddress": "jo@example.com", "City": "Ulm", "Day": 1},
        ...     {"ProfileId": "b", "EmailAddress": "jo@example.com", "City": "Bonn", "Day": 2},
        ... ]
        >>> merged = preview.evaluate(people, rules, updated="Day").merged()
        >>> merged.values.select("field", "winner", "lost").rows()
        [('City', 'Bonn', ['Ulm'])]
    """

    problems: tuple[Problem, ...]
    """What keeps it from being known which value wins, and what was done instead."""

    def __init__(self, members: "_Merging", problems: tuple[Problem, ...]) -> None:
        """Hold the order in which the members of groups win.

        Args:
            members: The groups.
            problems: What is not known of the order.
        """
        self._merging = members
        self.problems = problems

    @cached_property
    def records(self) -> pl.DataFrame:
        """A row a group that merges: its made-up id, and the winning value of each column."""
        return self._merging.records()

    @cached_property
    def values(self) -> pl.DataFrame:
        """A row a value that members of a group disagree on.

        Its columns are ``group``, ``profile_id`` (made up), ``field`` (the column's own name),
        ``winner``, ``winner_id`` (the profile that has it), ``source`` (of that profile; null where
        none was named) and ``lost`` (the other values). What all members agree on, or one alone
        has, is not in it, for nothing is lost of it.
        """
        return self._merging.values()

    @property
    def profiles(self) -> pl.LazyFrame:
        """All profiles that there are afterwards: those that did not merge, then the records."""
        return pl.concat([self._merging.untouched(), self.records.lazy()], how="diagonal")

    def __len__(self) -> int:
        """Return how many profiles there are afterwards."""
        return self._merging.count

    def __repr__(self) -> str:
        """Write how many profiles become how many."""
        return (
            f"<Merged: {len(self):,} profiles, of which {self._merging.groups:,} are records of "
            f"{len(self._merging.rows):,} that merged>"
        )


def merge(evaluated: Evaluated, numbers: Numbers) -> Merged:
    """Return what becomes of the profiles.

    Args:
        evaluated: What came of an evaluation.
        numbers: The number of each profile's group; 0 where it has none.

    Raises:
        ValidationError: The profiles cannot be read again, or the settings resolve conflicts in a
            way that is not known.
    """
    whole = read_whole(evaluated)
    leaders = evaluated.found.merging
    rows = np.flatnonzero(is_grouped(leaders)).astype(np.uint32)
    order, problems = _order(evaluated, whole, rows)
    in_order = leaders[rows][order]
    starts = np.flatnonzero(np.r_[True, in_order[1:] != in_order[:-1]][: len(rows)])
    places = np.zeros(len(rows), dtype=np.uint32)
    places[starts[1:]] = 1
    merging = _Merging(
        whole=whole,
        rows=rows,
        order=order,
        places=np.cumsum(places, dtype=np.uint32),
        starts=starts,
        numbers=numbers[in_order[starts]],
    )
    return Merged(merging, tuple(problems))


def _order(
    evaluated: Evaluated, whole: WholeTable, rows: Numbers
) -> tuple[Positions, list[Problem]]:
    """Return the members in the order of their groups, in each the one first whose values win."""
    keys, problems = recency_keys(
        evaluated.plan.declared.conflict_resolution,
        _read(whole, UPDATED, rows) if whole.updated else None,
        _read(whole, SOURCE, rows) if whole.source else None,
    )
    leaders = evaluated.found.merging[rows]
    order = np.lexsort([-np.arange(len(rows)), *keys, leaders.astype(np.int64)])
    return order, problems


def _read(whole: WholeTable, column: str, rows: Numbers) -> pl.Series:
    """Return a column of some profiles."""
    is_wanted = np.zeros(whole.table.count, dtype=np.bool_)
    is_wanted[rows] = True
    query = whole.table.frame.select(column).filter(pl.Series(is_wanted))
    return whole.table.collect(query).to_series()


@attrs.frozen(eq=False)
class _Column:
    """One column of the records."""

    name: str
    winners: pl.Series
    """The winning value of each group; null where no member has one."""
    conflicts: pl.DataFrame
    """The groups whose members have several values: the group's place, the winning member, and the
    values that are lost."""


@attrs.frozen(eq=False, slots=False)
class _Merging:
    """The members of groups that merge, and the order in which their values win."""

    whole: WholeTable
    """The profiles."""
    rows: Numbers
    """The members, in the order of the profiles."""
    order: Positions
    """The members group by group, in each the one first whose values win."""
    places: Numbers
    """The place of each one's group among groups, in this order."""
    starts: Positions
    """Where each group begins."""
    numbers: Numbers
    """Each group's number in the preview."""

    @property
    def groups(self) -> int:
        """How many groups merge."""
        return len(self.starts)

    @property
    def count(self) -> int:
        """How many profiles there are afterwards."""
        return self.whole.table.count - len(self.rows) + self.groups

    @cached_property
    def _ids(self) -> pl.Series:
        """The members' ids."""
        return _read(self.whole, PROFILE_ID, self.rows).cast(pl.String)

    @cached_property
    def _made_up(self) -> pl.Series:
        """A made-up id for each group."""
        firsts = np.minimum.reduceat(self.order, self.starts) if self.groups else self.starts
        return _PREFIX + self._ids.gather(firsts)

    @cached_property
    def _columns(self) -> tuple[_Column, ...]:
        """The columns of the records, each read once."""
        groups = np.empty(len(self.rows), dtype=np.uint32)
        groups[self.order] = self.places
        return tuple(self._column(name, groups) for name in self.whole.names)

    def _column(self, name: str, groups: Numbers) -> _Column:
        """Return what becomes of one column.

        Args:
            name: The column.
            groups: The place of each member's group, in the order of the profiles.
        """
        texts = _read(self.whole, name, self.rows)
        given: Mask = (texts.str.len_bytes() > 0).fill_null(value=False).to_numpy()
        holders = np.flatnonzero(given[self.order])
        winners = np.full(self.groups, -1, dtype=np.intp)
        # Of several the first is written last.
        winners[self.places[holders][::-1]] = self.order[holders[::-1]]
        first = pl.DataFrame({"text": texts.gather(np.maximum(winners, 0)), "row": winners})
        winning = first.select(pl.when(pl.col("row") >= 0).then("text")).to_series()
        holders = np.flatnonzero(given)
        differs = (texts.gather(holders) != winning.gather(groups[holders])).to_numpy()
        rows = holders[differs]
        rows = rows[np.argsort(groups[rows], kind="stable")]
        lost = (
            pl.LazyFrame({"place": groups[rows], "lost": texts.gather(rows)})
            .group_by("place", maintain_order=True)
            .agg(pl.col("lost").unique(maintain_order=True))
            .collect()
        )
        members = pl.Series("winner", winners[lost["place"].to_numpy()])
        return _Column(name, winning, lost.insert_column(1, members))

    def records(self) -> pl.DataFrame:
        """Return the records."""
        own = self._made_up.alias(self.whole.profile_id)
        return pl.DataFrame([own, *(one.winners.alias(one.name) for one in self._columns)])

    def untouched(self) -> pl.LazyFrame:
        """Return the profiles that do not merge."""
        is_left = np.ones(self.whole.table.count, dtype=np.bool_)
        is_left[self.rows] = False
        own = pl.col(PROFILE_ID).cast(pl.String).alias(self.whole.profile_id)
        return self.whole.table.frame.filter(pl.Series(is_left)).select(own, *self.whole.names)

    def values(self) -> pl.DataFrame:
        """Return the values that members disagree on."""
        aside = {self.whole.updated, self.whole.source}
        sources = (
            None
            if self.whole.source is None
            else _read(self.whole, SOURCE, self.rows).cast(pl.String)
        )
        frames = [self._conflicts(one, sources) for one in self._columns if one.name not in aside]
        return pl.concat([pl.DataFrame(schema=VALUES_SCHEMA), *frames]).sort(
            "group", "profile_id", maintain_order=True
        )

    def _conflicts(self, column: _Column, sources: pl.Series | None) -> pl.DataFrame:
        """Return the groups whose members have several values in one column."""
        places, members, lost = column.conflicts
        return pl.DataFrame(
            {
                "group": self.numbers[places.to_numpy()],
                "profile_id": self._made_up.gather(places),
                "field": pl.repeat(column.name, len(places), eager=True),
                "winner": column.winners.gather(places),
                "winner_id": self._ids.gather(members),
                "source": None if sources is None else sources.gather(members),
                "lost": lost,
            },
            schema=VALUES_SCHEMA,
        )
