"""What the criteria of auto-merging would merge inside the groups that machine learning found."""

import warnings

import attrs
import numpy as np
import polars as pl

from cpkit.display import counted
from cpkit.errors import ValidationError
from cpkit.models import AutoMerging
from cpkit.preview.complaints import meant, problem
from cpkit.preview.match_files import GROUP, ID, SCORE
from cpkit.preview.recency import recency_keys
from cpkit.problems import Problem, SettingsWarning
from cpkit.schema.signatures import explained

__all__ = ["Consolidated", "consolidate"]


@attrs.frozen(eq=False)
class Consolidated:
    """What auto-merging would merge; `consolidate` makes it, and ``str`` sums it up.

    Example:
        >>> import polars as pl
        >>> from cpkit.preview import Consolidated
        >>> print(Consolidated(pl.DataFrame(), pl.DataFrame(), pl.DataFrame()))
        no similar profiles: 0 would vanish in others
    """

    members: pl.DataFrame = attrs.field(repr=False)
    """A row a profile: ``profile_id``, ``matching_group``, ``score``, ``record`` (a number; the
    profiles that merge have the same), ``criterion`` (from 1: that by which it first merged; null
    where it stays alone)."""
    criteria: pl.DataFrame = attrs.field(repr=False)
    """A row a criterion: ``criterion``, ``attributes``, ``profiles`` (that it merged and none
    before had), ``vanish`` (how many records fewer there are after it)."""
    records: pl.DataFrame = attrs.field(repr=False)
    """A row a record: ``record``, ``matching_group``, ``profiles`` (how many it is made of), and
    the winning values of the criteria's attributes."""
    problems: tuple[Problem, ...] = ()
    """What is not known, and what was done instead."""

    @property
    def vanishing(self) -> int:
        """How many profiles would vanish in others."""
        return self.members.height - self.records.height

    def __str__(self) -> str:
        """Return what each criterion merges."""
        rows = (
            f"  {row['criterion']}  {' + '.join(row['attributes'])}: "
            f"{counted(row['profiles'], 'profile')} more, {row['vanish']:,} vanish"
            for row in self.criteria.iter_rows(named=True)
        )
        similar = counted(self.members.height, "similar profile")
        title = f"{similar}: {self.vanishing:,} would vanish in others"
        return "\n".join((title, *rows))


@explained
def consolidate(
    matches: pl.DataFrame,
    auto_merging: AutoMerging,
    *,
    updated: str | None = None,
    source: str | None = None,
) -> Consolidated:
    """Return what the criteria of auto-merging would merge inside matching groups.

    Profiles of one matching group merge where the values of all attributes of a criterion are
    identical; what is missing or empty is identical with nothing. The criteria are applied in their
    order, each to what the former left: to merged records with the values that won, too. Groups
    whose confidence score is below the least that is allowed stay as they are. Whether auto-merging
    is enabled is not asked.

    Args:
        matches: What `read_matches` returned, or a frame with the same columns.
        auto_merging: The criteria, the least score, and which value wins.
        updated: The column that tells when a profile was updated.
        source: The column that tells which object type a profile comes from.

    Returns:
        Who would merge with whom, and by which criterion.

    Raises:
        ValidationError: There are no criteria, or there is no column of a name.

    Example:
        >>> import polars as pl
        >>> from cpkit import AutoMerging, Consolidation, preview
        >>> matches = pl.DataFrame(
        ...     {
        ...         "MatchingGroupId": ["g", "g", "g"],
        ...         "ConfidenceScore": [0.9, 0.9, 0.9],
        ...         "ProfileId": ["a", "b", "c"],
        ...         "EmailAddress": ["jo@example.com", "jo@example.com", None],
        ...         "LastUpdated": ["2026-01-01", "2026-01-02", "2026-01-03"],
        ...     }
        ... )
        >>> merging = AutoMerging(enabled=True, consolidation=Consolidation([["EmailAddress"]]))
        >>> preview.consolidate(matches, merging, updated="LastUpdated").vanishing
        1
    """
    criteria = _criteria(auto_merging)
    problems = _check(matches, criteria, (updated, source))
    keys, unknown = recency_keys(
        auto_merging.conflict_resolution,
        None if updated is None else matches[updated],
        None if source is None else matches[source],
    )
    problems += unknown
    names = sorted({name for criterion in criteria for name in criterion})
    order = np.lexsort((-np.arange(matches.height), *keys))
    least = auto_merging.min_allowed_confidence_score_for_merging or 0.0
    rows = matches.with_row_index("row")[order].select(
        "row",
        pl.col("row").alias("record"),
        pl.col(GROUP).alias("group"),
        (pl.col(SCORE) >= least).alias("may_merge"),
        pl.lit(None, dtype=pl.UInt8).alias("criterion"),
        *(
            (pl.col(name).cast(pl.String) if name in matches.columns else pl.lit(None, pl.String))
            .replace("", None)
            .alias(f"= {name}")
            for name in names
        ),
    )
    counts: list[tuple[int, int]] = []
    for number, criterion in enumerate(criteria, start=1):
        before = rows["record"].n_unique(), rows["criterion"].null_count()
        rows = _apply(rows, number, criterion)
        counts.append(
            (before[1] - rows["criterion"].null_count(), before[0] - rows["record"].n_unique())
        )
    for one in problems:
        warnings.warn(str(one), SettingsWarning, stacklevel=3)  # beyond `explained`
    return _result(matches, rows, criteria, counts, names, tuple(problems))


