"""Rows as dicts and as data frames: a column for each field, of one type even without rows."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import attrs

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Columns", "as_dicts", "as_pandas", "as_polars", "columns_of"]

Columns = Mapping[str, Any]
"""The names of columns, in their order, and the type of what stands in each."""


def columns_of(cls: type[Any]) -> Columns:
    """Return a column for each field of an attrs class."""
    return {field.name: field.type for field in attrs.fields(cls)}


def as_dicts(items: Iterable[object], columns: Columns) -> list[dict[str, Any]]:
    """Return each item as a dict of plain values.

    Times are in UTC, enums are their values, tuples are lists, and what has fields is a dict.

    Args:
        items: Objects with an attribute for each column; where there is one column, also its
            values themselves, such as ids.
        columns: The columns.
    """
    return [
        {name: _plain(item if isinstance(item, str) else getattr(item, name)) for name in columns}
        for item in items
    ]


def as_pandas(items: Iterable[object], columns: Columns) -> "pd.DataFrame":
    """Return a pandas data frame of the items, as `as_dicts` takes them."""
    import pandas as pd  # noqa: PLC0415 - no dependency of cpkit

    rows = as_dicts(items, columns)
    types = {datetime: "datetime64[us, UTC]", int: "Int64", float: "float64"}
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in rows], dtype=types.get(_type(hint), "object"))
            for name, hint in columns.items()
        }
    )


def as_polars(items: Iterable[object], columns: Columns) -> "pl.DataFrame":
    """Return a Polars data frame of the items, as `as_dicts` takes them."""
    import polars as pl  # noqa: PLC0415 - no dependency of cpkit

    def data_type(hint: Any) -> Any:
        plain = {datetime: pl.Datetime("us", "UTC"), int: pl.Int64(), float: pl.Float64()}
        kind = _type(hint)
        if get_origin(kind) is tuple:
            return pl.List(data_type(get_args(kind)[0]))
        if get_origin(kind) is Mapping:
            return pl.List(pl.Struct({"key": pl.String(), "value": pl.String()}))
        if attrs.has(kind):
            fields = columns_of(kind)
            return pl.Struct({name: data_type(below) for name, below in fields.items()})
        return plain.get(kind, pl.String())

    schema = {name: data_type(hint) for name, hint in columns.items()}
    rows = as_dicts(items, columns)
    for name in [name for name, hint in columns.items() if get_origin(_type(hint)) is Mapping]:
        for row in rows:  # Polars has no maps, but lists of keys and values
            row[name] = row[name] and [{"key": k, "value": v} for k, v in row[name].items()]
    return pl.DataFrame(rows, schema=schema)


def _type(hint: Any) -> Any:
    """Return the type of a column's values; where there are several, the first that is one."""
    if get_origin(hint) in {Union, UnionType}:
        return _type(next(part for part in get_args(hint) if part is not NoneType))
    return hint


def _plain(value: Any) -> Any:
    below: Any = value
    if isinstance(value, str):
        return str(value)  # of an enum, its value
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if attrs.has(below.__class__):
        return {name: _plain(getattr(below, name)) for name in columns_of(below.__class__)}
    if isinstance(value, tuple):
        return [_plain(item) for item in below]
    if isinstance(value, Mapping):
        return dict(below)
    return value
