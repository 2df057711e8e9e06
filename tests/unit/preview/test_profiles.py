"""Tests of the table of profiles: its ids, and events of the same profile."""

from typing import Any

import polars as pl
import pytest

from cpkit import preview
from cpkit.errors import ValidationError
from tests.support.preview_profiles import groups_of, people, rules

NAMES = rules(["FirstName"])
TWICE = "of the rows; keep one of each"


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["a", "b", "a", "c", "a", "b"], [f"is not unique in 5 {TWICE} (first rows: 1, 2, 3)."]),
        (
            [None, "", "a", "b", None, "a"],
            [
                "is empty in 3 of the rows; give each profile an id (first rows: 1, 2, 5).",
                f"is not unique in 2 {TWICE} (first rows: 3, 6).",
            ],
        ),
        ([1, 2, 3, 1, 5, 6], [f"is not unique in 2 {TWICE} (first rows: 1, 4)."]),
    ],
)
def test_ids_when_missing_or_repeated_then_a_problem_names_rows(
    ids: list[Any], expected: list[str]
) -> None:
    """Ids are personal data; rows are counted from 1."""
    some = pl.DataFrame({"ProfileId": ids, "FirstName": ["x"] * 6})

    with pytest.raises(ValidationError) as caught:
        preview.evaluate(some, NAMES)

    assert expected == [one.message for one in caught.value.problems]
    assert {("profile-id", "ProfileId")} == {(one.code, one.path) for one in caught.value.problems}


def test_ids_when_integers_then_they_stay_so() -> None:
    """The frame can be joined with the user's own, and no warning is given."""
    forms: list[Any] = [
        pl.DataFrame({"ProfileId": [7, 8], "FirstName": ["x", "x"]}),
        [{"ProfileId": 7, "FirstName": "x"}, {"ProfileId": 8, "FirstName": "x"}],
    ]

    assert [[7, 8], [7, 8]] == [
        preview.evaluate(form, NAMES).members["profile_id"].to_list() for form in forms
    ]


def test_ids_when_no_text_then_a_problem() -> None:
    """A number with a fraction is no id."""
    with pytest.raises(ValidationError, match="ProfileId: must be text, not numbers"):
        preview.evaluate(pl.DataFrame({"ProfileId": [1.5], "FirstName": ["x"]}), NAMES)


def test_options_when_their_columns_are_missing_then_a_problem_each() -> None:
    """``updated`` and ``source`` are found as ``profile_id`` is."""
    with pytest.raises(ValidationError) as caught:
        preview.evaluate(people({"FirstName": "x"}), NAMES, updated="when", source="where")

    assert ["updated", "source"] == [one.path for one in caught.value.problems]


def test_options_when_their_columns_are_there_then_any_type_will_do() -> None:
    """They are not compared."""
    some = people(*2 * [{"FirstName": "x", "when": 1.5, "where": "shop"}])

    assert [["0", "1"]] == groups_of(preview.evaluate(some, NAMES, updated="when", source="where"))


def event(when: str | None, profile_id: str, name: str) -> dict[str, Any]:
    """Return a line of the real-time export."""
    return {
        "EventTimestamp": when,
        "ObjectTypeName": "_profile",
        "Object": {"ProfileId": profile_id, "FirstName": name},
    }


def test_events_when_a_profile_has_several_then_the_newest_counts() -> None:
    """Whatever the order of the lines."""
    lines = [
        event("2024-01-02T00:00:00Z", "a", "new"),
        event("2024-01-01T00:00:00Z", "a", "old"),
        event("2024-01-01T00:00:00Z", "b", "new"),
        event("2024-01-01T00:00:00Z", "c", "old"),
    ]

    assert [["a", "b"]] == groups_of(preview.evaluate(lines, NAMES))


def test_events_when_they_have_no_time_then_the_last_counts() -> None:
    """Lines are in their order."""
    lines = [event(None, "a", "old"), event(None, "b", "new"), event(None, "a", "new")]

    assert [["a", "b"]] == groups_of(preview.evaluate(lines, NAMES))


def test_events_when_ids_are_missing_then_they_are_counted() -> None:
    """What has no id is not one profile."""
    lines = [event(None, "", "old"), {**event(None, "", "x"), "Object": {"FirstName": "x"}}] * 2

    with pytest.raises(ValidationError, match="ProfileId: is empty in 3 of the rows"):
        preview.evaluate(lines, NAMES)
