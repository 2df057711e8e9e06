"""Parts: what the inputs of every form become, before columns are looked for.

A part is one table: a frame, a file of a folder, a list of dicts. Structs are flat by here, so that
``Address.City`` is found under this name whether it came as a column or inside of one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, cast

import attrs
import polars as pl

from cpkit.errors import ValidationError
from cpkit.preview.cells import as_column, as_typed, has_pairs, is_missing, read_attributes
from cpkit.preview.complaints import problem

__all__ = [
    "ATTRIBUTES",
    "BROKEN",
    "STAMP",
    "BadLineError",
    "Column",
    "Part",
    "Wanted",
    "collect",
    "json_records",
    "part_of_frame",
    "part_of_records",
]

BROKEN = "cannot be read; look whether the file is complete, and of the kind it looks like."
"""What is said of a file in place of the reader's own text, which may quote it."""

ATTRIBUTES = "Attributes"
"""The field that holds custom attributes; it comes in more forms than one."""

STAMP = "event timestamp"
"""The column that holds when an event of the real-time export happened, in seconds."""


@attrs.frozen
class Wanted:
    """The names that may be read, before it is known which are there."""

    names: tuple[str, ...]
    """The names of columns; a dot goes into a struct."""
    attributes: frozenset[str]
    """Those that may stand inside a text or a map: custom attributes."""
    profile_id: str
    """The column of ids, which keep their type."""
    are_all: bool = False
    """Whether all other columns are read as well, each with its type."""


@attrs.frozen
class Column:
    """One column of a part."""

    kind: pl.DataType
    """What it holds."""
    values: pl.Expr
    """How it is read."""
    is_from_pairs: bool = False
    """Whether it was taken out of a text such as ``{k=v, k2=v2}``."""


@attrs.frozen
class Part:
    """One table of profiles."""

    label: str
    """The file's name; empty for what is in memory."""
    frame: pl.LazyFrame
    """The table."""
    columns: dict[str, Column]
    """Its columns by their names, those inside structs included."""
    is_stored: bool = True
    """Whether reading it again costs little and gives the same rows in the same order."""
    are_events: bool = False
    """Whether a profile can be in it several times, its newest state last."""


def collect(frame: pl.LazyFrame, label: str) -> pl.DataFrame:
    """Return a frame, read.

    Args:
        frame: The frame.
        label: The file's name.

    Raises:
        ValidationError: A file turned out to be broken inside, or a query failed.
    """
    with suppress(pl.exceptions.PolarsError, OSError):
        return frame.collect()
    raise ValidationError([problem("unreadable-input", label or "profiles", BROKEN)])


def part_of_frame(
    frame: pl.LazyFrame, wanted: Wanted, *, label: str = "", is_stored: bool = True
) -> Part:
    """Return a table whose columns have types.

    Args:
        frame: The table.
        wanted: What may be read of it.
        label: The file's name.
        is_stored: Whether reading it again costs little and gives the same.
    """
    columns: dict[str, Column] = {}
    for name, kind in frame.collect_schema().items():
        columns.update(_flat(name, kind, pl.col(name)))
    for name in wanted.attributes - columns.keys():
        head, _, rest = name.partition(".")
        if head in columns and not isinstance(columns[head].kind, pl.Struct):
            cells = collect(frame.select(columns[head].values), label).to_series().to_list()
            found = [_inside(cell, rest) for cell in cells]
            if any(value is not None for value in found):
                texts, kind = as_column(found)
                frame = frame.with_columns(texts.alias(name))
                columns[name] = Column(kind, pl.col(name), any(map(has_pairs, cells)))
    return Part(label, frame, columns, is_stored)


def _flat(name: str, kind: pl.DataType, values: pl.Expr) -> Iterator[tuple[str, Column]]:
    """Yield a column, after those inside of it."""
    if isinstance(kind, pl.Struct):
        for field in kind.fields:
            inner: Any = field.dtype
            yield from _flat(f"{name}.{field.name}", inner, values.struct.field(field.name))
    yield name, Column(kind, values)


def _inside(cell: Any, name: str) -> Any:
    value = None if is_missing(cell) else read_attributes(cell).get(name)
    return None if is_missing(value) else value


def part_of_records(
    records: Iterable[Mapping[str, Any]], wanted: Wanted, *, label: str = ""
) -> Part:
    """Return a table of profiles as Python has them, or of events that hold profiles.

    Args:
        records: The profiles, or the lines of the real-time export.
        wanted: What may be read of them; nothing else is kept.
        label: The file's name.
    """
    if wanted.are_all:
        return part_of_all(records, label=label)
    reader = _RecordReader(wanted)
    for record in records:
        reader.add(record)
    return reader.part(label)


