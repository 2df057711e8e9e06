"""What a preview reports: frames of levels, groups, members, and what stands beside them."""

import warnings
from collections.abc import Mapping
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from cpkit.display import as_text, counted
from cpkit.documents.replacing import replace_file
from cpkit.preview.assumptions import list_assumptions
from cpkit.preview.complaints import Complaints
from cpkit.preview.engine import run
from cpkit.preview.explaining import Explanation, explain
from cpkit.preview.group_changes import Comparison, Side
from cpkit.preview.html_report import as_document, as_fragment
from cpkit.preview.level_counts import list_common, list_levels, list_missing
from cpkit.preview.lookup import PROFILE_ID
from cpkit.preview.merging import Merged, merge
from cpkit.preview.pictures import draw
from cpkit.preview.questions import disagreements, largest_groups, sample_groups
from cpkit.preview.readings import Evaluated
from cpkit.preview.rule_checks import list_checks
from cpkit.preview.summary import summary
from cpkit.problems import SettingsWarning
from cpkit.schema.signatures import explained_methods

if TYPE_CHECKING:
    from cpkit.models import DomainSettings, RuleBasedMatching
    from cpkit.preview.codes import Numbers

__all__ = ["FRAMES", "Preview"]

FRAMES = ("levels", "groups", "members", "sizes", "common", "missing", "assumptions")
"""The frames of a preview."""


