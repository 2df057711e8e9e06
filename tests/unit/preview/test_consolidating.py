"""Tests of what auto-merging's criteria would merge."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

from cpkit import AutoMerging, ConflictResolution, Consolidation, SettingsWarning, preview
from cpkit.errors import ValidationError


def similar(*rows: Mapping[str, object]) -> pl.DataFrame:
    """Return profiles of one matching group with the ids "A", "B", and so on."""
    return pl.DataFrame(
        [
            {"MatchingGroupId": "g", "ConfidenceScore": 0.9, "ProfileId": name, **row}
            for name, row in zip("ABCDEF", rows, strict=False)
        ],
        infer_schema_length=None,
    )


def test_consolidate_when_the_guides_example_is_applied_then_its_result() -> None:
    """The second criterion merges by a phone number that won under the first.

    The guide has a time for each value, and they contradict each other: the merged e-mail is newer
    than either that it was made of, and the merged phone number older than its own. Here each
    profile has one time, that of its names, which gives the guide's result throughout.
    """
    profiles = similar(
        {"FirstName": "John", "PhoneNumber": "555-555-5555", "at": "05:00"},
        {"FirstName": "John", "PhoneNumber": "555-555-5556", "at": "04:00"},
        {"FirstName": "Jane", "PhoneNumber": "555-555-5555", "at": "06:00"},
    ).with_columns(
        pl.lit("Doe").alias("LastName"),
        pl.lit("doefamily@anyemail.com").alias("EmailAddress"),
        ("2026-01-01T" + pl.col("at")).alias("LastUpdated"),
    )
    criteria = AutoMerging(
        enabled=True,
        consolidation=Consolidation([["FirstName", "LastName", "EmailAddress"], ["PhoneNumber"]]),
        conflict_resolution=ConflictResolution.recency(),
    )

    found = preview.consolidate(profiles, criteria, updated="LastUpdated")

    assert [("A", 1, 1), ("B", 1, 1), ("C", 1, 2)] == found.members.select(
        "profile_id", "record", "criterion"
    ).rows()
    assert [(1, 2, 1), (2, 1, 1)] == found.criteria.select("criterion", "profiles", "vanish").rows()
    assert [
        {
            "record": 1,
            "matching_group": "g",
            "profiles": 3,
            "EmailAddress": "doefamily@anyemail.com",
            "FirstName": "Jane",
            "LastName": "Doe",
            "PhoneNumber": "555-555-5555",
        }
    ] == found.records.rows(named=True)


PAIR = similar({"EmailAddress": "1@", "at": 1}, {"EmailAddress": "1@", "at": 2})


def by(*criteria: list[str], **options: Any) -> AutoMerging:
    """Return auto-merging by criteria."""
    return AutoMerging(enabled=True, consolidation=Consolidation(criteria), **options)


def test_consolidate_when_a_value_is_missing_then_it_is_identical_with_nothing() -> None:
    """Neither null nor an empty text."""
    profiles = similar(*({"EmailAddress": value} for value in (None, None, "", "", "1@")))

    found = preview.consolidate(
        profiles.with_columns(at=pl.lit(1)), by(["EmailAddress"]), updated="at"
    )

    assert 0 == found.vanishing
    assert [None] * 5 == found.members["criterion"].to_list()


@pytest.mark.parametrize(("least", "expected"), [(None, 1), (0.9, 1), (0.91, 0)])
def test_consolidate_when_a_score_is_below_the_least_then_the_group_stays(
    least: float | None, expected: int
) -> None:
    """The least score itself is enough."""
    merging = by(["EmailAddress"], min_allowed_confidence_score_for_merging=least)

    assert expected == preview.consolidate(PAIR, merging, updated="at").vanishing


def test_consolidate_when_profiles_are_in_different_groups_then_they_do_not_merge() -> None:
    """Criteria are tried inside matching groups."""
    apart = PAIR.with_columns(pl.Series("MatchingGroupId", ["g", "h"]))

    assert 0 == preview.consolidate(apart, by(["EmailAddress"]), updated="at").vanishing


def test_consolidate_when_a_criterion_finds_what_an_earlier_one_left_then_each_is_counted() -> None:
    """A profile counts for the first that merged it."""
    profiles = similar(
        {"EmailAddress": "1@", "LastName": "a"},
        {"EmailAddress": "1@", "LastName": "b"},
        {"EmailAddress": "2@", "LastName": "b"},
        {"EmailAddress": "3@", "LastName": "c"},
    ).with_columns(at=pl.Series([1, 2, 3, 4]))

    found = preview.consolidate(profiles, by(["EmailAddress"], ["LastName"]), updated="at")

    assert [
        "4 similar profiles: 2 would vanish in others",
        "  1  EmailAddress: 2 profiles more, 1 vanish",
        "  2  LastName: 1 profile more, 1 vanish",
    ] == str(found).splitlines()
    assert [1, 1, 1, 2] == found.members["record"].to_list()
    assert [3, 1] == found.records["profiles"].to_list()


def test_consolidate_when_by_source_then_its_value_wins() -> None:
    """A later criterion is tried with it."""
    profiles = similar(
        {"EmailAddress": "1@", "LastName": "old", "From": "crm"},
        {"EmailAddress": "1@", "LastName": "new", "From": "web"},
        {"EmailAddress": "2@", "LastName": "old", "From": "web"},
    ).with_columns(at=pl.Series([1, 2, 3]))
    criteria = by(
        ["EmailAddress"], ["LastName"], conflict_resolution=ConflictResolution.source("crm")
    )

    assert 2 == preview.consolidate(profiles, criteria, updated="at", source="From").vanishing


def test_consolidate_when_a_column_is_missing_then_a_warning_says_that_nothing_merges_by_it() -> (
    None
):
    """Result files have no MiddleName, for instance."""
    with pytest.warns(SettingsWarning, match=r"emailaddress'\?"):
        found = preview.consolidate(
            PAIR.rename({"EmailAddress": "emailaddress"}), by(["EmailAddress"]), updated="at"
        )
    with pytest.warns(SettingsWarning, match="MiddleName: the matches have no such column"):
        preview.consolidate(PAIR, by(["MiddleName"]), updated="at")

    assert 0 == found.vanishing
    assert ["missing-column"] == [one.code for one in found.problems]


def test_consolidate_when_there_are_no_criteria_or_no_matches_then_it_is_rejected() -> None:
    """All columns that lack are named."""
    with pytest.raises(ValidationError, match=r"AutoMerging.Consolidation: must have criteria"):
        preview.consolidate(PAIR, AutoMerging(enabled=True))
    with pytest.raises(ValidationError) as caught:
        preview.consolidate(PAIR.select("EmailAddress"), by(["EmailAddress"]), updated="when")

    assert ["MatchingGroupId", "ConfidenceScore", "ProfileId", "when"] == [
        one.path for one in caught.value.problems
    ]
