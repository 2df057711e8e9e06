"""What differs between the groups of two sets of rules."""

from functools import cached_property
from typing import TYPE_CHECKING, Literal

import attrs
import numpy as np
import polars as pl

from cpkit.errors import ValidationError
from cpkit.preview.codes import Numbers
from cpkit.preview.complaints import problem
from cpkit.preview.lookup import fields_of
from cpkit.preview.questions import checked_count
from cpkit.preview.readings import Evaluated, count_vanishing
from cpkit.preview.rereading import check_same, read_fields
from cpkit.schema.signatures import explained_methods

if TYPE_CHECKING:
    from cpkit.preview.report import Preview

__all__ = ["Change", "Comparison", "Side"]

Change = Literal["new", "gone", "split", "fused"]
CHANGES: tuple[Change, ...] = ("new", "gone", "split", "fused")


@attrs.frozen(eq=False)
class Side:
    """One of two previews that are compared."""

    preview: "Preview"
    """The preview."""
    evaluated: Evaluated
    """What came of its evaluation."""
    numbers: Numbers
    """The number of each profile's group; 0 where it has none."""


@explained_methods
class Comparison:
    """What differs between the groups of two previews of the same profiles.

    A group is *new* where none of its members was in a group before, and *gone* where none is in
    one afterwards. One is *split* where its members are no longer all together, and *fused* where
    its members were not all together before. So one group of before can be split, and what its
    members come into fused.

    Example:
        >>> from cpkit import RuleBasedMatching, preview
        >>> def by(*attributes: str) -> RuleBasedMatching:
        ...     return RuleBasedMatching(
        ...         enabled=True,
        ...         matching_rules=[attributes],
        ...         max_allowed_rule_level_for_matching=1,
        ...         max_allowed_rule_level_for_merging=1,
        ...     )
        >>> people = [
        ...     {"ProfileId": "a", "FirstName": "Jo", "LastName": "Doe"},
        ...     {"ProfileId": "b", "FirstName": "Jo", "LastName": "Doe"},
        ...     {"ProfileId": "c", "FirstName": "Jo", "LastName": "Roe"},
        ... ]
        >>> compared = preview.evaluate(people, by("FirstName")).compare(
        ...     by("FirstName", "LastName")
        ... )
        >>> compared.pairs_lost, compared.groups["change"].to_list()
        (2, ['split'])
    """

    before: "Preview"
    """The preview that was asked."""
    after: "Preview"
    """The other one."""

    def __init__(self, before: Side, after: Side) -> None:
        """Hold two groupings of the same profiles.

        Args:
            before: The preview that was asked.
            after: The other one.

        Raises:
            ValidationError: They are not of the same profiles.
        """
        check_same(before.evaluated.table, after.evaluated.table)
        self.before, self.after = before.preview, after.preview
        self._evaluated = before.evaluated, after.evaluated
        self._sides = before.numbers, after.numbers

    @cached_property
    def _cells(self) -> pl.DataFrame:
        """How many profiles are in one group before and in one after; 0 for no group."""
        before, after = self._sides
        is_in_either = (before > 0) | (after > 0)
        pairs = pl.LazyFrame({"before": before[is_in_either], "after": after[is_in_either]})
        return pairs.group_by("before", "after").agg(pl.len().alias("profiles")).collect()

    @property
    def vanishing(self) -> tuple[int, int]:
        """How many profiles would vanish in others, before and after."""
        before, after = (count_vanishing(one.found.merging) for one in self._evaluated)
        return before, after

    @property
    def pairs_gained(self) -> int:
        """How many pairs of profiles are in one group afterwards that were not before."""
        return self._pairs("after") - self._pairs("before", "after")

    @property
    def pairs_lost(self) -> int:
        """How many pairs of profiles are in one group before that are not afterwards."""
        return self._pairs("before") - self._pairs("before", "after")

    def _pairs(self, *sides: str) -> int:
        """Return how many pairs of profiles share a group, counted from the groups' sizes."""
        is_grouped = pl.all_horizontal(pl.col(side) > 0 for side in sides)
        sizes = self._cells.filter(is_grouped).group_by(sides).agg(pl.col("profiles").sum())
        size = pl.col("profiles").cast(pl.UInt64)
        return int(sizes.select((size * (size - 1) // 2).sum()).item())

    @cached_property
    def groups(self) -> pl.DataFrame:
        """A row a group that changes: ``change``, ``group``, ``size``, ``parts``.

        A group that is gone or split has its number in `before`, one that is new or fused that in
        `after`. ``parts`` is the number of groups, and of profiles without one, that its members
        are in on the other side.
        """
        frames = [
            self._changed(side, other, *names)
            for side, other, *names in (
                ("after", "before", "new", "fused"),
                ("before", "after", "gone", "split"),
            )
        ]
        order = pl.col("change").cast(pl.Enum(CHANGES))
        found = pl.concat(frames).sort(order, "size", "group", descending=[False, True, False])
        return found.select("change", "group", "size", "parts")

    def _changed(self, side: str, other: str, none_left: str, several: str) -> pl.DataFrame:
        """Return the groups of one side that are not the same on the other."""
        has_group = pl.col(other) > 0
        parts = has_group.sum() + pl.col("profiles").filter(~has_group).sum()
        return (
            self._cells.filter(pl.col(side) > 0)
            .group_by(side)
            .agg(
                pl.col("profiles").sum().cast(pl.UInt32).alias("size"),
                parts.cast(pl.UInt32).alias("parts"),
                pl.when(~has_group.any())
                .then(pl.lit(none_left))
                .otherwise(pl.lit(several))
                .alias("change"),
            )
            .filter(pl.col("parts") > 1)
            .rename({side: "group"})
        )

    @cached_property
    def counts(self) -> pl.DataFrame:
        """A row a change: ``change``, ``groups``, ``profiles``."""
        counted = self.groups.group_by("change").agg(
            pl.len().cast(pl.UInt32).alias("groups"),
            pl.col("size").sum().cast(pl.UInt32).alias("profiles"),
        )
        every = pl.DataFrame({"change": CHANGES}).with_row_index("place")
        joined = every.join(counted, on="change", how="left").sort("place").drop("place")
        return joined.with_columns(pl.col("groups", "profiles").fill_null(0))

    def sample(self, change: Change, n: int = 5, seed: int = 0) -> pl.DataFrame:
        """Return all members of some groups that change in one way, drawn by chance.

        Args:
            change: ``"new"``, ``"gone"``, ``"split"`` or ``"fused"``.
            n: How many groups are drawn, if there are so many.
            seed: What the draw depends on; the same gives the same groups.

        Returns:
            A row a member: ``group``, ``profile_id``, ``before`` and ``after`` (the numbers of its
            groups; null where it has none), and the fields that either's rules read.
        """
        if change not in CHANGES:
            names = ", ".join(map(repr, CHANGES))
            raise ValidationError(
                [problem("option", "change", f"must be one of {names}, not {change!r}.")]
            )
        there = self.groups.filter(pl.col("change") == change)["group"].sort()
        size = min(checked_count("n", n), len(there))
        chosen = np.random.default_rng(seed).choice(there, size=size, replace=False)
        side = self._sides[change in {"new", "fused"}]
        rows = np.flatnonzero(np.isin(side, chosen) & (side > 0)).astype(np.uint32)
        numbers = pl.DataFrame(
            {
                "group": side[rows],
                "before": self._sides[0][rows],
                "after": self._sides[1][rows],
            }
        )
        first, second = (
            read_fields(one.table, tuple(fields_of(one.plan)), rows) for one in self._evaluated
        )
        texts = first.hstack(second.select(pl.exclude(first.columns)))
        found = numbers.with_columns(pl.col("before", "after").replace(0, None))
        joined = pl.concat([found, texts], how="horizontal").sort("group", maintain_order=True)
        return joined.select("group", "profile_id", pl.exclude("group", "profile_id"))

    def __str__(self) -> str:
        """Return how many groups changed, how many pairs were gained and lost, and what merges."""
        before, after = self.vanishing
        counts = (f"{row[1]:,} {row[0]}" for row in self.counts.iter_rows())
        return (
            f"Groups: {', '.join(counts)}\n"
            f"Pairs of profiles: {self.pairs_gained:,} gained, {self.pairs_lost:,} lost\n"
            f"Profiles that would vanish: {before:,} before, {after:,} after"
        )

    def __repr__(self) -> str:
        """Return what is compared, and how much changed."""
        return f"<Comparison: {self.groups.height:,} groups differ>"
