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
    if wanted.are_all:
        return _part_of_all(records, label=label)
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
            is_id = name == self._wanted.profile_id
            if is_id and kind == pl.Int64() and not any(map(_is_text, self._cells[name])):
                numbers = read.cast(pl.Int64, strict=False)  # larger ones stay texts
                read = numbers if numbers.null_count() == read.null_count() else read
            texts.append(read.alias(name))
            columns[name] = Column(kind, pl.col(name), name in self._from_pairs)
        stamps = self._stamps or [None] * self._count
        texts.append(pl.Series(STAMP, stamps, dtype=pl.Float64))
        return Part(label, pl.DataFrame(texts).lazy(), columns, are_events=bool(self._stamps))


def _is_text(cell: object) -> bool:
    return isinstance(cell, str)


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


def _part_of_all(records: Iterable[Mapping[str, Any]], *, label: str = "") -> Part:
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
