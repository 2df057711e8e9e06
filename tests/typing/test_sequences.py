"""Sequences: any iterable is taken, and what is kept is a tuple."""

from typing import assert_type

import pytest

from cpkit import (
    Consolidation,
    CustomAttribute,
    MatchingRule,
    RuleAttribute,
    RuleBasedMatching,
)
from cpkit.errors import ValidationError


def test_sequences_when_given_in_each_way_then_they_type_check() -> None:
    """Any iterable is taken; fields are tuples."""
    names: tuple[RuleAttribute, ...] = ("LastName",)
    rule = MatchingRule(iter(names))
    criteria = Consolidation((("a", "b"), ["c", "d"]))
    rules = RuleBasedMatching(enabled=True, matching_rules=(rule, ["LastName", "BirthDate"]))

    assert_type(rule.rule, tuple[RuleAttribute | CustomAttribute, ...])
    assert_type(criteria.matching_attributes_list, tuple[tuple[str, ...], ...])
    assert_type(rules.matching_rules, tuple[MatchingRule, ...] | None)


def test_sequences_when_given_wrongly_then_refused_twice() -> None:
    """What holds something else is refused by the checkers, and when it runs."""
    with pytest.raises(ValidationError):
        # names are text
        MatchingRule([1])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a number is no rule
        RuleBasedMatching(enabled=True, matching_rules=[7])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a rule where several belong
        RuleBasedMatching(enabled=True, matching_rules=MatchingRule(["EmailAddress"]))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a criterion is a list of names itself
        Consolidation([["EmailAddress"], None])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a rule needs its attributes
        MatchingRule(None)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def misuses_of_what_is_kept(rules: RuleBasedMatching, rule: MatchingRule) -> None:
    """Change what never changes; for checkers alone."""
    # a tuple has no append
    rule.rule.append("LastName")  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    # rules may be left out
    _ = rules.matching_rules[0]  # type: ignore[index] # pyright: ignore[reportOptionalSubscript, reportUnknownVariableType]
    # an item of a tuple cannot be replaced
    rule.rule[0] = "LastName"  # type: ignore[index] # pyright: ignore[reportIndexIssue]
