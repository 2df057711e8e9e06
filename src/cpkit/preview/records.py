"""Records: profiles as Python has them, lines of JSON, and events that have profiles inside."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, cast

import polars as pl

from cpkit.preview.cells import as_column, as_typed, has_pairs, is_missing, read_attributes
from cpkit.preview.parts import STAMP, Column, Part, Wanted
from cpkit.schema.json_types import is_map, is_sequence

__all__ = ["BadLineError", "json_records", "part_of_records"]

_LISTS = ("Profiles", "Items")
"""What BatchGetProfile and SearchProfiles call their lists of profiles."""


def part_of_records(
    records: Iterable[Mapping[str, Any]], wanted: Wanted, *, label: str = ""
) -> Part:
    """Return a table of profiles as Python has them, or of events that hold profiles.

    Args:
        records: The profiles, or the lines of the real-time export.
        wanted: What may be read of them; nothing else is kept.
        label: The file's name.
    """
    reader = _RecordReader(wanted)
    for record in records:
        reader.add(record)
    return reader.part(label)


class _RecordReader:
    """Take what is wanted out of records, one after the other."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._names = set(wanted.names)
        self._heads = {name.partition(".")[0] for name in wanted.names if "." in name}
        self._custom = {name.partition(".")[0] for name in wanted.attributes}
        self._cells: dict[str, list[Any]] = {}
        self._seen: dict[str, None] = {}
        self._not_nested: set[str] = set()
        self._from_pairs: set[str] = set()
        self._stamps: list[float | None] = []
        self._are_events = False

    def add(self, record: Mapping[str, Any]) -> None:
        """Take one record, or the profile that is in it."""
        profile, stamp = profile_of(record)
        if profile is None:
            return
        self._are_events |= profile is not record
        cells = dict(_flat("", profile)) if self._wanted.are_all else self._unfold(profile)
        for name in cells:
            if name not in self._seen:
                self._seen[name] = None
                if self._wanted.are_all or name in self._names:
                    self._cells[name] = [None] * len(self._stamps)
        for name, column in self._cells.items():
            column.append(cells.get(name))
        self._stamps.append(stamp)

    def _unfold(self, profile: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a profile with what is inside of its cells; a cell of its own goes before that."""
        cells = profile
        for head in self._heads:
            if head in profile:
                cells = {**self._inside(head, profile[head]), **cells}
        return cells

    def _inside(self, head: str, cell: Any) -> dict[str, Any]:
        """Return what is wanted of the inside of a cell, under dotted names."""
        if not (is_map(cell) or head in self._custom):
            self._not_nested.update(() if is_missing(cell) else (head,))
            return {}
        inside = {
            dotted: value
            for name, value in read_attributes(cell).items()
            if (dotted := f"{head}.{name}") in self._names
        }
        if has_pairs(cell):
            self._from_pairs.update(inside)
        return inside

    def part(self, label: str) -> Part:
        """Return what was taken as a table."""
        others = () if self._wanted.are_all else self._seen
        columns = {str(name): Column(pl.Null(), pl.lit(None)) for name in others}
        columns |= {head: Column(pl.String(), pl.lit(None)) for head in self._not_nested}
        parents = {name.partition(".")[0] for name in self._cells if "." in name}
        series = [pl.Series(STAMP, self._stamps, dtype=pl.Float64)]
        for name, cells in self._cells.items():
            if name not in parents or not all(map(is_missing, cells)):  # where an object is missing
                read, kind = self._read(name, cells)
                series.append(read.alias(name))
                columns[name] = Column(kind, pl.col(name), name in self._from_pairs)
        return Part(label, pl.DataFrame(series).lazy(), columns, are_events=self._are_events)

    def _read(self, name: str, cells: list[Any]) -> tuple[pl.Series, pl.DataType]:
        """Return a column, and what it holds."""
        if self._wanted.are_all:
            read = as_typed(cells)
            return read, read.dtype
        read, kind = as_column(cells)
        is_id = name == self._wanted.profile_id
        if is_id and kind == pl.Int64() and not any(isinstance(cell, str) for cell in cells):
            numbers = read.cast(pl.Int64, strict=False)  # larger ones stay texts
            read = numbers if numbers.null_count() == read.null_count() else read
        return read, kind


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


def _flat(prefix: str, record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the cells of a record, those inside others too, under dotted names."""
    for name, value in record.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{name}.", cast("Mapping[str, Any]", value))
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
    """Yield the profiles of lines of JSON, or of documents on several lines each.

    What the AWS CLI prints is one document on several lines, with the profiles in a list.

    Raises:
        BadLineError: A line is no object; the text names the line, and nothing of what it holds.
    """
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    is_first = True
    for number, line in numbered:
        record = _read_json(line)
        if record is None and is_first:
            yield from _documents(line + b"".join(rest for _, rest in numbered))
        elif is_map(record):
            yield from _listed(record)
        else:
            raise BadLineError(f"line {number}")
        is_first = False


def _read_json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _documents(text: bytes) -> Iterator[Mapping[str, Any]]:
    """Yield the profiles of documents that stand one after another."""
    decoder, decoded, place = json.JSONDecoder(), text.decode("utf-8-sig").strip(), 0
    while place < len(decoded):
        try:
            document, place = decoder.raw_decode(decoded, place)
        except (ValueError, RecursionError):
            document = None
        if not is_map(document):
            raise BadLineError(f"what begins in line {decoded.count(chr(10), 0, place) + 1}")
        yield from _listed(document)
        while decoded[place : place + 1].isspace():
            place += 1


def _listed(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the profiles that a response lists, or the object itself."""
    for name in _LISTS:
        listed = document.get(name)
        if is_sequence(listed) and "ProfileId" not in document:
            yield from filter(is_map, listed)
            return
    yield document