class _RecordReader:
    """Take what is wanted out of records, one after the other."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._names = [(name, *name.partition(".")[::2]) for name in wanted.names]
        self._cells: dict[str, list[Any]] = {name: [] for name in wanted.names}
        self._found: set[str] = set()
        self._seen: dict[str, None] = {}
        self._not_nested: set[str] = set()
        self._from_pairs: set[str] = set()
        self._stamps: list[float | None] = []
        self._count = 0

    def add(self, record: Mapping[str, Any]) -> None:
        """Take one record, or the profile that is in it."""
        profile, stamp = profile_of(record)
        if profile is None:
            return
        if profile is not record:
            self._stamps.append(stamp)
            record = profile
        self._count += 1
        self._seen.update(dict.fromkeys(record))
        for name, head, rest in self._names:
            value = record.get(name)
            if name in record:
                self._found.add(name)
            elif rest and not is_missing(record.get(head)):
                value = self._nested(record[head], name, head, rest)
            self._cells[name].append(value)

    def _nested(self, cell: Any, name: str, head: str, rest: str) -> Any:
        """Return what one field holds inside of another."""
        is_nested = isinstance(cell, Mapping)
        if not is_nested and name not in self._wanted.attributes:
            self._not_nested.add(head)
            return None
        inner = read_attributes(cell)
        if rest in inner:
            self._found.add(name)
            if has_pairs(cell):
                self._from_pairs.add(name)
        return inner.get(rest)

    def part(self, label: str) -> Part:
        """Return what was taken as a table."""
        columns = {str(name): Column(pl.Null(), pl.lit(None)) for name in self._seen}
        columns |= {head: Column(pl.String(), pl.lit(None)) for head in self._not_nested}
        texts: list[pl.Series] = []
        for name in self._found:
            read, kind = as_column(self._cells[name])
            if name == self._wanted.profile_id and kind == pl.Int64():
                read = read.cast(pl.Int64)
            texts.append(read.alias(name))
            columns[name] = Column(kind, pl.col(name), name in self._from_pairs)
        stamps = self._stamps or [None] * self._count
        texts.append(pl.Series(STAMP, stamps, dtype=pl.Float64))
        return Part(label, pl.DataFrame(texts).lazy(), columns, are_events=bool(self._stamps))


def profile_of(record: Mapping[str, Any]) -> tuple[Mapping[str, Any] | None, float | None]:
    """Return the profile that a record is or, as an event, has; and when the event happened.

    Returns:
        The profile, ``None`` where the event is of something else; and seconds, if known.
    """
    if "ObjectTypeName" not in record or "Object" not in record:
        return record, None
    profile: Any = record["Object"]
    if record["ObjectTypeName"] != "_profile" or not isinstance(profile, Mapping):
        return None, None
    return cast("Mapping[str, Any]", profile), _seconds(record.get("EventTimestamp"))


def part_of_all(records: Iterable[Mapping[str, Any]], *, label: str = "") -> Part:
    """Return a table of records with all that is in them, structs flat.

    Args:
        records: The profiles, or the lines of the real-time export.
        label: The file's name.
    """
    cells: dict[str, list[Any]] = {}
    stamps: list[float | None] = []
    count = events = 0
    for record in records:
        profile, stamp = profile_of(record)
        if profile is None:
            continue
        for name, value in _flat_cells("", profile):
            column = cells.setdefault(name, [])
            column.extend([None] * (count - len(column)))
            column.append(value)
        stamps.append(stamp)
        events += profile is not record
        count += 1
    for column in cells.values():
        column.extend([None] * (count - len(column)))
    heads = {name.partition(".")[0] for name in cells if "." in name}
    series = [
        as_typed(column).alias(name)
        for name, column in cells.items()
        if name not in heads or not all(map(is_missing, column))  # where an object is missing
    ]
    columns = {one.name: Column(one.dtype, pl.col(one.name)) for one in series}
    series.append(pl.Series(STAMP, stamps, dtype=pl.Float64))
    return Part(label, pl.DataFrame(series).lazy(), columns, are_events=events > 0)


def _flat_cells(prefix: str, record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the cells of a record, those inside others too, under dotted names."""
    for name, value in record.items():
        if isinstance(value, Mapping):
            yield from _flat_cells(f"{prefix}{name}.", cast("Mapping[str, Any]", value))
        else:
            yield f"{prefix}{name}", value


def _seconds(stamp: object) -> float | None:
    """Return when an event happened, in seconds; ``None`` where that cannot be read."""
    if isinstance(stamp, str):
        try:
            moment = datetime.fromisoformat(stamp)
        except ValueError:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return float(stamp) if isinstance(stamp, int | float) else None


class BadLineError(Exception):
    """A line of a file is no JSON object."""


def json_records(lines: Iterable[bytes]) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of lines of JSON.

    Raises:
        BadLineError: A line is no object; the text names the line, and nothing of what it holds.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record: Any = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            raise BadLineError(f"line {number}")
        yield record
