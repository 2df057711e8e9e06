"""Tests of profiles read with all their columns."""

import json
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cpkit import preview
from cpkit.preview import Preview
from tests.support.preview_profiles import rules

pandas: Any = import_module("pandas")  # which comes without types
RECORDS: list[dict[str, Any]] = [
    {
        "ProfileId": "a",
        "FirstName": "x",
        "Address": {"City": "Ulm"},
        "Tags": ["s"],
        "Age": 7,
        "Score": 0.5,
        "Since": date(2024, 1, 2),
        "Code": b"\xff",
    },
    {"ProfileId": "b", "FirstName": "y", "Late": "z", "Age": 8},
]


def whole_of(found: Preview) -> list[dict[str, Any]]:
    """Return all profiles, of which none has merged."""
    merged = found.merged()
    assert [] == merged.records.rows()
    return merged.profiles.collect().rows(named=True)


@pytest.mark.filterwarnings("ignore:.*names no column")
@pytest.mark.parametrize("form", [list, pl.DataFrame, pl.LazyFrame, pandas.DataFrame])
def test_whole_when_cells_are_of_many_types_then_all_are_texts(form: Any) -> None:
    """Structs are flat, and other things that hold several values are JSON."""
    found = preview.evaluate(form(RECORDS), rules(["FirstName"]))

    assert {
        "ProfileId": "a",
        "FirstName": "x",
        "Address.City": "Ulm",
        "Tags": '["s"]',
        "Age": "7",
        "Score": "0.5",
        "Since": "2024-01-02",
        "Code": "ff",
        "Late": None,
    } == whole_of(found)[0]


@pytest.mark.filterwarnings("ignore:.*names no column")
def test_whole_when_events_are_read_then_the_newest_of_each_profile(tmp_path: Path) -> None:
    """As an evaluation reads them."""
    lines = [
        {"ObjectTypeName": "_profile", "EventTimestamp": stamp, "Object": {**one, "City": city}}
        for stamp, city in (("2024-01-02", "new"), ("2024-01-01", "old"))
        for one in ({"ProfileId": "a", "FirstName": "x"}, {"ProfileId": "b", "FirstName": "y"})
    ]
    lines.append({"ObjectTypeName": "order", "EventTimestamp": "2024-01-03", "Object": {}})
    (tmp_path / "events").write_text("\n".join(map(json.dumps, lines)))

    found = whole_of(preview.evaluate(tmp_path, rules(["FirstName"])))

    assert [("a", "new"), ("b", "new")] == [(row["ProfileId"], row["City"]) for row in found]


@pytest.mark.filterwarnings("ignore:.*names no column")
def test_whole_when_cells_are_objects_of_python_then_the_column_is_left_out() -> None:
    """There is no text that stands for any object."""
    frame = pl.DataFrame({"ProfileId": ["a"], "FirstName": ["x"]})
    objects = frame.with_columns(pl.Series("Kind", [Path("b")], dtype=pl.Object))

    assert [{"ProfileId": "a", "FirstName": "x"}] == whole_of(
        preview.evaluate(objects, rules(["FirstName"]))
    )
