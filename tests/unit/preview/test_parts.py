"""Tests of parts: tables of every origin, flat."""

import polars as pl
import pytest

from cpkit.preview.parts import (
    Part,
    Wanted,
    part_of_frame,
)

WANTED = Wanted(
    names=("Address.City", "Attributes.tier", "FirstName", "ProfileId"),
    attributes=frozenset({"Attributes.tier"}),
    profile_id="ProfileId",
)


def values(part: Part, name: str) -> list[object]:
    """Return one column of a part."""
    return part.frame.select(part.columns[name].values.alias("it")).collect()["it"].to_list()


def test_frame_when_it_has_structs_then_their_fields_are_columns() -> None:
    """Names inside are dotted, however deep."""
    frame = pl.LazyFrame(
        {"Address": [{"City": "a", "Geo": {"x": "1"}}, {"City": None, "Geo": None}]}
    )

    part = part_of_frame(frame, WANTED)

    assert {"Address", "Address.City", "Address.Geo", "Address.Geo.x"} == part.columns.keys()
    assert ["a", None] == values(part, "Address.City")
    assert ["1", None] == values(part, "Address.Geo.x")


@pytest.mark.parametrize(
    ("cells", "is_from_pairs"),
    [
        (['{"tier": "gold"}', None, "{}"], False),
        (["{tier=gold, n=1}", None, ""], True),
        ([[{"key": "tier", "value": "gold"}], None, []], False),
    ],
)
def test_frame_when_attributes_are_texts_or_maps_then_they_are_read(
    cells: list[object], *, is_from_pairs: bool
) -> None:
    """A custom attribute is found in whatever form it comes."""
    part = part_of_frame(pl.LazyFrame({"Attributes": cells}), WANTED)

    assert ["gold", None, None] == values(part, "Attributes.tier")
    assert is_from_pairs == part.columns["Attributes.tier"].is_from_pairs


def test_frame_when_nobody_has_an_attribute_then_there_is_no_column() -> None:
    """It is the same as if it were misspelt."""
    part = part_of_frame(pl.LazyFrame({"Attributes": ['{"tier": null}']}), WANTED)

    assert "Attributes.tier" not in part.columns