def _criteria(auto_merging: AutoMerging) -> list[tuple[str, ...]]:
    consolidation = auto_merging.consolidation
    if consolidation is None:
        text = "must have criteria, for by these alone profiles merge."
        raise ValidationError([problem("no-criteria", "AutoMerging.Consolidation", text)])
    return [tuple(dict.fromkeys(one)) for one in consolidation.matching_attributes_list]


def _check(
    matches: pl.DataFrame, criteria: list[tuple[str, ...]], columns: tuple[str | None, ...]
) -> list[Problem]:
    """Return what the criteria name and the files lack; raise where a column must be there."""
    missing = [
        problem("missing-column", name, "the matches have no such column; look at its name.")
        for name in (GROUP, SCORE, ID, *filter(None, columns))
        if name not in matches.columns
    ]
    if missing:
        raise ValidationError(missing)
    found: list[Problem] = []
    for name in sorted({name for criterion in criteria for name in criterion}):
        if name not in matches.columns:
            near = meant([name], matches.columns)
            text = "the matches have no such column, so nothing merges by it"
            text += f"; did you mean {near!r}?" if near else "."
            found.append(problem("missing-column", name, text, "warning"))
    return found


def _record_values(rows: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    """Return the winning values of each record; rows stand in the order in which they win."""
    values = (pl.col(f"= {name}").drop_nulls().first() for name in names)
    return rows.group_by("record", maintain_order=True).agg(
        pl.col("group").first(), pl.col("may_merge").first(), pl.len().alias("profiles"), *values
    )


def _apply(rows: pl.DataFrame, number: int, criterion: tuple[str, ...]) -> pl.DataFrame:
    """Return the profiles after one criterion."""
    keys = [f"= {name}" for name in criterion]
    records = _record_values(rows, criterion).filter(
        pl.col("may_merge"), pl.all_horizontal(pl.col(key).is_not_null() for key in keys)
    )
    together = records.select("record", pl.col("record").min().over("group", *keys).alias("into"))
    changed = together.filter(pl.len().over("into") > 1)
    joined = rows.with_row_index("place").join(changed, on="record", how="left").sort("place")
    return joined.with_columns(
        pl.coalesce("into", "record").alias("record"),
        pl.when(pl.col("into").is_not_null())
        .then(pl.coalesce("criterion", pl.lit(number, dtype=pl.UInt8)))
        .otherwise("criterion")
        .alias("criterion"),
    ).drop("into", "place")


def _result(
    matches: pl.DataFrame,
    rows: pl.DataFrame,
    criteria: list[tuple[str, ...]],
    counts: list[tuple[int, int]],
    names: list[str],
    problems: tuple[Problem, ...],
) -> Consolidated:
    """Return the frames."""
    records = _record_values(rows, tuple(names)).sort("record")
    records = records.drop("may_merge").rename(
        {"group": "matching_group", **{f"= {name}": name for name in names}}
    )
    in_order = rows.sort("row")
    number = pl.col("record").rank("dense").cast(pl.UInt32)
    members = matches.select(
        pl.col(ID).alias("profile_id"),
        pl.col(GROUP).alias("matching_group"),
        pl.col(SCORE).alias("score"),
    ).with_columns(in_order.select(number, "criterion"))
    frame = pl.DataFrame(
        {
            "criterion": range(1, len(criteria) + 1),
            "attributes": [list(one) for one in criteria],
            "profiles": [profiles for profiles, _ in counts],
            "vanish": [vanish for _, vanish in counts],
        },
        schema={
            "criterion": pl.UInt8,
            "attributes": pl.List(pl.String),
            "profiles": pl.UInt32,
            "vanish": pl.UInt32,
        },
    )
    return Consolidated(members, frame, records.with_columns(number), problems)
