"""Tests of winning values of custom attributes."""

import json

import polars as pl
import pytest

from cpkit import preview
from tests.support.preview_profiles import people, rules


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ('{"tier": "1", "old": "yes"}', '{"tier": "2"}'),
        ("{tier=1, old=yes}", "{tier=2}"),
    ],
)
def test_winners_when_custom_attributes_are_texts_then_each_is_resolved_for_itself(
    older: str, newer: str
) -> None:
    """The record has them as JSON, which an evaluation reads."""
    found = preview.evaluate(
        people(
            {"FirstName": "x", "Attributes": older, "Day": 1},
            {"FirstName": "x", "Attributes": newer, "Day": 2},
            {"FirstName": "y", "Attributes": None, "Day": 1},
        ),
        rules(["FirstName"]),
        updated="Day",
    )

    merged = found.merged()

    assert {"tier": "2", "old": "yes"} == json.loads(merged.records["Attributes"].item())
    assert [("Attributes.tier", "2", ["1"])] == merged.values.select(
        "field", "winner", "lost"
    ).rows()


def test_winners_when_custom_attributes_are_a_map_then_each_is_resolved_for_itself() -> None:
    """As Polars shows a map: a list of pairs."""
    pairs = [[{"key": "tier", "value": "1"}], [{"key": "tier", "value": "2"}], None]
    frame = people({"FirstName": "x", "Day": 2}, {"FirstName": "x", "Day": 1}, {"FirstName": "y"})
    found = preview.evaluate(
        frame.with_columns(pl.Series("Attributes", pairs)), rules(["FirstName"]), updated="Day"
    )

    assert '{"tier": "1"}' == found.merged().records["Attributes"].item()


def test_winners_when_nobody_has_custom_attributes_then_the_record_has_none() -> None:
    """The column stays, for others may have some."""
    profiles = people(*({"FirstName": "x", "Attributes": "", "Day": 1} for _ in range(2)))

    found = preview.evaluate(profiles, rules(["FirstName"]), updated="Day").merged()

    assert ["{}"] == found.records["Attributes"].to_list()


def test_winners_when_nobody_in_a_group_has_a_value_then_the_record_has_none() -> None:
    """An empty text is no value."""
    profiles = people(
        *({"FirstName": "x", "City": "", "Day": 1} for _ in range(2)),
        *({"FirstName": "y", "City": "Ulm", "Day": 1} for _ in range(2)),
    )

    merged = preview.evaluate(profiles, rules(["FirstName"]), updated="Day").merged()

    assert [None, "Ulm"] == merged.records["City"].to_list()
    assert merged.values.is_empty()
