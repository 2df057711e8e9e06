"""Which attributes rules can name, and which sub-types the selector lists."""

from typing import Any

import pytest

from cpkit import AttributeTypesSelector, MatchingRule
from cpkit.errors import ValidationError
from cpkit.models.attribute_types import (
    ADDRESS,
    EMAIL_ADDRESS,
    LOW_CARDINALITY,
    PHONE_NUMBER,
    RULE_ATTRIBUTES,
)


def message(rule: list[Any]) -> str:
    """Give what is said of a rule that cannot be."""
    with pytest.raises(ValidationError) as caught:
        MatchingRule(rule)
    (problem,) = caught.value.problems
    assert ("MatchingRule.Rule[0]", "rule-attribute") == (problem.path, problem.code)
    return problem.message


def test_attributes_when_listed_then_sixteen_and_those_of_few_values_are_among_them() -> None:
    """The guide's list."""
    assert 16 == len(RULE_ATTRIBUTES)
    assert set(LOW_CARDINALITY) < set(RULE_ATTRIBUTES)


@pytest.mark.parametrize("attribute", sorted([*RULE_ATTRIBUTES, "Attributes.tier"]))
def test_rule_when_it_names_an_attribute_then_taken(attribute: Any) -> None:
    """Those of the list, and custom ones."""
    assert (attribute,) == MatchingRule([attribute]).rule


@pytest.mark.parametrize(
    ("name", "types"),
    [
        *((name, PHONE_NUMBER) for name in ("HomePhoneNumber", "MobilePhoneNumber", "Phone")),
        *((name, EMAIL_ADDRESS) for name in ("BusinessEmailAddress", "PersonalEmail")),
        *((name, ADDRESS) for name in ("ShippingAddress.City", "BillingAddress")),
    ],
)
def test_rule_when_it_names_a_sub_type_then_the_type_and_the_selector_are_named(
    name: str, types: Any
) -> None:
    """A rule compares the type; which sub-types that means, the selector says."""
    said = message([name])

    assert f"AttributeTypesSelector.{types.attribute_type}" in said
    assert types.attribute_type in said.partition("AttributeTypesSelector")[0]


@pytest.mark.parametrize("types", [ADDRESS, EMAIL_ADDRESS, PHONE_NUMBER])
def test_selector_when_it_names_a_sub_type_then_only_those_of_the_guide_are_sure(
    types: Any,
) -> None:
    """What AWS prints elsewhere is taken with a warning, and nothing else is."""
    fields = {"Address": "address", "EmailAddress": "email_address", "PhoneNumber": "phone_number"}
    field = fields[types.attribute_type]

    def codes(name: str) -> list[str]:
        given: dict[str, Any] = {field: [name], "attribute_matching_model": "ONE_TO_ONE"}
        return [problem.code for problem in AttributeTypesSelector(**given).problems()]

    assert [[]] * len(types.known) == [codes(name) for name in types.known]
    assert [["unsure-selector-value"]] * len(types.unsure) == [codes(name) for name in types.unsure]
    with pytest.raises(ValidationError) as caught:
        codes("Fax")
    assert ["selector-value"] == [problem.code for problem in caught.value.problems]
