"""Parts: what the inputs of every form become, before columns are looked for.

A part is one table: a frame, a file of a folder, a list of dicts. Structs are flat by here, so that
``Address.City`` is found under this name whether it came as a column or inside of one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import attrs
import polars as pl

from cpkit.errors import ValidationError
from cpkit.preview.cells import as_column, has_pairs, is_missing, read_attributes
from cpkit.preview.complaints import problem

__all__ = [
    "ATTRIBUTES",
    "BROKEN",
    "STAMP",
    "Column",
    "Part",
    "Wanted",
    "collect",
    "guarded",
    "part_of_frame",
    "twice",
]

T = TypeVar("T")

BROKEN = "cannot be read; look whether the file is complete, and of the kind it looks like."
"""What is said of a file in place of the reader's own text, which may quote it."""

FAILED = (
    "cannot be read ({}); the reason may quote a profile and is not shown: collect the rows by "
    "yourself to see it, and pass those."
)
"""What is said of a stream or a query in place of what it raised, which has this name."""

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
    repeated: frozenset[str] = frozenset()
    """The names that more than one column has."""


def collect(frame: pl.LazyFrame, label: str) -> pl.DataFrame:
    """Return a frame, read.

    Args:
        frame: The frame.
        label: The file's name.

    Raises:
        ValidationError: A file turned out to be broken inside, or a query failed.
    """
    return guarded(frame.collect, label)


def guarded(read: Callable[[], T], label: str = "") -> T:
    """Return what is read by somebody else's code, whose errors may quote a profile.

    Args:
        read: What reads; it may be a user's query.
        label: The file's name.

    Raises:
        ValidationError: It failed; the text says nothing of what was read.
    """
    try:
        return read()
    except (MemoryError, ValidationError):
        raise
    except Exception as error:  # noqa: BLE001 - a stream or a query raises what it likes
        kind = type(error).__name__
    reason = BROKEN if label else FAILED.format(kind)
    raise ValidationError([problem("unreadable-input", label or "profiles", reason)])


def twice(names: Iterable[str]) -> frozenset[str]:
    """Return the names that are there more than once."""
    return frozenset(name for name, count in Counter(names).items() if count > 1)


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
    found_columns = [
        column
        for name, kind in frame.collect_schema().items()
        for column in _flat(name, kind, pl.col(name))
    ]
    columns = dict(found_columns)
    repeated = twice(name for name, _ in found_columns)  # inside a struct, and beside it
    for name in wanted.attributes - columns.keys():
        head, _, rest = name.partition(".")
        if head in columns and not isinstance(columns[head].kind, pl.Struct):
            cells = collect(frame.select(columns[head].values), label).to_series().to_list()
            found = [_inside(cell, rest) for cell in cells]
            if any(value is not None for value in found):
                texts, kind = as_column(found)
                frame = frame.with_columns(texts.alias(name))
                columns[name] = Column(kind, pl.col(name), any(map(has_pairs, cells)))
    return Part(label, frame, columns, is_stored, repeated=repeated)


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
