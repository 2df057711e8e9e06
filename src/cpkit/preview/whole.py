"""Whole profiles: all columns of an input, each as texts, under the user's own names."""

from collections.abc import Mapping

import attrs
import polars as pl

from cpkit.errors import ValidationError
from cpkit.preview.cells import as_column, read_attributes
from cpkit.preview.complaints import Complaints
from cpkit.preview.inputs import read_parts
from cpkit.preview.lookup import PROFILE_ID, SOURCE, UPDATED, ColumnOptions
from cpkit.preview.parts import ATTRIBUTES, STAMP, Part, Wanted, collect
from cpkit.preview.profiles import ProfileTable, digest, hash_ids, newest
from cpkit.preview.readings import Evaluated
from cpkit.preview.rereading import cannot_read_again, check_ids

__all__ = ["WholeTable", "all_texts", "custom_attributes", "read_whole"]


@attrs.frozen(eq=False)
class WholeTable:
    """Profiles with all their columns."""

    table: ProfileTable
    """The columns as texts under the names that the user has; beside them those of the options."""
    names: tuple[str, ...]
    """The user's columns, but for that of the ids."""
    profile_id: str
    """The user's name of the column of ids."""
    updated: str | None
    """The user's name of the column of times."""
    source: str | None
    """The user's name of the column of sources."""


def read_whole(evaluated: Evaluated) -> WholeTable:
    """Return the profiles of an evaluation with all their columns, rows as they were.

    Raises:
        ValidationError: The profiles cannot be read a second time.
    """
    options = evaluated.origin.options
    wanted = Wanted((), frozenset(), options.profile_id, are_all=True)
    complaints = Complaints()
    try:
        parts = read_parts(evaluated.origin.profiles, wanted, complaints)
        complaints.check()
    except (ValidationError, pl.exceptions.PolarsError, ValueError):
        raise cannot_read_again() from None
    label = parts[0].label if len(parts) == 1 else ""
    frames = [_select(part, options) for part in parts]
    frame = frames[0] if len(frames) == 1 else pl.concat(frames, how="diagonal_relaxed")
    if any(part.are_events for part in parts):
        frame = newest(frame, label)
    names = frame.collect_schema().names()
    profile_id = _own(options, options.profile_id)
    if profile_id not in names:
        raise cannot_read_again()
    table = ProfileTable(frame, evaluated.table.count, {}, label=label)
    check_ids(evaluated.table, attrs.evolve(table, digest=digest(hash_ids(table))))
    aside = {PROFILE_ID, UPDATED, SOURCE, STAMP, profile_id}
    return WholeTable(
        table,
        tuple(name for name in names if name not in aside),
        profile_id,
        options.updated and _own(options, options.updated),
        options.source and _own(options, options.source),
    )


def _own(options: ColumnOptions, name: str) -> str:
    """Return the user's name of a column."""
    return next((own for own, service in options.columns.items() if service == name), name)


def _select(part: Part, options: ColumnOptions) -> pl.LazyFrame:
    """Return all columns of a part as texts, and those of the options as they are."""
    beside = {
        column: part.columns[own].values
        for _, name, column in options.beside_fields()
        if (own := _own(options, name)) in part.columns
    }
    frame = all_texts(part, beside)
    return frame if part.is_stored else collect(frame, part.label).lazy()


def all_texts(part: Part, beside: Mapping[str, pl.Expr] | None = None) -> pl.LazyFrame:
    """Return all columns of a part as texts, but for those of objects that only Python knows.

    Args:
        part: The part.
        beside: More columns, which stay as they are.
    """
    stamp = [pl.col(STAMP)] if part.are_events else []
    texts = {
        name: _as_text(column.kind, column.values)
        for name, column in part.columns.items()
        if not isinstance(column.kind, pl.Struct | pl.Object)
    }
    return part.frame.select(*stamp, **texts, **(beside or {}))


def _as_text(kind: pl.DataType, values: pl.Expr) -> pl.Expr:
    """Return a column as texts; a cell that holds several values is JSON."""
    if isinstance(kind, pl.Binary):
        return values.bin.encode("hex")
    if isinstance(kind, pl.List | pl.Array) or type(kind).__name__ == "Map":
        inside = pl.struct(values.alias("it")).struct.json_encode()
        text = inside.str.strip_prefix('{"it":').str.strip_suffix("}")
        return pl.when(values.is_not_null()).then(text)
    return values.cast(pl.String, strict=False)


def custom_attributes(texts: pl.Series) -> dict[str, pl.Series]:
    """Return what is in a column of custom attributes, by names such as ``Attributes.tier``.

    Args:
        texts: The column; JSON, or ``{k=v, k2=v2}`` as the service's files have it.
    """
    cells = [read_attributes(text) for text in texts]
    names = dict.fromkeys(name for cell in cells for name in cell)
    return {
        f"{ATTRIBUTES}.{name}": as_column([cell.get(name) for cell in cells])[0] for name in names
    }