@explained_methods
class Preview:
    """What rules match in a set of profiles, and what of it would merge.

    Its frames are Polars frames, each made when it is first asked for. ``print`` shows one screen,
    and notebooks the same with bars; both have values of profiles, which are personal data.
    `to_text` and `save` leave them out unless they are asked for.

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
    def _numbers(self) -> "Numbers":
        """The number of each profile's group; 0 where it has none."""
        rows, numbers, _ = self._members
        found = np.zeros(self._evaluated.table.count, dtype=np.uint32)
        found[rows] = numbers
        return found

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
                "profile_id": self._evaluated.table.take(rows, PROFILE_ID).to_series(),
                "group": numbers,
                "level": levels,
                "merges": levels <= self._plan.merging_level,
            }
        )

    @cached_property
    def levels(self) -> pl.DataFrame:
        """A row a level, from 1."""
        return list_levels(self._evaluated, self.groups)

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
        return list_common(self._evaluated)

    @cached_property
    def missing(self) -> pl.DataFrame:
        """A row an attribute: ``attribute``, ``profiles``; so many cannot match by it."""
        return list_missing(self._evaluated)

    @cached_property
    def assumptions(self) -> pl.DataFrame:
        """A row a reading of AWS's guide that the preview rests on.

        Its columns are ``assumption``, ``reading``, ``basis`` (``"guide"``, ``"inferred"`` or
        ``"unknown"``), ``option`` (what chooses another, where something does) and ``profiles``:
        how many profiles depend on it, null where that would take too long to count.
        """
        return list_assumptions(self._evaluated)

    @cached_property
    def checks(self) -> pl.DataFrame:
        """A row a thing that looks wrong: ``check``, ``path``, ``finding``, ``profiles``.

        ``check`` is ``"never-matches"``, ``"adds-nothing"``, ``"strangers"`` (members of a group
        differ in BirthDate, or in FirstName and LastName) or ``"empty-sub-type"``.
        """
        return list_checks(self._evaluated, self.groups, self._members[:2])

    def largest(self, n: int = 10) -> pl.DataFrame:
        """Return the largest groups: ``group``, ``level``, ``size``, ``merges``, ``shares``.

        ``shares`` has what all members have in common, as ``"EmailAddress=jo@example.com"``, of the
        fields that the rules read.

        Args:
            n: How many.
        """
        return largest_groups(self.groups, self._members[:2], self._evaluated, n)

    def sample(self, level: int, n: int = 5, seed: int = 0) -> pl.DataFrame:
        """Return all members of some groups of one level, drawn by chance.

        Args:
            level: The level, from 1.
            n: How many groups are drawn, if there are so many.
            seed: What the draw depends on; the same gives the same groups.

        Returns:
            A row a member: ``group``, ``level``, ``profile_id``, and the fields that rules read.
        """
        return sample_groups(
            self.groups, self._members[:2], self._evaluated, level=level, count=n, seed=seed
        )

    def why(self, id1: object, id2: object) -> Explanation:
        """Return why two profiles are in one group, or what keeps them apart; ``str`` says it.

        Args:
            id1: The id of one.
            id2: The id of the other.
        """
        return explain(self._evaluated, id1, id2)

    def disagreements(self, attribute: str) -> pl.DataFrame:
        """Return the groups whose members have different values of an attribute: two people?

        A missing value differs from none. The profiles are read again for an attribute that no
        rule names.

        Args:
            attribute: An attribute as rules name it, or any other field, such as ``"PartyType"``.

        Returns:
            ``group``, ``level``, ``size``, ``merges``, ``field`` (one of those that stand for the
            attribute), ``values``, and ``profiles``: how many members have each value.
        """
        return disagreements(self.groups, self._members[:2], self._evaluated, attribute)

    def merged(self) -> Merged:
        """Return what becomes of the profiles, and which values win.

        That follows from the settings' conflict resolution, by RECENCY where they have none.
        """
        merged = merge(self._evaluated, self._numbers)
        for one in merged.problems:
            warnings.warn(str(one), SettingsWarning, stacklevel=3)  # beyond `explained`
        return merged

    def compare(self, other: "Preview | RuleBasedMatching | DomainSettings") -> Comparison:
        """Return what differs between these groups and those of other rules.

        Args:
            other: Rules, which are evaluated as these were; or a preview of the same profiles.
        """
        if not isinstance(other, Preview):
            complaints = Complaints()
            evaluated = self._evaluated
            after = run(evaluated.origin, other, evaluated.readings, complaints)
            complaints.show(stacklevel=3)  # beyond `explained`
            other = Preview(after)
        return Comparison(
            Side(self, self._evaluated, self._numbers),
            Side(other, other._evaluated, other._numbers),
        )

    def without_rules(self) -> "Preview":
        """Return a preview of the same profiles where no rules are: nothing matches."""
        return Preview(self._evaluated.without_rules())

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

    @cached_property
    def pictures(self) -> Mapping[str, str]:
        """Bars as SVG, by name: ``"levels"``, ``"sizes"`` (of groups) and ``"adds"``.

        Each is a text that can be written to a file, and that notebooks draw. None has a value of
        a profile.
        """
        return draw(self)

    def to_text(self, *, values: bool = False) -> str:
        """Return the screen that ``print`` shows.

        Args:
            values: Whether it shows what profiles contain, which are personal data: what the
                members of the largest group share, and values that are too common. ``print`` does.
        """
        return as_text(summary(self, self._evaluated, values=values))

    def save(self, path: str | PathLike[str], *, values: bool = False) -> None:
        """Write a page of HTML that needs no network, replacing the file as a whole.

        Args:
            path: The file.
            values: Whether the page shows what profiles contain, which are personal data: sampled
                groups, and values that are too common.

        Raises:
            OSError: The file cannot be written. It is left as it was.
        """
        document = as_document(self, self._evaluated, values=values)
        replace_file(path, document.encode())

    def _repr_html_(self) -> str:
        """Return the screen that `print` shows, with bars and a few groups of each level."""
        return as_fragment(self, self._evaluated)

    def __repr__(self) -> str:
        """Write how much was evaluated; `print` shows what came of it."""
        count, levels = self._evaluated.table.count, len(self._plan.rules)
        return f"<Preview of {count:,} profiles at {counted(levels, 'level')}>"

    def __str__(self) -> str:
        """Write one screen, values included: what would merge, by which rule, on what it rests."""
        return self.to_text(values=True)
