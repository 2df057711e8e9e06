"""A plan's preview: the rules stored now beside those declared."""

import pytest

from cpkit import RuleBasedMatching
from cpkit.errors import ValidationError
from tests.support.planned import make_plan
from tests.support.preview_profiles import groups_of, people, rules

SOME = people(
    {"FirstName": "a", "LastName": "x"},
    {"FirstName": "a", "LastName": "y"},
    {"FirstName": "b", "LastName": "y"},
)
STORED = {
    "RuleBasedMatching": {
        "Enabled": True,
        "MatchingRules": [{"Rule": ["FirstName"]}],
        "MaxAllowedRuleLevelForMerging": 1,
        "MaxAllowedRuleLevelForMatching": 1,
    }
}


def test_preview_when_both_have_rules_then_what_differs_between_their_groups() -> None:
    """Before is what is stored."""
    compared = make_plan(STORED, rule_based_matching=rules(["LastName"])).preview(SOME)

    assert [["0", "1"]] == groups_of(compared.before)
    assert [["1", "2"]] == groups_of(compared.after)
    assert (1, 1) == (compared.pairs_gained, compared.pairs_lost)


def test_preview_when_nothing_is_stored_then_all_groups_are_new() -> None:
    """A domain that is to be created has no rules before."""
    compared = make_plan(None, rule_based_matching=rules(["LastName"])).preview(SOME)

    assert [] == groups_of(compared.before)
    assert ["new"] == compared.groups["change"].to_list()


def test_preview_when_rules_are_switched_off_then_all_groups_are_gone() -> None:
    """A merge that has been done stays done all the same."""
    off = RuleBasedMatching(enabled=False)

    compared = make_plan(STORED, rule_based_matching=off).preview(SOME)

    assert [] == groups_of(compared.after)
    assert ["gone"] == compared.groups["change"].to_list()


def test_preview_when_neither_has_rules_then_that_is_said() -> None:
    """There is nothing to compare."""
    with pytest.raises(ValidationError, match="must have a rule"):
        make_plan(None).preview(SOME)
