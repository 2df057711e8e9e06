"""Tests of profiles as records."""

import polars as pl
import pytest

from cpkit.preview.parts import STAMP, Part, Wanted
from cpkit.preview.records import BadLineError, json_records, part_of_records

WANTED = Wanted(
    names=("Address.City", "Attributes.tier", "FirstName", "ProfileId"),
    attributes=frozenset({"Attributes.tier"}),
    profile_id="ProfileId",
)


def values(part: Part, name: str) -> list[object]:
    """Return one column of a part."""
    return part.frame.select(part.columns[name].values.alias("it")).collect()["it"].to_list()


def test_records_when_nested_then_what_is_wanted_is_taken() -> None:
    """Other names are only known to be there."""
    part = part_of_records(
        [
            {"ProfileId": 7, "Address": {"City": "a", "State": "b"}, "LastName": "c"},
            {"ProfileId": 8, "Attributes": {"tier": "gold"}},
            {"ProfileId": 9, "Attributes": "{tier=x}"},
            {"ProfileId": 10, "Attributes": "{other=x}"},
        ],
        WANTED,
    )

    assert [7, 8, 9, 10] == values(part, "ProfileId")
    assert ["a", None, None, None] == values(part, "Address.City")
    assert [None, "gold", "x", None] == values(part, "Attributes.tier")
    assert pl.Null() == part.columns["LastName"].kind
    assert "FirstName" not in part.columns
    assert part.columns["Attributes.tier"].is_from_pairs
    assert not part.are_events


def test_records_when_what_should_be_nested_is_a_text_then_it_is_known() -> None:
    """The column is there as what it is."""
    part = part_of_records([{"Address": "12 Main St", "ProfileId": "a"}], WANTED)

    assert pl.String() == part.columns["Address"].kind


def test_records_when_they_are_events_then_profiles_are_in_them() -> None:
    """Other objects are passed over, and so is what has no profile."""
    part = part_of_records(
        [
            {"ObjectTypeName": "_profile", "Object": {"ProfileId": "a"}, "EventTimestamp": when}
            for when in ("1970-01-01T00:01:00Z", "1970-01-01T00:01:00", 61, "?", None)
        ]
        + [
            {"ObjectTypeName": "_asset", "Object": {"ProfileId": "b"}},
            {"ObjectTypeName": "_profile", "Object": None},
        ],
        WANTED,
    )

    assert part.are_events
    assert [60, 60, 61, None, None] == part.frame.collect()[STAMP].to_list()
    assert ["a"] * 5 == values(part, "ProfileId")


def test_json_records_when_lines_are_objects_then_they_are_read() -> None:
    """A line without anything is passed over."""
    assert [{"a": 1}, {"b": 2}] == list(json_records([b'{"a": 1}\n', b" \n", b'{"b": 2}']))


@pytest.mark.parametrize("line", [b"{secret", b"[1]", b'"secret"', b"\xff\xfe{"])
def test_json_records_when_a_line_is_no_object_then_it_is_named_by_number(line: bytes) -> None:
    """Nothing of it is in the error, nor behind it."""
    with pytest.raises(BadLineError) as caught:
        list(json_records([b"{}", line]))

    assert "line 2" == str(caught.value)
    assert caught.value.__context__ is None
