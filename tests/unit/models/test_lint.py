"""What is suspicious is said, with its ground, and refused nowhere."""

from typing import Any

import attrs
import pytest

import cpkit
from cpkit import (
    CLEAR,
    AttributeTypesSelector,
    AutoMerging,
    ConflictResolution,
    Consolidation,
    DomainSettings,
    ExportingConfig,
    Matching,
    MatchingRule,
    RuleBasedMatching,
    rule_attribute,
)
from cpkit.models.operation_checks import create_problems, domain_name_problems, update_problems
from cpkit.schema.checks import CHECKS, IGNORABLE, LIMITS
from cpkit.schema.value import Declared


def rules(*names: list[str], **given: Any) -> RuleBasedMatching:
    """Declare rules."""
    return RuleBasedMatching(
        enabled=True, matching_rules=[map(rule_attribute, each) for each in names], **given
    )


def selector(**given: Any) -> AttributeTypesSelector:
    """Declare a selector."""
    return AttributeTypesSelector(attribute_matching_model="ONE_TO_ONE", **given)


SUSPICIOUS: list[tuple[Declared, list[tuple[str, str]]]] = [
    (
        ConflictResolution(conflict_resolving_model="SOURCE"),
        [("ConflictResolution.SourceName", "source-without-name")],
    ),
    (
        ConflictResolution(conflict_resolving_model="RECENCY", source_name="x"),
        [("ConflictResolution.SourceName", "recency-with-source")],
    ),
    (
        rules(
            ["LastName", "BirthDate"],
            max_allowed_rule_level_for_matching=2,
            max_allowed_rule_level_for_merging=3,
        ),
        [
            ("RuleBasedMatching.MaxAllowedRuleLevelForMerging", "rule-level"),
            ("RuleBasedMatching.MaxAllowedRuleLevelForMatching", "rule-level"),
            ("RuleBasedMatching.MaxAllowedRuleLevelForMerging", "merging-level"),
        ],
    ),
    (
        Matching(enabled=False, auto_merging=AutoMerging(enabled=True)),
        [("Matching.AutoMerging.Enabled", "merging-while-disabled")],
    ),
    (
        rules(
            ["PhoneNumber", "LastName"],
            ["PhoneNumber", "BirthDate"],
            ["Address.City", "EmailAddress"],
            attribute_types_selector=selector(email_address=["EmailAddress"]),
        ),
        [
            ("RuleBasedMatching.MatchingRules[0].Rule[0]", "selector-lacks-type"),
            ("RuleBasedMatching.MatchingRules[2].Rule[0]", "selector-lacks-type"),
        ],
    ),
    (
        rules(["LastName", "BirthDate"], ["BirthDate", "LastName"]),
        [("RuleBasedMatching.MatchingRules[1]", "duplicate-rule")],
    ),
    (
        rules(["BirthDate"], ["LastName"], ["LastName", "Gender"]),
        [("RuleBasedMatching.MatchingRules[2]", "unreachable-rule")],
    ),
    (rules(["LastName", "Gender"], ["LastName"]), []),
    (
        rules(
            ["LastName", "BirthDate"],
            max_allowed_rule_level_for_matching=1,
            max_allowed_rule_level_for_merging=1,
        ),
        [],
    ),
    (Consolidation([["a", "b"], ["a", "c"]]), []),
    (
        rules(["Gender"], ["Gender", "LastName"]),
        [("RuleBasedMatching.MatchingRules[0].Rule", "low-cardinality")],
    ),
    (MatchingRule(["LastName", "LastName"]), [("MatchingRule.Rule[1]", "duplicate-attribute")]),
    (MatchingRule(["Gender", "Address.City"]), [("MatchingRule.Rule", "low-cardinality")]),
    (MatchingRule(["Gender", "LastName"]), []),
    (MatchingRule([rule_attribute("AttributesX")]), [("MatchingRule.Rule[0]", "custom-attribute")]),
    (MatchingRule([rule_attribute("Attributes")]), [("MatchingRule.Rule[0]", "custom-attribute")]),
    (MatchingRule([rule_attribute("Attributes.")]), [("MatchingRule.Rule[0]", "custom-attribute")]),
    (
        Consolidation([["EmailAddress"]]),
        [("Consolidation.MatchingAttributesList[0]", "single-attribute")],
    ),
    (
        Consolidation([["a", "b", "a"], ["b", "a"]]),
        [
            ("Consolidation.MatchingAttributesList[0][2]", "duplicate-attribute"),
            ("Consolidation.MatchingAttributesList[1]", "duplicate-rule"),
        ],
    ),
    (ExportingConfig(), [("ExportingConfig.S3Exporting", "exports-nothing")]),
    (
        selector(address=["MailingAddress"], phone_number=["Phone", "Phone"]),
        [
            ("AttributeTypesSelector.Address[0]", "unsure-selector-value"),
            ("AttributeTypesSelector.PhoneNumber[0]", "unsure-selector-value"),
            ("AttributeTypesSelector.PhoneNumber[1]", "unsure-selector-value"),
            ("AttributeTypesSelector.PhoneNumber[1]", "duplicate-attribute"),
        ],
    ),
]


