"""What a preview reports: frames of levels, groups, members, and what stands beside them."""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from cpkit.models import RuleBasedMatching
from cpkit.preview.coding import CodedAttribute
from cpkit.preview.fields import FieldPlan
from cpkit.preview.levels import Evaluation
from cpkit.preview.profiles import ProfileTable
from cpkit.preview.readings import Readings

if TYPE_CHECKING:
    from cpkit.preview.codes import Numbers

__all__ = ["Preview"]


class Preview:
    """What rules would match in a set of profiles, and what of it would merge."""

    def __init__(
        self,
        rules: RuleBasedMatching,
        readings: Readings,
        plan: FieldPlan,
        table: ProfileTable,
        coded: dict[str, CodedAttribute],
        evaluation: Evaluation,
    ) -> None:
        """Hold an evaluation.

        Args:
            rules: The rules, as declared.
            readings: How the guide was read.
            plan: The rules and the fields that they read.
            table: The profiles.
            coded: What the rules compared, by attribute.
            evaluation: The groups.
        """
        self._rules = rules
        self._readings = readings
        self._plan = plan
        self._table = table
        self._coded = coded
        self._evaluation = evaluation

    @cached_property
    def _members(self) -> "tuple[Numbers, Numbers, Numbers]":
        """The matched profiles, the number of each one's group from 1, and the groups' leaders."""
        found = self._evaluation
        rows = np.flatnonzero(found.levels).astype(np.uint32)
        is_leader = np.zeros(len(found.levels), dtype=np.bool_)
        leaders = found.leaders[rows]
        is_leader[leaders] = True
        numbers = np.cumsum(is_leader, dtype=np.uint32)
        return rows, numbers[leaders], np.flatnonzero(is_leader).astype(np.uint32)

    @cached_property
    def groups(self) -> pl.DataFrame:
        """A row a group: ``group``, ``level``, ``size``, ``merges``."""
        rows, numbers, leaders = self._members
        levels = np.zeros(len(leaders), dtype=np.uint8)
        member_levels = self._evaluation.levels[rows]
        for level in range(len(self._plan.rules), 0, -1):  # the least is written last
            levels[numbers[member_levels == level] - 1] = level
        sizes = np.bincount(numbers, minlength=len(leaders) + 1)[1:]
        return pl.DataFrame(
            {
                "group": np.arange(1, len(leaders) + 1, dtype=np.uint32),
                "level": levels,
                "size": sizes.astype(np.uint32),
                "merges": levels <= self._plan.merging_level,
            }
        )

    @cached_property
    def members(self) -> pl.DataFrame:
        """A row a matched profile: ``profile_id``, ``group``, ``level``, ``merges``."""
        rows, numbers, _ = self._members
        levels = self._evaluation.levels[rows]
        return pl.DataFrame(
            {
                "profile_id": self._table.profile_ids(rows),
                "group": numbers,
                "level": levels,
                "merges": levels <= self._plan.merging_level,
            }
        )

    @cached_property
    def levels(self) -> pl.DataFrame:
        """A row a level, from 1."""
        groups = self.groups
        by_level = groups.group_by("level").agg(
            pl.col("size").sum().alias("profiles"),
            pl.len().alias("groups"),
            pl.col("size").max().alias("largest"),
        )
        frame = pl.DataFrame(
            {
                "level": np.arange(1, len(self._plan.rules) + 1, dtype=np.uint8),
                "rule": [list(rule.attributes) for rule in self._plan.rules],
                "alone": [count.alone for count in self._evaluation.counts],
                "adds": [count.adds for count in self._evaluation.counts],
                "left_out_as_common": [count.left_out for count in self._evaluation.counts],
            },
            schema_overrides={
                "rule": pl.List(pl.String),
                **dict.fromkeys(("alone", "adds", "left_out_as_common"), pl.UInt32),
            },
        )
        return frame.join(by_level, on="level", how="left").select(
            "level",
            "rule",
            *(
                pl.col(name).fill_null(0).cast(pl.UInt32)
                for name in ("profiles", "groups", "largest")
            ),
            "alone",
            "adds",
            "left_out_as_common",
            merges=pl.col("level") <= self._plan.merging_level,
        )

    @cached_property
    def sizes(self) -> pl.DataFrame:
        """A row a size of groups, the smallest first: ``size``, ``groups``, ``profiles``."""
        return (
            self.groups.group_by("size")
            .agg(pl.len().alias("groups"), pl.col("size").sum().alias("profiles"))
            .sort("size")
        )

    @cached_property
    def common(self) -> pl.DataFrame:
        """A row a value that too many profiles have: ``attribute``, ``value``, ``profiles``."""
        frames = [attribute.common for attribute in self._coded.values()]
        return pl.concat(frames).sort(
            "profiles", "attribute", "value", descending=[True, False, False]
        )

    @cached_property
    def missing(self) -> pl.DataFrame:
        """A row an attribute: ``attribute``, ``profiles``; so many cannot match by it."""
        lacking = [int((~attribute.is_given).sum()) for attribute in self._coded.values()]
        return pl.DataFrame(
            {"attribute": list(self._coded), "profiles": lacking},
            schema={"attribute": pl.String, "profiles": pl.UInt32},
        )
