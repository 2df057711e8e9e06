"""Tests of what rules read."""

import pytest

from cpkit import AttributeTypesSelector
from cpkit.preview.fields import count_combinations, plan_fields, sub_types
from tests.support.preview_profiles import rules

SELECTOR = AttributeTypesSelector(
    attribute_matching_model="ONE_TO_ONE",
    address=["Address", "MaillingAddress"],
    email_address=["EmailAddress", "PersonalEmailAddress", "BusinessEmailAddress"],
)


def test_plan_when_the_selector_names_sub_types_then_each_is_a_field() -> None:
    """A type is read from its sub-types, under all names that AWS prints."""
    plan = plan_fields(
        rules(["EmailAddress", "Address.City"], attribute_types_selector=SELECTOR),
        address_parts="same",
    )

    assert [
        ("EmailAddress", ("EmailAddress", "Email")),
        ("PersonalEmailAddress", ("PersonalEmailAddress", "PersonalEmail")),
        ("BusinessEmailAddress", ("BusinessEmailAddress", "BusinessEmail")),
    ] == [(field.name, field.columns) for field in plan.attributes["EmailAddress"].fields]
    assert [
        ("Address.City", ("Address.City",)),
        ("MaillingAddress.City", ("MaillingAddress.City", "MailingAddress.City")),
    ] == [(field.name, field.columns) for field in plan.attributes["Address.City"].fields]


def test_plan_when_a_sub_type_is_an_alias_then_the_field_is_looked_for_too() -> None:
    """``Email`` is read where the field is called ``EmailAddress``."""
    selector = AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE", email_address=["Email"]
    )
    plan = plan_fields(
        rules(["EmailAddress"], attribute_types_selector=selector), address_parts="same"
    )

    assert ("Email", "EmailAddress") == plan.attributes["EmailAddress"].fields[0].columns


def test_plan_when_no_sub_type_is_named_then_the_field_of_the_type_is_read() -> None:
    """AWS does not document what is read then; the field of this name is."""
    plan = plan_fields(rules(["PhoneNumber", "Attributes.a.b"]), address_parts="same")

    assert ("PhoneNumber", "Phone") == plan.attributes["PhoneNumber"].fields[0].columns
    assert ("Attributes.a.b",) == plan.attributes["Attributes.a.b"].fields[0].columns
    assert ("Address",) == sub_types("Address", None)
    assert ("FirstName",) == sub_types("FirstName", SELECTOR)


def test_plan_when_an_address_is_read_then_its_lines_stand_for_it() -> None:
    """Where there is no column for the whole, four lines are it."""
    plan = plan_fields(
        rules(["Address.Address"], attribute_types_selector=SELECTOR), address_parts="same"
    )
    whole, mailing = plan.attributes["Address.Address"].fields

    assert [(f"Address.Address{line}",) for line in (1, 2, 3, 4)] == list(whole.lines)
    assert ("MaillingAddress.Address1", "MailingAddress.Address1") == mailing.lines[0]


def test_plan_when_gender_is_read_then_its_text_stands_in() -> None:
    """``GenderString`` is read where ``Gender`` is empty."""
    plan = plan_fields(rules(["Gender"]), address_parts="same")

    assert "GenderString" == plan.attributes["Gender"].fields[0].fallback


@pytest.mark.parametrize(
    ("names", "parts", "expected"),
    [
        (("FirstName",), "same", [(0,)]),
        (("Address.City", "Address.State"), "same", [(0, 0), (1, 1)]),
        (("Address.City", "Address.State"), "independent", [(0, 0), (0, 1), (1, 0), (1, 1)]),
        (("EmailAddress", "Address.City"), "same", [(e, a) for a in range(2) for e in range(3)]),
    ],
)
def test_plan_when_types_have_sub_types_then_all_choices_are_combined(
    names: tuple[str, ...], parts: str, expected: list[tuple[int, ...]]
) -> None:
    """The parts of an address are chosen together, or each for itself."""
    plan = plan_fields(
        rules(names, attribute_types_selector=SELECTOR),
        address_parts="same" if parts == "same" else "independent",
    )

    assert sorted(expected) == sorted(plan.rules[0].combinations)


def test_plan_when_a_rule_names_an_attribute_twice_then_it_counts_once() -> None:
    """A repetition compares nothing more."""
    plan = plan_fields(rules(["FirstName", "FirstName"]), address_parts="same")

    assert ("FirstName",) == plan.rules[0].attributes
    assert 1 == count_combinations(("FirstName", "FirstName"), None, "same")


def test_plan_when_levels_are_given_then_they_bound_what_is_tried_and_merged() -> None:
    """No level is tried beyond the last one, and none merges that is not tried."""
    declared = rules(
        ["FirstName"],
        ["LastName"],
        ["BirthDate"],
        max_allowed_rule_level_for_matching=2,
        max_allowed_rule_level_for_merging=3,
    )
    plan = plan_fields(declared, address_parts="same")

    assert [1, 2] == [rule.level for rule in plan.rules]
    assert 2 == plan.merging_level
    assert ["FirstName", "LastName"] == list(plan.attributes)


def test_plan_when_no_levels_are_given_then_all_match_and_none_merges() -> None:
    """That is assumed, and said."""
    declared = rules(
        ["FirstName"],
        max_allowed_rule_level_for_matching=None,
        max_allowed_rule_level_for_merging=None,
    )
    plan = plan_fields(declared, address_parts="same")

    assert (1, 0) == (len(plan.rules), plan.merging_level)
