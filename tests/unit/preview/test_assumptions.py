"""Tests of what a preview assumes, and of how many profiles depend on it."""

from typing import Any

import pytest

from cpkit import AttributeTypesSelector, SettingsWarning, preview
from tests.support.preview_profiles import people, rules


def assumed(*attributes: list[str], of: Any, **options: Any) -> dict[str, int | None]:
    """Return the profiles that depend on each assumption."""
    given = {name: options.pop(name) for name in [*options] if name.startswith(("max", "attr"))}
    found = preview.evaluate(of, rules(*attributes, **given), **options).assumptions
    return dict(zip(found["assumption"].to_list(), found["profiles"].to_list(), strict=True))


FULL = people(*2 * [{"FirstName": "x", "LastName": "y"}])


def test_assumptions_when_one_rule_matches_then_little_is_assumed() -> None:
    """What does not bear on these rules is left out."""
    assert {"one-pass": 2} == assumed(["FirstName"], of=FULL)


@pytest.mark.parametrize("grouping", ["waterfall", "transitive"])
def test_assumptions_when_there_are_levels_then_the_other_grouping_is_counted(
    grouping: str,
) -> None:
    """Whichever is taken, the difference is the same."""
    some = people(
        {"FirstName": "x", "LastName": "1"},
        {"FirstName": "x", "LastName": "2"},
        {"FirstName": "y", "LastName": "2"},
        {"FirstName": "z", "LastName": "3"},
    )

    assert 3 == assumed(["FirstName"], ["LastName"], of=some, grouping=grouping)["grouping"]


@pytest.mark.parametrize("model", ["ONE_TO_ONE", "MANY_TO_MANY"])
def test_assumptions_when_profiles_are_tied_through_a_third_then_they_are_counted(
    model: str,
) -> None:
    """Two that share a value are tied by themselves."""
    selector = AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE" if model == "ONE_TO_ONE" else "MANY_TO_MANY",
        email_address=["EmailAddress", "PersonalEmailAddress"],
    )
    some = people(
        {"EmailAddress": "a", "PersonalEmailAddress": "p"},
        {"EmailAddress": "a", "PersonalEmailAddress": "q"},
        {"EmailAddress": "b", "PersonalEmailAddress": "q"},
        {"EmailAddress": "c", "PersonalEmailAddress": "c"},
        {"EmailAddress": "c", "PersonalEmailAddress": "c"},
    )

    found = assumed(["EmailAddress"], of=some, attribute_types_selector=selector)

    assert 3 == found["indirect-matches"]


TWO_ADDRESSES = AttributeTypesSelector(
    attribute_matching_model="ONE_TO_ONE", address=["Address", "ShippingAddress"]
)
CITY, STATE = "Address.City", "Address.State"
CROSSED = people(
    {CITY: "a", STATE: "1", "ShippingAddress.City": "b", "ShippingAddress.State": "2"},
    {CITY: "a", STATE: "9", "ShippingAddress.City": "c", "ShippingAddress.State": "2"},
)


@pytest.mark.parametrize("parts", ["same", "independent"])
def test_assumptions_when_addresses_have_parts_then_the_other_reading_is_counted(
    parts: str,
) -> None:
    """Both come from one address, or each from any."""
    found = assumed(
        [CITY, STATE], of=CROSSED, attribute_types_selector=TWO_ADDRESSES, address_parts=parts
    )

    assert 2 == found["address-parts"]


def test_assumptions_when_a_reading_has_too_many_combinations_then_it_is_not_counted() -> None:
    """It is named all the same."""
    fields = ["City", "State", "Country", "County", "PostalCode"]
    selector = AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE",
        address=["Address", "ShippingAddress", "BillingAddress", "BusinessAddress"],
    )
    some = people(
        *2 * [{f"{kind}.{field}": "x" for kind in selector.address or () for field in fields}]
    )

    found = assumed(
        [f"Address.{field}" for field in fields], of=some, attribute_types_selector=selector
    )

    assert found["address-parts"] is None
    assert (2, 2) == (found["billing-address"], found["business-address"])


