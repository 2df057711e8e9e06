"""Names of attributes that are known only at run time."""

from typing import Any, get_args

import pytest

import cpkit
from cpkit import MatchingRule, RuleAttribute, custom_attribute, rule_attribute
from cpkit.errors import ValidationError
from cpkit.models.attribute_types import (
    ADDRESS,
    EMAIL_ADDRESS,
    LOW_CARDINALITY,
    PHONE_NUMBER,
    RULE_ATTRIBUTES,
    UNIQUE,
    AddressType,
    EmailAddressType,
    PhoneNumberType,
)


def test_names_when_typed_then_they_are_those_that_are_validated() -> None:
    """A checker accepts what raises no error: what is known, and what is only a warning."""
    assert 16 == len(get_args(RuleAttribute)) == len(RULE_ATTRIBUTES)
    for types, literal in (
        (ADDRESS, AddressType),
        (PHONE_NUMBER, PhoneNumberType),
        (EMAIL_ADDRESS, EmailAddressType),
    ):
        assert types.known | types.unsure == {*get_args(literal)}
    assert RULE_ATTRIBUTES >= LOW_CARDINALITY | UNIQUE


@pytest.mark.parametrize("name", ["tier", "t", "Attributes", "a.b", "n" * 244])
def test_custom_attribute_when_named_then_a_rule_can_name_it(name: str) -> None:
    """Up to the length that a rule's attributes have."""
    assert f"Attributes.{name}" == custom_attribute(name)
    assert (f"Attributes.{name}",) == MatchingRule([custom_attribute(name)]).rule


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Attributes.x", "must be the name alone, not 'Attributes.x'; write 'x'."),
        ("", "must have 1 to 244 characters, not 0."),
        ("n" * 245, "must have 1 to 244 characters, not 245."),
        (5, "must be a string, not the integer 5; put it in quotes."),
        (None, "must be a string, not null; set a value."),
    ],
    ids=lambda value: str(value)[:20],
)
def test_custom_attribute_when_it_is_not_a_name_then_a_problem(name: Any, text: str) -> None:
    """A prefix that stands twice would name another attribute."""
    with pytest.raises(ValidationError) as caught:
        custom_attribute(name)

    assert f"CustomAttribute: {text}" == str(caught.value)


@pytest.mark.parametrize("name", ["EmailAddress", "Attributes.tier", "Attributes"])
def test_rule_attribute_when_a_rule_can_name_it_then_it_is_returned(name: str) -> None:
    """What is only suspicious is a warning of the rule, and no error."""
    assert name == rule_attribute(name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Emial", "'Emial' is not a valid rule attribute; did you mean 'EmailAddress'?"),
        ("EmailAddress,LastName", "is one string; write 'EmailAddress', 'LastName'."),
        ("", "must have 1 to 255 characters, not 0."),
        (7, "must be a string, not the integer 7; put it in quotes."),
    ],
)
def test_rule_attribute_when_no_rule_can_name_it_then_a_problem(name: Any, text: str) -> None:
    """The same as the rule would report."""
    with pytest.raises(ValidationError) as caught:
        rule_attribute(name)

    assert str(caught.value).endswith(text)


def test_rule_attribute_when_the_check_is_ignored_then_any_is_returned() -> None:
    """An attribute may be newer than cpkit."""
    with cpkit.ignore_checks("rule-attribute"):
        assert ("Hobby",) == MatchingRule([rule_attribute("Hobby")]).rule
        with pytest.raises(ValidationError):
            rule_attribute("")