@pytest.mark.parametrize(("value", "expected"), SUSPICIOUS, ids=lambda part: repr(part)[:60])
def test_suspicious_value_when_asked_then_said(
    value: Declared, expected: list[tuple[str, str]]
) -> None:
    """What is only suspicious exists, and says so when asked."""
    found = value.problems()

    assert expected == [(problem.path, problem.code) for problem in found]
    assert {("warning", "assumption")} >= {(problem.severity, problem.basis) for problem in found}


def test_suspicious_value_when_deep_in_settings_then_found_with_its_path() -> None:
    """Settings say what is suspicious anywhere below them, from the document's root."""
    settings = DomainSettings(
        domain_name="shop",
        matching=Matching(
            enabled=True,
            auto_merging=AutoMerging(enabled=True, consolidation=Consolidation([["LastName"]])),
        ),
        rule_based_matching=rules(["Gender"], exporting_config=ExportingConfig()),
    )

    assert [
        "Matching.AutoMerging.Consolidation.MatchingAttributesList[0]",
        "RuleBasedMatching.MatchingRules[0].Rule",
        "RuleBasedMatching.ExportingConfig.S3Exporting",
    ] == [problem.path for problem in settings.problems()]


def test_checks_when_listed_then_each_has_a_name_a_ground_and_a_test() -> None:
    """Codes are unique; what the model or the guide states is an error, the rest a warning."""
    codes = [check.code for check in CHECKS]

    assert sorted(set(codes)) == sorted(codes)
    assert {"type", "required", "unknown-member"} <= set(codes) - IGNORABLE
    assert [] == [c.code for c in CHECKS if (c.basis == "assumption") != (c.severity == "warning")]
    tested = {code for _, expected in SUSPICIOUS for _, code in expected}
    warnings = {check.code for check in CHECKS if check.severity == "warning"}
    assert warnings - {"tags-in-update"} == tested


def test_create_when_expiration_is_missing_then_a_problem_of_that_operation() -> None:
    """Only creating a domain needs the days until data expires."""
    settings = DomainSettings(domain_name="shop")

    assert ["expiration-required"] == [p.code for p in create_problems(settings)]
    assert () == create_problems(DomainSettings(domain_name="shop", default_expiration_days=1))


def test_update_when_tags_are_given_then_warned_of() -> None:
    """What UpdateDomain does with tags is not documented."""
    tagged = DomainSettings(domain_name="shop", tags={"a": "b"})

    assert [("tags-in-update", "warning")] == [
        (problem.code, problem.severity) for problem in update_problems(tagged)
    ]
    for untagged in (CLEAR, None):
        assert () == update_problems(attrs.evolve(tagged, tags=untagged))


def test_domain_name_when_it_was_let_past_then_it_can_be_sent() -> None:
    """Who lifted the check is not stopped by it later on."""
    with cpkit.ignore_checks("pattern"):
        settings = DomainSettings(domain_name="my shop", default_expiration_days=1)

    assert () == create_problems(settings) == update_problems(settings)


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_domain_name_when_it_addresses_something_else_then_never_sent(name: str) -> None:
    """Even where everything is lifted, such a name keeps settings from being sent."""
    with cpkit.ignore_checks(*LIMITS):
        settings = DomainSettings(domain_name=name, default_expiration_days=1)

        for problems in (create_problems(settings), update_problems(settings)):
            assert [("DomainName", "error")] == [(p.path, p.severity) for p in problems]
        assert domain_name_problems(name)
        assert () == domain_name_problems("any thing")


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("shop", []),
        ("", ["length"]),
        ("a/b", ["pattern"]),
        (None, ["type"]),
        ("x" * 65, ["length"]),
    ],
)
def test_domain_name_when_it_stands_alone_then_checked(name: object, codes: list[str]) -> None:
    """A name that would address something else is refused."""
    assert codes == [problem.code for problem in domain_name_problems(name)]
