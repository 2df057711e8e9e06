"""Rows as dicts and as data frames, whatever they are rows of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from importlib import import_module
from typing import Any

import attrs

from cpkit.display.frames import as_dicts, as_pandas, as_polars, columns_of

polars: Any = import_module("polars")


class Colour(StrEnum):
    """A colour."""

    RED = "red"


@attrs.frozen
class Size:
    """A part of a thing."""

    width: int | None = None


@attrs.frozen
class Thing:
    """Something that a row is made of."""

    name: str
    made_at: datetime | None = None
    weight: float | None = None
    count: int | None = None
    colour: Colour | None = None
    size: Size = Size()
    parts: tuple[str, ...] = ()


# The annotations above are strings, as in any module with this import: they are given by hand.
COLUMNS = {
    "name": str,
    "made_at": datetime | None,
    "weight": float | None,
    "count": int | None,
    "colour": Colour | None,
    "parts": tuple[str, ...],
}
EAST = timezone(timedelta(hours=5))
FULL = Thing("a", datetime(2026, 1, 1, 5, tzinfo=EAST), 0.5, 2, Colour.RED, Size(3), ("x", "y"))


def test_dicts_when_made_then_values_are_plain() -> None:
    """Times are in UTC, an enum is its value, a tuple a list."""
    (row,) = as_dicts([FULL], COLUMNS)

    assert {
        "name": "a",
        "made_at": datetime(2026, 1, 1, tzinfo=UTC),
        "weight": 0.5,
        "count": 2,
        "colour": "red",
        "parts": ["x", "y"],
    } == row
    assert (UTC, str) == (row["made_at"].tzinfo, type(row["colour"]))


def test_dicts_when_something_has_fields_then_it_is_a_dict() -> None:
    """At any depth."""
    assert [{"size": {"width": 3}}] == as_dicts([FULL], {"size": Size})


def test_columns_when_taken_of_a_class_then_those_of_its_fields() -> None:
    """In their order."""
    assert ["width"] == list(columns_of(Size))


def test_frames_when_there_are_rows_or_none_then_the_types_are_the_same() -> None:
    """So rows can be put below each other, and columns selected."""
    frames: list[Any] = [as_pandas(rows, COLUMNS) for rows in ([], [Thing("a")], [FULL])]
    kinds = [[str(kind) for kind in frame.dtypes] for frame in frames]
    schemas = [as_polars(rows, COLUMNS).schema for rows in ([], [Thing("a")], [FULL])]

    assert kinds[0] == kinds[1] == kinds[2]
    assert schemas[0] == schemas[1] == schemas[2]
    assert ["object", "datetime64[us, UTC]", "float64", "Int64", "object", "object"] == kinds[0]
    assert polars.Datetime("us", "UTC") == schemas[0]["made_at"]
    assert polars.List(polars.String) == schemas[0]["parts"]


def test_frames_when_something_has_fields_then_polars_has_a_struct() -> None:
    """Its fields keep their types."""
    columns = {"size": attrs.make_class("Sized", {"width": attrs.field(type=int)})}

    assert polars.Struct({"width": polars.Int64}) == as_polars([FULL], columns).schema["size"]


def test_frames_when_rows_are_ids_then_they_are_one_column() -> None:
    """An id is its own value."""
    assert ["x"] == as_polars(["x"], {"match_id": str})["match_id"].to_list()
    frame: Any = as_pandas(["x"], {"match_id": str})
    assert ["x"] == list(frame["match_id"])
