"""What a preview reports: frames of levels, groups, members, and what stands beside them."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from cpkit.display import as_text, counted
from cpkit.preview.assumptions import list_assumptions
from cpkit.preview.readings import Evaluated
from cpkit.preview.summary import summary

if TYPE_CHECKING:
    from cpkit.preview.codes import Numbers

__all__ = ["FRAMES", "Preview"]

FRAMES = ("levels", "groups", "members", "sizes", "common", "missing", "assumptions")
"""The frames of a preview."""


class Preview:
    """What rules match in a set of profiles, and what of it would merge.

    Its frames are Polars frames, each made when it is first asked for. ``print`` shows one screen.

    Example:
        >>> from cpkit import RuleBasedMatching, preview
        >>> rules = RuleBasedMatching(
        ...     enabled=True,
        ...     matching_rules=[["EmailAddress"]],
        ...     max_allowed_rule_level_for_matching=1,
        ...     max_allowed_rule_level_for_merging=1,
        ... )
        >>> people = [{"ProfileId": name, "EmailAddress": "jo@example.com"} for name in "ab"]
        >>> preview.evaluate(people, rules).groups.rows(named=True)
        [{'group': 1, 'level': 1, 'size': 2, 'merges': True}]
    """

    def __init__(self, evaluated: Evaluated) -> None:
        """Hold what came of an evaluation.

        Args:
            evaluated: What `evaluate` found.
        """
        self._evaluated = evaluated
        self._plan = evaluated.plan
        self._found = evaluated.found

    @cached_property
    def _members(self) -> "tuple[Numbers, Numbers, Numbers]":
        """The matched profiles, the number of each one's group from 1, and the groups' leaders."""
        found = self._found
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
        member_levels = self._found.levels[rows]
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
        levels = self._found.levels[rows]
        return pl.DataFrame(
            {
                "profile_id": self._evaluated.table.profile_ids(rows),
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
                "alone": [count.alone for count in self._found.counts],
                "adds": [count.adds for count in self._found.counts],
                "left_out_as_common": [count.left_out for count in self._found.counts],
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
        frames = [attribute.common for attribute in self._evaluated.coded.values()]
        return pl.concat(frames).sort(
            "profiles", "attribute", "value", descending=[True, False, False]
        )

    @cached_property
    def missing(self) -> pl.DataFrame:
        """A row an attribute: ``attribute``, ``profiles``; so many cannot match by it."""
        lacking = [
            int((~attribute.is_given()).sum()) for attribute in self._evaluated.coded.values()
        ]
        return pl.DataFrame(
            {"attribute": list(self._evaluated.coded), "profiles": lacking},
            schema={"attribute": pl.String, "profiles": pl.UInt32},
        )

    @cached_property
    def assumptions(self) -> pl.DataFrame:
        """A row a reading of AWS's guide that the preview rests on.

        Its columns are ``assumption``, ``reading``, ``basis`` (``"guide"``, ``"inferred"`` or
        ``"unknown"``), ``option`` (what chooses another, where something does) and ``profiles``:
        how many profiles depend on it, null where that would take too long to count.
        """
        return list_assumptions(self._evaluated)

    def to_parquet(self, folder: str | Path) -> None:
        """Write each frame into a folder, as ``levels.parquet`` and so on.

        Args:
            folder: Where to; it is made if there is none. Files of the same names are replaced.
        """
        into = Path(folder)
        into.mkdir(parents=True, exist_ok=True)
        for name in FRAMES:
            frame: pl.DataFrame = getattr(self, name)
            frame.write_parquet(into / f"{name}.parquet")

    def __repr__(self) -> str:
        """Write how much was evaluated; `print` shows what came of it."""
        count, levels = self._evaluated.table.count, len(self._plan.rules)
        return f"<Preview of {count:,} profiles at {counted(levels, 'level')}>"

    def __str__(self) -> str:
        """Write one screen: what would merge, what each level does, what the numbers rest on."""
        return as_text(summary(self, self._evaluated))
