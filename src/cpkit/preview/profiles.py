"""Profiles: all parts as one table, with the service's names, checked before it is used."""

from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import polars as pl

from cpkit.preview.codes import Numbers, repeated
from cpkit.preview.complaints import Complaints
from cpkit.preview.fields import FieldPlan
from cpkit.preview.inputs import Profiles, read_parts
from cpkit.preview.lookup import PROFILE_ID, ColumnOptions, Lookup, columns_of, fields_of
from cpkit.preview.parts import STAMP, Part, collect

__all__ = ["ProfileTable", "digest", "hash_ids", "newest", "read_profiles"]

Positions: TypeAlias = npt.NDArray[np.intp]

_MOST_ROWS = 3
"""How many rows a complaint names."""


@attrs.frozen(eq=False)
class ProfileTable:
    """Profiles, with the columns that the rules read and those of the options."""

    frame: pl.LazyFrame = attrs.field(repr=False)
    """The columns, under the names that `columns` lists."""
    count: int
    """The number of profiles."""
    columns: dict[str, tuple[str, ...]]
    """The columns of each field: one, several lines, or none where the profiles lack it."""
    doubts: frozenset[tuple[str, str]] = frozenset()
    """What is not certain of how a field is read: the doubt's name, and the field's."""
    label: str = ""
    """The file, where there is one alone."""
    digest: int = 0
    """What the ids come to; the same for the same ids in the same order."""

    def read(self, column: str) -> pl.Series:
        """Return a column."""
        return self.collect(self.frame.select(column)).to_series()

    def collect(self, query: pl.LazyFrame) -> pl.DataFrame:
        """Return what a query of the table gives."""
        return collect(query, self.label)

    def take(self, rows: Numbers, *columns: str | pl.Expr) -> pl.DataFrame:
        """Return columns of some profiles, in the order of the table."""
        is_wanted = np.zeros(self.count, dtype=np.bool_)
        is_wanted[rows] = True
        taken = self.collect(self.frame.filter(pl.Series(is_wanted)).select(*columns))
        return taken.rechunk()  # to gather from one piece takes less time than from many


def read_profiles(
    profiles: Profiles, plan: FieldPlan, options: ColumnOptions, complaints: Complaints
) -> ProfileTable:
    """Return profiles of any form as one table.

    Args:
        profiles: The profiles.
        plan: What the rules read.
        options: Which column is what.
        complaints: Takes what is wrong.

    Raises:
        ValidationError: Something is wrong; it says everything that is.
    """
    lookup = Lookup(plan, options, complaints)
    parts = read_parts(profiles, lookup.wanted, complaints)
    chosen = [lookup.choose(part) for part in parts]
    if parts:
        lookup.complain()
    complaints.check()
    label = parts[0].label if len(parts) == 1 else ""
    frames = [_select(part, columns) for part, columns in zip(parts, chosen, strict=True)]
    frame = frames[0] if len(frames) == 1 else pl.concat(frames, how="diagonal_relaxed")
    if any(part.are_events for part in parts):
        frame = newest(frame, label)
    present = {name for columns in chosen for name in columns}
    table = ProfileTable(frame, 0, {}, label=label)
    hashes = hash_ids(table)
    _check_ids(table, hashes, options.profile_id, complaints)
    complaints.check()
    columns = {
        name: tuple(filter(present.__contains__, columns_of(field)))
        for name, field in fields_of(plan).items()
    }
    return attrs.evolve(
        table,
        count=len(hashes),
        columns=columns,
        doubts=frozenset(lookup.doubts),
        digest=digest(hashes),
    )


def _select(part: Part, columns: dict[str, pl.Expr]) -> pl.LazyFrame:
    """Return the columns of a part, under the names of the table."""
    stamp = [pl.col(STAMP)] if part.are_events else []
    frame = part.frame.select(*stamp, **columns)
    return frame if part.is_stored else collect(frame, part.label).lazy()


def newest(frame: pl.LazyFrame, label: str) -> pl.LazyFrame:
    """Return of each profile the newest event, or the last where no time tells."""
    collected = frame.with_row_index("row").sort(STAMP, "row", nulls_last=True)
    is_last = pl.col("row") == pl.col("row").last().over(PROFILE_ID)
    kept = collected.filter(is_last | pl.col(PROFILE_ID).is_null()).sort("row")
    return collect(kept.drop("row", STAMP), label).lazy()


def hash_ids(table: ProfileTable) -> pl.Series:
    """Return a hash of each profile's id, null where it has none: ids themselves need much room."""
    ids = pl.col(PROFILE_ID).cast(pl.String)
    return table.collect(
        table.frame.select(pl.when(ids.str.len_bytes() > 0).then(ids.hash()))
    ).to_series()


def digest(hashes: pl.Series) -> int:
    """Return what hashes come to, in their order."""
    numbers = hashes.fill_null(0).to_numpy()
    return int((numbers * np.arange(1, 2 * len(numbers), 2, dtype=np.uint64)).sum())


def _check_ids(table: ProfileTable, hashes: pl.Series, name: str, complaints: Complaints) -> None:
    """Complain of profiles without an id, and of ids that several have.

    Args:
        table: The profiles.
        hashes: The hashes of their ids.
        name: The column's name for the user.
        complaints: Takes what is wrong.
    """
    given = hashes.is_not_null().to_numpy()
    missing = np.flatnonzero(~given)
    _complain(missing, "is empty in {}; give each profile an id", name, complaints)
    rows = np.flatnonzero(given)[repeated(hashes.drop_nulls().to_numpy(writable=True))]
    # Some share but the first bits of their hashes, and are not worth reading all ids again.
    rows = rows[hashes.gather(rows).is_duplicated().to_numpy()]
    if len(rows):
        ids = table.read(PROFILE_ID).gather(rows)
        rows = rows[ids.is_duplicated().to_numpy()]
        _complain(rows, "is not unique in {}; keep one of each", name, complaints)


def _complain(rows: Positions, what: str, name: str, complaints: Complaints) -> None:
    if len(rows):
        first = ", ".join(str(row + 1) for row in rows[:_MOST_ROWS])
        complaints.add(
            "profile-id",
            name,
            f"{what.format(f'{len(rows):,} of the rows')} (first rows: {first}).",
        )
