"""Tests of levels: what each rule matches."""

import pytest

from cpkit import AttributeTypesSelector, preview
from cpkit.preview.levels import Grouping
from tests.support.preview_profiles import groups_of, people, rules

CHAIN = people(
    {"EmailAddress": "x", "PhoneNumber": "1"},
    {"EmailAddress": "x", "PhoneNumber": "2"},
    {"EmailAddress": "y", "PhoneNumber": "2"},
    {"EmailAddress": "z", "PhoneNumber": "2"},
    {"EmailAddress": "w", "PhoneNumber": "9"},
)
EMAIL_THEN_PHONE = rules(["EmailAddress"], ["PhoneNumber"])


@pytest.mark.parametrize(
    ("grouping", "expected"),
    [("waterfall", [["0", "1"], ["2", "3"]]), ("transitive", [["0", "1", "2", "3"]])],
)
def test_levels_when_a_profile_matched_then_it_leaves_the_pool_or_stays(
    grouping: Grouping, expected: list[list[str]]
) -> None:
    """The choice between the two is large, and the user's."""
    assert expected == groups_of(preview.evaluate(CHAIN, EMAIL_THEN_PHONE, grouping=grouping))


def test_levels_when_counted_then_alone_counts_all_and_adds_what_is_new() -> None:
    """Level 2 alone would match three; one of them has matched before."""
    levels = preview.evaluate(CHAIN, EMAIL_THEN_PHONE).levels

    assert [2, 3] == levels["alone"].to_list()
    assert [2, 2] == levels["adds"].to_list()
    assert [2, 2] == levels["profiles"].to_list()
    assert [1, 1] == levels["groups"].to_list()
    assert [2, 2] == levels["largest"].to_list()
    assert [True, True] == levels["merges"].to_list()


def test_levels_when_transitive_then_a_group_has_the_least_level_of_its_members() -> None:
    """A profile has the level at which it itself matched first."""
    found = preview.evaluate(CHAIN, EMAIL_THEN_PHONE, grouping="transitive")

    assert [1, 1, 2, 2] == found.members["level"].to_list()
    assert [{"group": 1, "level": 1, "size": 4, "merges": True}] == found.groups.to_dicts()
    assert [4, 0] == found.levels["profiles"].to_list()
    assert [2, 2] == found.levels["adds"].to_list()


@pytest.mark.parametrize(("limit", "matched"), [(2, 0), (3, 3), (None, 3)])
def test_levels_when_all_values_of_a_key_are_common_then_it_is_left_out(
    limit: int | None, matched: int
) -> None:
    """As many as the limit is not too many."""
    same = people(*({"FirstName": "x"} for _ in range(3)))

    levels = preview.evaluate(same, rules(["FirstName"]), common_value_limit=limit).levels

    assert (matched, 3 - matched) == (levels["alone"][0], levels["left_out_as_common"][0])


def test_levels_when_one_value_of_a_key_is_rare_then_it_matches() -> None:
    """The guide leaves out what is common in all its attributes."""
    some = people(
        {"FirstName": "x", "LastName": "a"},
        {"FirstName": "x", "LastName": "a"},
        {"FirstName": "x", "LastName": "b"},
    )
    both = rules(["FirstName", "LastName"])

    found = preview.evaluate(some, both, common_value_limit=2)

    assert [["0", "1"]] == groups_of(found)
    assert [0] == found.levels["left_out_as_common"].to_list()


MANY = AttributeTypesSelector(
    attribute_matching_model="MANY_TO_MANY", email_address=["EmailAddress", "BusinessEmailAddress"]
)


def test_levels_when_many_to_many_then_one_sub_type_matches_another() -> None:
    """And a profile does not match itself, whose two addresses are one."""
    some = people(
        {"EmailAddress": "a", "BusinessEmailAddress": "b"},
        {"EmailAddress": "b", "BusinessEmailAddress": "c"},
        {"EmailAddress": "d", "BusinessEmailAddress": "d"},
    )

    found = preview.evaluate(some, rules(["EmailAddress"], attribute_types_selector=MANY))

    assert [["0", "1"]] == groups_of(found)


@pytest.mark.parametrize(("limit", "expected"), [(1, []), (2, [["0", "1"]])])
def test_levels_when_many_to_many_then_a_value_counts_once_for_a_profile(
    limit: int, expected: list[list[str]]
) -> None:
    """Values are counted over all sub-types, and profiles are what is counted."""
    some = people(
        {"EmailAddress": "a", "BusinessEmailAddress": "a"},
        {"EmailAddress": "b", "BusinessEmailAddress": "a"},
    )

    found = preview.evaluate(
        some, rules(["EmailAddress"], attribute_types_selector=MANY), common_value_limit=limit
    )

    assert expected == groups_of(found)
