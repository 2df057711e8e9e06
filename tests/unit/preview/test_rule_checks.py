"""Tests of what looks wrong with rules."""

from typing import Any

from cpkit import AttributeTypesSelector, preview
from tests.support.preview_profiles import people, rules


def checks_of(profiles: Any, *attributes: list[str], **options: Any) -> list[tuple[Any, ...]]:
    """Return the checks of rules, without their texts."""
    limit = options.pop("limit", 500)
    found = preview.evaluate(profiles, rules(*attributes, **options), common_value_limit=limit)
    return found.checks.select("check", "path", "profiles").rows()


def test_checks_when_a_rule_matches_nothing_then_it_is_named() -> None:
    """One whose values are all too common has a reason of its own."""
    profiles = people(*({"FirstName": "x", "LastName": str(number)} for number in range(3)))
    path = "RuleBasedMatching.MatchingRules[0]"

    assert [("never-matches", path, 0)] == checks_of(profiles, ["LastName"])
    assert [("never-matches", path, 0)] == checks_of(profiles, ["FirstName"], limit=2)


def test_checks_when_earlier_rules_match_it_all_then_a_rule_adds_nothing() -> None:
    """It would match alone."""
    profiles = people(*({"FirstName": "x", "LastName": "y"} for _ in range(2)))

    assert [("adds-nothing", "RuleBasedMatching.MatchingRules[1]", 2)] == checks_of(
        profiles, ["FirstName"], ["LastName"]
    )


def test_checks_when_members_have_several_birth_dates_then_they_look_like_strangers() -> None:
    """The rule need not read it; a missing date is no other date."""
    profiles = people(
        {"EmailAddress": "1@", "BirthDate": "a"},
        {"EmailAddress": "1@", "BirthDate": "b"},
        {"EmailAddress": "2@", "BirthDate": "c"},
        {"EmailAddress": "2@", "BirthDate": None},
    )

    assert [("strangers", "RuleBasedMatching.MatchingRules[0]", 2)] == checks_of(
        profiles, ["EmailAddress"]
    )


def test_checks_when_no_profile_has_a_sub_type_then_the_selector_has_one_too_many() -> None:
    """Its path is that of the entry."""
    selector = AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE",
        phone_number=["PhoneNumber", "HomePhoneNumber"],
        email_address=["EmailAddress"],
    )
    profiles = people(*({"PhoneNumber": "1", "HomePhoneNumber": ""} for _ in range(2)))

    assert [
        ("empty-sub-type", "RuleBasedMatching.AttributeTypesSelector.PhoneNumber[1]", 0)
    ] == checks_of(profiles, ["PhoneNumber"], attribute_types_selector=selector)


def test_checks_when_all_is_well_then_none() -> None:
    """An empty frame has the same columns."""
    profiles = people(*({"FirstName": "x"} for _ in range(2)))

    found = preview.evaluate(profiles, rules(["FirstName"])).checks

    assert ["check", "path", "finding", "profiles"] == found.columns
    assert found.is_empty()
