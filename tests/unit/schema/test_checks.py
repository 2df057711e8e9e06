"""What each check that only warns finds, and what it says."""

from typing import Any

import attrs
import pytest

from cpkit import (
    AttributeTypesSelector,
    AutoMerging,
    ConflictResolution,
    Consolidation,
    DomainSettings,
    ExportingConfig,
    Matching,
    MatchingRule,
    RuleBasedMatching,
    S3Exporting,
    rule_attribute,
)
from cpkit.schema.checks import CHECKS, IGNORABLE
from cpkit.schema.value import Declared
from tests.support.golden import Golden, listed


def rules(*names: list[str], **given: Any) -> RuleBasedMatching:
    """Declare rules."""
    return RuleBasedMatching(
        enabled=True, matching_rules=[map(rule_attribute, each) for each in names], **given
    )


def selector(**given: Any) -> AttributeTypesSelector:
    """Declare a selector."""
    return AttributeTypesSelector(attribute_matching_model="ONE_TO_ONE", **given)


ALL = {"max_allowed_rule_level_for_merging": 4}

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
    *(
        (
            rules(["EmailAddress", "LastName"], ["LastName", "LastName"], **levels),
            [
                ("RuleBasedMatching.MatchingRules[1].Rule[1]", "duplicate-attribute"),
                *([("RuleBasedMatching.MatchingRules[1]", "single-attribute")] * is_merged),
            ],
        )
        for levels, is_merged in (
            ({"max_allowed_rule_level_for_merging": 2}, True),
            ({"max_allowed_rule_level_for_merging": 1}, False),
            ({}, False),
            (
                {
                    "max_allowed_rule_level_for_merging": 2,
                    "max_allowed_rule_level_for_matching": 2,
                },
                True,
            ),
        )
    ),
    (
        rules(["AccountNumber"], ["EmailAddress"], ["PhoneNumber"], ["Attributes.tier"], **ALL),
        [],
    ),
    (
        attrs.evolve(rules(["LastName"], max_allowed_rule_level_for_merging=1), enabled=False),
        [],
    ),
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
        S3Exporting(s3_bucket_name="shop", s3_key_name="s3://shop/weekly"),
        [("S3Exporting.S3KeyName", "export-prefix")],
    ),
    (
        DomainSettings(domain_name="s", default_encryption_key="alias/x"),
        [("DefaultEncryptionKey", "key-arn")],
    ),
    (
        DomainSettings(domain_name="s", dead_letter_queue_url="dlq"),
        [("DeadLetterQueueUrl", "queue-url")],
    ),
    (
        selector(address=["MailingAddress"], phone_number=["Phone", "Phone"]),
        [
            ("AttributeTypesSelector.Address[0]", "unsure-selector-value"),
            ("AttributeTypesSelector.PhoneNumber[0]", "unsure-selector-value"),
            ("AttributeTypesSelector.PhoneNumber[1]", "unsure-selector-value"),
            ("AttributeTypesSelector.PhoneNumber[1]", "duplicate-attribute"),
        ],
    ),
    (
        RuleBasedMatching(
            enabled=True,
            matching_rules=[
                ["PhoneNumber", "LastName"],
                ["PhoneNumber"],
                ["Address.City", "Gender"],
            ],
            max_allowed_rule_level_for_merging=4,
            attribute_types_selector=AttributeTypesSelector(
                attribute_matching_model="ONE_TO_ONE", email_address=["EmailAddress"]
            ),
        ),
        [
            ("RuleBasedMatching.MatchingRules[2].Rule", "low-cardinality"),
            ("RuleBasedMatching.MaxAllowedRuleLevelForMerging", "rule-level"),
            ("RuleBasedMatching.MatchingRules[0].Rule[0]", "selector-lacks-type"),
            ("RuleBasedMatching.MatchingRules[2].Rule[0]", "selector-lacks-type"),
        ],
    ),
    (
        RuleBasedMatching(
            enabled=True,
            matching_rules=[
                ["LastName", "BirthDate"],
                ["BirthDate", "LastName"],
                ["BirthDate"],
                ["LastName"],
                ["LastName", "Gender"],
            ],
        ),
        [
            ("RuleBasedMatching.MatchingRules[1]", "duplicate-rule"),
            ("RuleBasedMatching.MatchingRules[4]", "unreachable-rule"),
        ],
    ),
    (
        RuleBasedMatching(
            enabled=True,
            matching_rules=[["EmailAddress"], ["LastName"]],
            max_allowed_rule_level_for_merging=2,
        ),
        [("RuleBasedMatching.MatchingRules[1]", "single-attribute")],
    ),
    (
        Matching(
            enabled=False,
            auto_merging=AutoMerging(enabled=True, consolidation=Consolidation([["EmailAddress"]])),
        ),
        [
            ("Matching.AutoMerging.Consolidation.MatchingAttributesList[0]", "single-attribute"),
            ("Matching.AutoMerging.Enabled", "merging-while-disabled"),
        ],
    ),
    (
        MatchingRule(["LastName", "LastName", rule_attribute("AttributesX")]),
        [
            ("MatchingRule.Rule[2]", "custom-attribute"),
            ("MatchingRule.Rule[1]", "duplicate-attribute"),
        ],
    ),
    (
        MatchingRule(["Gender", "Address.City", "Address.State"]),
        [("MatchingRule.Rule", "low-cardinality")],
    ),
    (
        Consolidation([["a", "b", "a"], ["b", "a"], ["b", "a", "c"]]),
        [
            ("Consolidation.MatchingAttributesList[0][2]", "duplicate-attribute"),
            ("Consolidation.MatchingAttributesList[1]", "duplicate-rule"),
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


def test_suspicious_values_when_reported_then_in_the_words_that_were_looked_at(
    golden: Golden,
) -> None:
    """People decide by them."""
    said = listed(
        (repr(value), [f"{found} [{found.basis}]" for found in value.problems()])
        for value, expected in SUSPICIOUS
        if expected
    )

    assert golden.file("checks.txt", said) == said


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
