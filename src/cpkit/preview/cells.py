"""Columns of Python values: from lists of dicts, lines of JSON, and pandas without pyarrow.

Values are looked at one by one, since nothing says what a column holds but what is in it.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, time, timedelta
from decimal import Decimal
from numbers import Integral
from typing import Any, cast
from uuid import UUID

import polars as pl

__all__ = ["as_column", "as_typed", "has_pairs", "is_missing", "read_attributes"]

_PAIR = re.compile(r"(?:\A|, )(?P<key>[^=,{}]+)=")
"""Where a pair begins in ``{k=v, k2=v2}``."""


def is_missing(value: object) -> bool:
    """Return whether a cell is empty: ``None``, not a number, or what pandas writes for them."""
    return (
        value is None
        or (isinstance(value, float) and math.isnan(value))
        or type(value).__name__ in {"NAType", "NaTType"}
    )


def as_column(values: Sequence[Any]) -> tuple[pl.Series, pl.DataType]:
    """Return values as texts, and the type that a column of them would have.

    Args:
        values: The cells of one column.

    Returns:
        The texts; and ``String`` where all are texts, else the type of those that are none. Where
        that cannot be compared as text, the texts are missing.
    """
    kept: Sequence[Any] = values
    kind: pl.DataType = pl.String()
    if not set(map(type, values)) <= {str, type(None)}:
        kept = [None if is_missing(value) else value for value in values]
        kind = _type_of(set(map(type, kept)) - {type(None)})
        is_text = kind in {pl.Int64(), pl.String()}
        kept = [value if value is None else _written(value) for value in kept] if is_text else []
    try:
        return pl.Series(kept or [None] * len(values), dtype=pl.String), kind
    except UnicodeEncodeError:  # JSON can write half a character
        return pl.Series([None] * len(values), dtype=pl.String), pl.Unknown()


def as_typed(values: Sequence[Any]) -> pl.Series:
    """Return values as they are where they have one type, else as texts.

    Args:
        values: The cells of one column.
    """
    kept = [None if is_missing(value) else value for value in values]
    if len(set(map(type, kept)) - {type(None)}) == 1:
        with suppress(pl.exceptions.PolarsError, TypeError, ValueError, OverflowError):
            series = pl.Series(kept)
            if series.dtype != pl.Object():
                return series
    texts = [value if value is None else _written(value) for value in kept]
    return pl.Series(
        [text and text.encode(errors="replace").decode() for text in texts], dtype=pl.String
    )


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _type_of(classes: set[type[object]]) -> pl.DataType:
    """Return the type of a column whose cells are of these classes."""
    others: set[type[object]] = {one for one in classes if not issubclass(one, (str, bool, UUID))}
    for expected, kind in _KINDS:
        if any(issubclass(one, expected) for one in others):
            return kind
    return pl.Object() if others else pl.String()


_KINDS: tuple[tuple[tuple[type, ...], pl.DataType], ...] = (
    ((Mapping,), pl.Struct([])),
    ((list, tuple), pl.List(pl.String)),
    ((bytes, bytearray), pl.Binary()),
    ((date, time, timedelta), pl.Datetime()),
    ((float, Decimal), pl.Float64()),
    ((Integral,), pl.Int64()),
)
"""The worst first: a column with one number that has a fraction is a column of such numbers."""


def read_attributes(cell: object) -> Mapping[str, Any]:
    """Return the custom attributes of one profile.

    Args:
        cell: A mapping, a list of pairs, JSON, or ``{k=v, k2=v2}`` as the service's files have it.

    Returns:
        The attributes; none where the cell is nothing of the kind.
    """
    read: Any = cell
    if isinstance(cell, str):
        try:
            read = json.loads(cell)
        except (ValueError, RecursionError):
            read = _pairs(cell)
    if isinstance(read, list):  # a map, as older versions of Polars show it
        read = dict(map(_pair, filter(_is_pair, cast("Sequence[Any]", read))))
    return cast("Mapping[str, Any]", read) if isinstance(read, Mapping) else {}


def _is_pair(entry: Any) -> bool:
    return isinstance(entry, Mapping) and "key" in entry


def _pair(entry: Mapping[str, Any]) -> tuple[str, Any]:
    return entry["key"], entry.get("value")


def has_pairs(cell: object) -> bool:
    """Return whether a cell is a text such as ``{k=v, k2=v2}``."""
    return isinstance(cell, str) and not cell.lstrip().startswith(('{"', "{}", "["))


def _pairs(text: str) -> dict[str, str]:
    """Read ``{k=v, k2=v2}``; a value ends where ", ", the next key and "=" follow."""
    inner = text.strip().removeprefix("{").removesuffix("}")
    starts = list(_PAIR.finditer(inner))
    ends = [start.start() for start in starts[1:]] + [len(inner)]
    return {
        start["key"]: inner[start.end() : end] for start, end in zip(starts, ends, strict=False)
    }
