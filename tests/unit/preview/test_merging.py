"""Tests of what groups become that merge."""

import polars as pl
import pytest

from cpkit import ConflictResolution, SettingsWarning, preview
from tests.support.preview_profiles import people, rules

THREE = people(
    {"FirstName": "x", "City": "Ulm", "Phone": "1", "Tier": None, "Day": 2, "From": "web"},
    {"FirstName": "x", "City": "Bonn", "Phone": "", "Tier": "gold", "Day": 3, "From": "web"},
    {"FirstName": "x", "City": "Kiel", "Phone": "2", "Tier": None, "Day": 1, "From": "crm"},
    {"FirstName": "y", "City": "Jena", "Phone": None, "Tier": None, "Day": 1, "From": "web"},
)
CRM = ConflictResolution.source("crm")


def test_merged_when_by_recency_then_the_newest_value_that_is_not_missing_wins() -> None:
    """The newest profile has no phone number, so that of the next is taken."""
    merged = preview.evaluate(THREE, rules(["FirstName"]), updated="Day").merged()

    assert [
        {
            "ProfileId": "merged:0",
            "FirstName": "x",
            "City": "Bonn",
            "Phone": "1",
            "Tier": "gold",
            "Day": "3",
            "From": "web",
        }
    ] == merged.records.rows(named=True)
    assert () == merged.problems


def test_merged_when_by_source_then_its_values_win_and_else_the_newest() -> None:
    """The source has no tier."""
    found = preview.evaluate(
        THREE, rules(["FirstName"], conflict_resolution=CRM), updated="Day", source="From"
    )

    assert [("Kiel", "2", "gold")] == found.merged().records.select("City", "Phone", "Tier").rows()


def test_values_when_members_disagree_then_the_winner_and_what_is_lost() -> None:
    """Neither what one alone has is lost, nor what all agree on."""
    values = preview.evaluate(THREE, rules(["FirstName"]), updated="Day", source="From").merged()

    shared = {"group": 1, "profile_id": "merged:0", "source": "web"}
    assert [
        {**shared, "field": "City", "winner": "Bonn", "winner_id": "1", "lost": ["Ulm", "Kiel"]},
        {**shared, "field": "Phone", "winner": "1", "winner_id": "0", "lost": ["2"]},
    ] == values.values.select(
        "group", "profile_id", "source", "field", "winner", "winner_id", "lost"
    ).rows(named=True)


def test_merged_when_there_is_no_column_of_times_then_a_warning_says_what_was_done() -> None:
    """The later row counts as newer, and that is a guess."""
    found = preview.evaluate(THREE, rules(["FirstName"]))

    with pytest.warns(SettingsWarning, match="updated: names no column, so it is not known"):
        merged = found.merged()

    assert ["order-unknown"] == [one.code for one in merged.problems]
    assert ["Kiel"] == merged.records["City"].to_list()


def test_merged_when_evaluated_again_then_one_sees_what_a_second_pass_would_match() -> None:
    """The record and the other profile have one city by now."""
    profiles = people(
        {"FirstName": "x", "City": "Ulm", "Day": 1},
        {"FirstName": "x", "City": "Bonn", "Day": 2},
        {"FirstName": "z", "City": "Bonn", "Day": 1},
    ).rename({"City": "LastName"})
    both = rules(["FirstName"], ["LastName"])
    merged = preview.evaluate(profiles, both, updated="Day").merged()

    again = preview.evaluate(merged, both, updated="Day")

    assert 2 == len(merged) == merged.profiles.collect().height
    assert [("2", 2), ("merged:0", 2)] == again.members.select("profile_id", "level").rows()
    assert ["merged:2"] == again.merged().records["ProfileId"].to_list()


def test_merged_when_nothing_merges_then_all_profiles_are_left() -> None:
    """Columns are the same, in the same order."""
    found = preview.evaluate(THREE.tail(1), rules(["FirstName"]), updated="Day")

    merged = found.merged()

    assert "<Merged: 1 profile, of which 0 are records of 0 that merged>" == repr(merged)
    assert [] == merged.records.rows() == merged.values.rows()
    assert THREE.columns == merged.profiles.collect().columns


def test_merged_when_levels_beyond_the_merging_one_match_then_they_stay_apart() -> None:
    """A match that does not merge costs nobody a value."""
    profiles = THREE.with_columns(pl.lit("same").alias("LastName"))
    found = preview.evaluate(
        profiles,
        rules(["FirstName"], ["LastName"], max_allowed_rule_level_for_merging=1),
        grouping="transitive",
        updated="Day",
    )

    assert [("merged:0",), ("3",)] == sorted(
        found.merged().profiles.select("ProfileId").collect().rows(), reverse=True
    )


def test_merged_when_profiles_are_nested_then_inner_fields_are_resolved_one_by_one() -> None:
    """Lists of dicts have addresses and custom attributes inside."""
    nested = [
        {
            "ProfileId": name,
            "FirstName": "x",
            "Address": {"City": city, "State": state},
            "Attributes": {"tier": tier},
            "Day": day,
        }
        for name, city, state, tier, day in (
            ("a", "Ulm", "BW", "1", 1),
            ("b", "Bonn", None, "2", 2),
        )
    ]
    merged = preview.evaluate(nested, rules(["FirstName"]), updated="Day").merged()

    assert [("Bonn", "BW", "2")] == merged.records.select(
        "Address.City", "Address.State", "Attributes.tier"
    ).rows()
