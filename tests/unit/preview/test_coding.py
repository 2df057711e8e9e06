"""Tests of coded attributes: who has a value, and which values too many have."""

from cpkit import AttributeTypesSelector, preview
from tests.support.preview_profiles import people, rules

ADDRESSES = AttributeTypesSelector(
    attribute_matching_model="MANY_TO_MANY", address=["Address", "ShippingAddress"]
)
SOME = people(
    {"FirstName": "x", "Address.City": "a", "ShippingAddress.City": "a"},
    {"FirstName": "x", "Address.City": "a", "ShippingAddress.City": "b"},
    {"FirstName": "y", "Address.City": "c", "ShippingAddress.City": "b"},
    {"FirstName": "", "Address.City": None, "ShippingAddress.City": "b"},
    {"FirstName": None, "Address.City": None, "ShippingAddress.City": ""},
)


def test_common_when_values_are_on_more_profiles_then_they_are_listed() -> None:
    """The most frequent first; a value in two fields of one profile counts once."""
    declared = rules(["FirstName", "Address.City"], attribute_types_selector=ADDRESSES)

    found = preview.evaluate(SOME, declared, common_value_limit=1).common

    assert [
        ("Address.City", "b", 3),
        ("Address.City", "a", 2),
        ("FirstName", "x", 2),
    ] == found.rows()


def test_common_when_one_to_one_then_each_field_counts_for_itself() -> None:
    """It is named, since the same value may be rare in another."""
    selector = AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE", address=["Address", "ShippingAddress"]
    )
    declared = rules(["Address.City"], attribute_types_selector=selector)

    found = preview.evaluate(SOME, declared, common_value_limit=1).common

    assert [("ShippingAddress.City", "b", 3), ("Address.City", "a", 2)] == found.rows()


def test_common_when_an_address_has_lines_then_they_are_shown_as_one() -> None:
    """Lines that are missing are passed over."""
    line = {"Address.Address1": "a", "Address.Address2": "", "Address.Address3": "c"}

    found = preview.evaluate(
        people(line, line), rules(["Address.Address"]), common_value_limit=1
    ).common

    assert [("Address.Address", "a, c", 2)] == found.rows()


def test_common_when_there_is_no_limit_then_nothing_is() -> None:
    """The frame has its columns all the same."""
    found = preview.evaluate(SOME, rules(["FirstName"]), common_value_limit=None).common

    assert ([], ["attribute", "value", "profiles"]) == (found.rows(), found.columns)


def test_missing_when_no_field_has_a_value_then_the_profile_lacks_it() -> None:
    """One of several fields is enough to match by."""
    declared = rules(["FirstName"], ["Address.City"], attribute_types_selector=ADDRESSES)

    assert [("FirstName", 2), ("Address.City", 1)] == preview.evaluate(
        SOME, declared
    ).missing.rows()
