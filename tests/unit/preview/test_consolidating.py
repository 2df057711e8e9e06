"""Tests of what auto-merging's criteria would merge."""

import polars as pl
import pytest

from cpkit import AutoMerging, ConflictResolution, Consolidation, SettingsWarning, preview
from cpkit.errors import ValidationError


def similar(*rows: dict[str, object]) -> pl.DataFrame:
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


@pytest.mark.filterwarnings("ignore:updated")
def test_consolidate_when_a_criterion_names_no_column_then_a_warning_says_what_was_meant() -> None:
    """Nothing merges by it."""
    auto_merging = AutoMerging(
        enabled=True, consolidation=Consolidation([["EmailAddress"]]), conflict_resolution=None
    )

    with pytest.warns(SettingsWarning, match="did you mean 'email_address'"):
        found = preview.consolidate(
            similar({"email_address": "a@"}, {"email_address": "a@"}), auto_merging
        )

    assert 0 == found.criteria["vanish"].sum()


def test_consolidate_when_columns_or_criteria_are_missing_then_problems() -> None:
    """Without them nothing can be said."""
    criteria = AutoMerging(enabled=True, consolidation=Consolidation([["EmailAddress"]]))

    with pytest.raises(ValidationError, match="the matches have no such column"):
        preview.consolidate(similar({}, {}).drop("ConfidenceScore"), criteria)
    with pytest.raises(ValidationError, match="must have criteria"):
        preview.consolidate(similar({}, {}), AutoMerging(enabled=False))
