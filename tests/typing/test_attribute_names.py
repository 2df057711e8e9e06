"""Names of attributes: checkers know them all, so that a misspelt one is rejected while it is typed."""

from typing import Any, assert_type

import attrs
import pytest

import cpkit
from cpkit import (
    AttributeTypesSelector,
    Consolidation,
    CustomAttribute,
    MatchingRule,
    RuleAttribute,
    RuleBasedMatching,
    custom_attribute,
    rule_attribute,
)
from cpkit.errors import ValidationError


def test_names_when_known_then_they_type_check() -> None:
    """Lists, tuples, iterables and rules, also mixed with custom attributes."""
    tier = custom_attribute("tier")
    rule = MatchingRule(["PhoneNumber", "Address.City", tier])
    rules = RuleBasedMatching(
        enabled=True,
        matching_rules=[["EmailAddress"], ("LastName", tier), rule, iter(rule.rule)],
    )
    selector = AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE",
        address=["Address", "MaillingAddress"],
        phone_number=("PhoneNumber",),
        email_address={"EmailAddress", "BusinessEmailAddress"},
    )

    assert_type(tier, CustomAttribute)
    assert_type(rule.rule, tuple[RuleAttribute | CustomAttribute, ...])
    assert_type(rules.matching_rules, tuple[MatchingRule, ...] | None)
    assert "Attributes.tier" == tier == rule.rule[2]
    assert ("Address", "MaillingAddress") == selector.address


def test_names_when_read_back_then_they_can_be_given_back() -> None:
    """What is stored has the type that is accepted."""
    rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"], ["LastName"]])
    selector = AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE", phone_number=["PhoneNumber"]
    )
    criteria = Consolidation([["EmailAddress", "LastName"], ("a", "b")])

    assert rules.matching_rules is not None
    first, second = rules.matching_rules
    assert ("EmailAddress", "LastName") == MatchingRule(first.rule + second.rule).rule
    assert rules == attrs.evolve(rules, matching_rules=[first.rule, second])
    assert selector == AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE", phone_number=selector.phone_number
    )
    assert criteria == Consolidation(criteria.matching_attributes_list)


def test_names_when_known_only_at_run_time_then_they_are_validated() -> None:
    """A string becomes a name by a function that checks it."""
    names = ["EmailAddress", "Attributes.tier"]

    assert_type(rule_attribute(names[0]), RuleAttribute | CustomAttribute)
    assert tuple(names) == MatchingRule([rule_attribute(name) for name in names]).rule
    with pytest.raises(ValidationError, match="did you mean 'EmailAddress'"):
        rule_attribute("Emial")
    with cpkit.ignore_checks("rule-attribute"):
        assert ("Hobby",) == MatchingRule([rule_attribute("Hobby")]).rule


def test_names_when_misspelt_then_rejected_twice() -> None:
    """By the checkers, and when it runs."""
    with pytest.raises(ValidationError):
        # no such attribute
        MatchingRule(["Emial"])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a sub-type, which belongs in the selector
        MatchingRule(["MobilePhoneNumber"])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a misspelt one within rules
        RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"], ["Emial"]])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a phone's sub-type among addresses
        AttributeTypesSelector(attribute_matching_model="ONE_TO_ONE", address=["PhoneNumber"])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    # a custom attribute that custom_attribute has not made
    MatchingRule(["Attributes.tier"])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]


def test_lists_when_flat_or_a_string_then_rejected_twice() -> None:
    """A string is not a list of names, and a list of names is not a list of rules."""
    with pytest.raises(ValidationError):
        # a bare string where a list belongs
        MatchingRule("EmailAddress")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a flat list of rules
        RuleBasedMatching(enabled=True, matching_rules=["EmailAddress", "LastName"])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a bare string for rules
        RuleBasedMatching(enabled=True, matching_rules="EmailAddress")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a flat list of criteria
        Consolidation(["EmailAddress", "LastName"])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a bare string for a criterion
        Consolidation([["EmailAddress"], "LastName"])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a bare string in the selector
        AttributeTypesSelector(attribute_matching_model="ONE_TO_ONE", phone_number="PhoneNumber")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        # there is no form that ignores every check
        cpkit.ignore_checks()  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]


def misuses_of_strings(names: list[str], anything: Any) -> None:
    """Strings that are known only at run time; for checkers alone."""
    MatchingRule(anything)
    # they may be anything; rule_attribute validates them
    MatchingRule(names)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
