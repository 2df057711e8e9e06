"""Tests of questions about groups."""

from typing import TYPE_CHECKING, Any

import pytest

from cpkit import AttributeTypesSelector, preview
from cpkit.errors import ValidationError
from tests.support.preview_profiles import people, rules

if TYPE_CHECKING:
    from collections.abc import Callable

SOME = people(
    {"FirstName": "x", "LastName": "1", "PartyType": "p"},
    {"FirstName": "y", "LastName": "9", "PartyType": "p"},
    {"FirstName": "x", "LastName": "2", "PartyType": "p"},
    {"FirstName": "z", "LastName": "9", "PartyType": ""},
    {"FirstName": "x", "LastName": "1", "PartyType": "q"},
    {"FirstName": "w", "LastName": None, "PartyType": "p"},
)
FOUND = preview.evaluate(
    SOME, rules(["FirstName"], ["LastName"], max_allowed_rule_level_for_merging=1)
)


def test_largest_when_asked_for_then_the_largest_first_with_what_all_members_share() -> None:
    """A value that one member lacks is not shared."""
    assert [
        {"group": 1, "level": 1, "size": 3, "merges": True, "shares": ["FirstName=x"]},
        {"group": 2, "level": 2, "size": 2, "merges": False, "shares": ["LastName=9"]},
    ] == FOUND.largest().rows(named=True)
    assert [1] == FOUND.largest(1)["group"].to_list()


def test_largest_when_nothing_matched_then_no_rows_and_the_same_columns() -> None:
    """What is built upon it need not ask whether there is a group."""
    found = preview.evaluate(SOME.head(2), rules(["FirstName"]))

    assert [] == found.largest().rows()
    assert FOUND.largest().columns == found.largest().columns


def test_largest_when_none_are_asked_for_then_that_is_said() -> None:
    """A number below one is a mistake."""
    with pytest.raises(ValidationError, match="n: must be a whole number from 1, not 0"):
        FOUND.largest(0)


def test_sample_when_a_level_is_named_then_whole_groups_with_the_fields_that_rules_read() -> None:
    """A row a member."""
    assert [
        {"group": 2, "level": 2, "profile_id": "1", "FirstName": "y", "LastName": "9"},
        {"group": 2, "level": 2, "profile_id": "3", "FirstName": "z", "LastName": "9"},
    ] == FOUND.sample(2).rows(named=True)


def test_sample_when_drawn_with_the_same_seed_then_the_same_groups() -> None:
    """So that two people look at the same."""
    many = people(*({"FirstName": str(number // 2)} for number in range(200)))
    found = preview.evaluate(many, rules(["FirstName"]))

    assert found.sample(1, n=3, seed=7).equals(found.sample(1, n=3, seed=7))
    assert not found.sample(1, n=3, seed=7).equals(found.sample(1, n=3, seed=8))
    assert [2, 2, 2] == found.sample(1, n=3)["group"].value_counts()["count"].to_list()


def test_sample_when_there_is_no_such_level_then_the_levels_are_said() -> None:
    """Levels are counted from 1."""
    for level in (0, 3, True):
        with pytest.raises(
            ValidationError, match=f"level: must be a level from 1 to 2, not {level}"
        ):
            FOUND.sample(level)


def test_disagreements_when_members_differ_then_their_values_the_most_frequent_first() -> None:
    """A group whose members agree is not among them, nor is one where a value is missing."""
    assert [
        {
            "group": 1,
            "level": 1,
            "size": 3,
            "merges": True,
            "field": "LastName",
            "values": ["1", "2"],
            "profiles": [2, 1],
        }
    ] == FOUND.disagreements("LastName").rows(named=True)


def test_disagreements_when_no_rule_reads_the_attribute_then_the_profiles_are_read_for_it() -> None:
    """Any field of a profile can be asked for."""
    found = FOUND.disagreements("PartyType")

    assert [(1, ["p", "q"], [2, 1])] == found.select("group", "values", "profiles").rows()


def test_disagreements_when_several_fields_stand_for_it_then_each_is_compared_for_itself() -> None:
    """A home number and a mobile number of one person are no disagreement."""
    selector = AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE",
        phone_number=["HomePhoneNumber", "MobilePhoneNumber"],
    )
    profiles = people(
        {"FirstName": "x", "HomePhoneNumber": "1", "MobilePhoneNumber": "2"},
        {"FirstName": "x", "HomePhoneNumber": "1", "MobilePhoneNumber": "3"},
    )
    found = preview.evaluate(profiles, rules(["FirstName"], attribute_types_selector=selector))

    assert [("MobilePhoneNumber", ["2", "3"])] == found.disagreements("PhoneNumber").select(
        "field", "values"
    ).rows()


@pytest.mark.parametrize("count", [True, 0, -1, 2.0, "2"])
def test_sample_when_a_number_is_none_then_that_is_said(count: Any) -> None:
    """``True`` is an integer to Python, and a slip to everybody else."""
    compared = FOUND.compare(rules(["LastName"]))
    asked: list[Callable[[], object]] = [
        lambda: FOUND.largest(count),
        lambda: FOUND.sample(1, count),
        lambda: compared.sample("new", count),
    ]
    for ask in asked:
        with pytest.raises(ValidationError, match="n: must be a whole number from 1, not "):
            ask()
