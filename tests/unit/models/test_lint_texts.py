"""What is said of suspicious values, word for word: people decide by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    rule_attribute,
)
from cpkit.models.operation_checks import create_problems, domain_name_problems, update_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpkit import Problem
    from tests.support.golden import Golden

VALUES = (
    ConflictResolution(conflict_resolving_model="SOURCE"),
    ConflictResolution(conflict_resolving_model="RECENCY", source_name="x"),
    RuleBasedMatching(
        enabled=True,
        matching_rules=[["LastName", "BirthDate"]],
        max_allowed_rule_level_for_matching=2,
        max_allowed_rule_level_for_merging=3,
    ),
    RuleBasedMatching(
        enabled=True,
        matching_rules=[["PhoneNumber", "LastName"], ["PhoneNumber"], ["Address.City", "Gender"]],
        max_allowed_rule_level_for_merging=4,
        attribute_types_selector=AttributeTypesSelector(
            attribute_matching_model="ONE_TO_ONE", email_address=["EmailAddress"]
        ),
    ),
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
    RuleBasedMatching(
        enabled=True,
        matching_rules=[["EmailAddress"], ["LastName"]],
        max_allowed_rule_level_for_merging=2,
    ),
    Matching(
        enabled=False,
        auto_merging=AutoMerging(enabled=True, consolidation=Consolidation([["EmailAddress"]])),
    ),
    MatchingRule(["LastName", "LastName", rule_attribute("AttributesX")]),
    MatchingRule(["Gender", "Address.City", "Address.State"]),
    Consolidation([["a", "b", "a"], ["b", "a"], ["b", "a", "c"]]),
    ExportingConfig(),
    AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE",
        address=["MailingAddress"],
        phone_number=["Phone", "Phone"],
    ),
)


def written(name: str, problems: tuple[Problem, ...]) -> str:
    """Write a value, and below it each problem with its kind."""
    lines = [f"  {found.severity} {found} [{found.code}, {found.basis}]" for found in problems]
    return "\n".join([name, *lines])


def told() -> Iterator[str]:
    """Write what is said of the values alone, and where they are to be sent."""
    for value in VALUES:
        yield written(repr(value), value.problems())
    tagged = DomainSettings(domain_name="shop", tags={"team": "web"})
    untagged = DomainSettings(domain_name="shop")
    yield written("UpdateDomain with tags", update_problems(tagged))
    yield written("CreateDomain without an expiration", create_problems(untagged))
    for name in ("", "..", "a b"):
        yield written(f"a domain named {name!r}", domain_name_problems(name))


def test_warnings_when_compared_with_what_was_looked_at_then_the_same_is_said(
    golden: Golden,
) -> None:
    """Whoever changes a text looks at it, and then at the file."""
    said = "\n\n".join(told()) + "\n"

    assert golden.file("warnings.txt", said) == said
