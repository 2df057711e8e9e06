"""Rule-based matching: rules are levels, in their order."""

from typing import Any

import pytest

from cpkit import MatchingRule, RuleBasedMatching
from cpkit.errors import ValidationError


def codes(block: RuleBasedMatching) -> list[tuple[str, str]]:
    """Give the ends of the paths and the codes of what is suspicious."""
    return [
        (found.path.removeprefix("RuleBasedMatching."), found.code) for found in block.problems()
    ]


def test_rules_when_given_as_lists_then_they_become_rules_in_their_order() -> None:
    """The shorthand is for Python, and the first rule is level 1."""
    block = RuleBasedMatching(
        enabled=True, matching_rules=[["EmailAddress"], MatchingRule(["PhoneNumber", "LastName"])]
    )

    assert (
        MatchingRule(["EmailAddress"]),
        MatchingRule(["PhoneNumber", "LastName"]),
    ) == block.matching_rules


@pytest.mark.parametrize("level", [0, 16])
@pytest.mark.parametrize(
    "field", ["max_allowed_rule_level_for_merging", "max_allowed_rule_level_for_matching"]
)
def test_level_when_no_rule_can_have_it_then_an_error(field: str, level: int) -> None:
    """1 to 15."""
    levels: dict[str, Any] = {field: level}

    with pytest.raises(ValidationError, match="MaxAllowedRuleLevel"):
        RuleBasedMatching(enabled=True, **levels)


def test_level_when_it_is_beyond_the_rules_or_matching_then_a_warning() -> None:
    """What is merged must be matched, and what is matched must be a rule."""
    block = RuleBasedMatching(
        enabled=True,
        matching_rules=[["EmailAddress", "LastName"]],
        max_allowed_rule_level_for_merging=3,
        max_allowed_rule_level_for_matching=2,
    )

    assert [
        ("MaxAllowedRuleLevelForMerging", "rule-level"),
        ("MaxAllowedRuleLevelForMatching", "rule-level"),
        ("MaxAllowedRuleLevelForMerging", "merging-level"),
    ] == codes(block)


def test_rule_when_an_earlier_one_matches_all_of_it_then_a_warning() -> None:
    """It would never be the first that matches, and the same one twice is a duplicate."""
    block = RuleBasedMatching(
        enabled=True,
        matching_rules=[
            ["EmailAddress"],
            ["EmailAddress", "LastName"],
            ["LastName", "BirthDate"],
            ["BirthDate", "LastName"],
        ],
    )

    assert [
        ("MatchingRules[1]", "unreachable-rule"),
        ("MatchingRules[3]", "duplicate-rule"),
    ] == codes(block)
