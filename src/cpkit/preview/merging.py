"""What each group that merges becomes: which value wins, where it is from, what is lost."""

from functools import cached_property

import numpy as np
import polars as pl

from cpkit.display import counted
from cpkit.preview.codes import Numbers
from cpkit.preview.lookup import SOURCE, UPDATED
from cpkit.preview.readings import Evaluated, is_grouped
from cpkit.preview.recency import recency_keys
from cpkit.preview.whole import WholeTable, read_whole
from cpkit.preview.winners import Winners
from cpkit.problems import Problem

__all__ = ["Merged", "merge"]


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

    def __init__(self, winners: Winners, problems: tuple[Problem, ...]) -> None:
        """Hold the order in which the members of groups win.

        Args:
            winners: The groups.
            problems: What is not known of the order.
        """
        self._winners = winners
        self.problems = problems

    @cached_property
    def records(self) -> pl.DataFrame:
        """A row a group that merges: its made-up id, and the winning value of each column."""
        return self._winners.records()

    @cached_property
    def values(self) -> pl.DataFrame:
        """A row a value that members of a group disagree on.

        Its columns are ``group``, ``profile_id`` (made up), ``field`` (the column's own name),
        ``winner``, ``winner_id`` (the profile that has it), ``source`` (of that profile; null where
        none was named) and ``lost`` (the other values). What all members agree on, or one alone
        has, is not in it, for nothing is lost of it.
        """
        return self._winners.values()

    @property
    def profiles(self) -> pl.LazyFrame:
        """All profiles that there are afterwards: those that did not merge, then the records."""
        return pl.concat([self._winners.untouched(), self.records.lazy()], how="diagonal")

    def __len__(self) -> int:
        """Return how many profiles there are afterwards."""
        return self._winners.count

    def __repr__(self) -> str:
        """Write how many profiles become how many."""
        return (
            f"<Merged: {counted(len(self), 'profile')}, of which {self._winners.groups:,} are "
            f"records of {len(self._winners.rows):,} that merged>"
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
    winners = Winners(
        whole=whole,
        rows=rows,
        order=order,
        places=np.cumsum(places, dtype=np.uint32),
        starts=starts,
        numbers=numbers[in_order[starts]],
    )
    return Merged(winners, tuple(problems))


def _order(evaluated: Evaluated, whole: WholeTable, rows: Numbers) -> tuple[Numbers, list[Problem]]:
    """Return the members in the order of their groups, in each the one first whose values win."""
    keys, problems = recency_keys(
        evaluated.plan.declared.conflict_resolution,
        whole.table.take(rows, UPDATED).to_series() if whole.updated else None,
        whole.table.take(rows, SOURCE).to_series() if whole.source else None,
    )
    leaders = evaluated.found.merging[rows]
    order = np.lexsort([-np.arange(len(rows)), *keys, leaders.astype(np.int64)])
    return order.astype(np.uint32), problems