def test_assumptions_when_one_address_or_one_part_is_compared_then_parts_are_no_question() -> None:
    """There is nothing to choose."""
    assert "address-parts" not in assumed([CITY, STATE], of=CROSSED)
    assert "address-parts" not in assumed(
        [CITY], [STATE], of=CROSSED, attribute_types_selector=TWO_ADDRESSES
    )


def test_assumptions_when_values_are_common_then_the_limit_is_counted() -> None:
    """How many would have another group without it."""
    assert 2 == assumed(["FirstName"], of=FULL, common_value_limit=1)["common-values"]
    assert "common-values" not in assumed(["FirstName"], of=FULL, common_value_limit=2)


def test_assumptions_when_values_are_missing_then_who_lacks_one_is_counted() -> None:
    """Each profile once."""
    some = people(
        {"FirstName": "", "LastName": None},
        {"FirstName": "x", "LastName": None},
        {"FirstName": "x", "LastName": "y"},
    )

    assert 2 == assumed(["FirstName", "LastName"], of=some)["missing-values"]


@pytest.mark.parametrize(
    ("attribute", "fields", "expected"),
    [
        ("EmailAddress", {"EmailAddress": "x"}, {"no-sub-types": 2}),
        ("PhoneNumber", {"PhoneNumber": "x"}, {"no-sub-types": 2}),
        ("Address.City", {"Address.City": "x"}, {"no-sub-types": 2}),
        (
            "Address.Address",
            {"Address.Address1": "x"},
            {"no-sub-types": 2, "address-lines": 2},
        ),
        ("Gender", {"Gender": "x"}, {}),
        ("Gender", {"Gender": "x", "GenderString": "x"}, {"gender": 2}),
        ("Attributes.a", {"Attributes": "{a=x}"}, {"custom-attributes": 2}),
        ("Attributes.a", {"Attributes": '{"a": "x"}'}, {}),
    ],
)
def test_assumptions_when_it_is_not_certain_what_a_field_is_then_its_holders_are_counted(
    attribute: str, fields: dict[str, str], expected: dict[str, int]
) -> None:
    """Only where the doubtful reading is used."""
    assert {"one-pass": 2, **expected} == assumed([attribute], of=people(fields, fields))


def test_assumptions_when_a_sub_type_is_doubtful_then_its_holders_are_counted() -> None:
    """The others are certain."""
    selector = AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE",
        address=["MaillingAddress"],
        phone_number=["BusinessPhoneNumber", "PhoneNumber"],
    )
    some = people(
        {"MailingAddress.City": "x", "BusinessPhoneNumber": "1", "PhoneNumber": "2"},
        {"MailingAddress.City": "x", "BusinessPhoneNumber": None, "PhoneNumber": "3"},
    )

    found = assumed(
        ["Address.City"],
        ["PhoneNumber"],
        of=some,
        attribute_types_selector=selector,
    )

    assert (2, 1) == (found["mailing-address"], found["business-phone-number"])


def test_assumptions_when_levels_are_not_given_then_what_matched_is_counted() -> None:
    """Both levels are required, by what one team reports."""
    with pytest.warns(SettingsWarning):
        found = assumed(
            ["FirstName"],
            of=FULL,
            max_allowed_rule_level_for_matching=None,
            max_allowed_rule_level_for_merging=None,
        )

    assert {"matching-level": 2, "merging-level": 2} == found


def test_assumptions_when_shown_then_each_has_a_basis_and_some_an_option() -> None:
    """The option is what one would type."""
    found = preview.evaluate(FULL, rules(["FirstName"], ["LastName"])).assumptions

    assert ["assumption", "reading", "basis", "option", "profiles"] == found.columns
    assert {
        "assumption": "grouping",
        "reading": "A profile that matched at one level is not tried at later ones.",
        "basis": "inferred",
        "option": 'grouping="transitive"',
        "profiles": 0,
    } == found.row(0, named=True)
