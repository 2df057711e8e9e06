"""What a plan warns of where profiles begin to be merged, or more of them."""

from __future__ import annotations

from typing import Any

import pytest

from cpkit.models import (
    AttributeTypesSelector,
    AutoMerging,
    Matching,
    RuleBasedMatching,
    UnknownValue,
)
from cpkit.wire import to_wire
from tests.support.planned import (
    declared_merging,
    declared_rules,
    make_plan,
    reported_merging,
    reported_rules,
)

E, P, L, G = ["EmailAddress"], ["PhoneNumber"], ["LastName", "BirthDate"], ["Gender"]
CRITERIA = "Matching.AutoMerging.Consolidation.MatchingAttributesList"
RULES = "RuleBasedMatching.MatchingRules"
ONE = {"AttributeMatchingModel": "ONE_TO_ONE", "PhoneNumber": ["PhoneNumber"]}

SELECTED = reported_rules(P, AttributeTypesSelector=ONE)


def selector(model: Any = "ONE_TO_ONE", **more: Any) -> RuleBasedMatching:
    """Declare rules with a selector."""
    return declared_rules(
        P, selector=AttributeTypesSelector(attribute_matching_model=model, **more)
    )


@pytest.mark.parametrize(
    ("has", "settings", "risks"),
    [
        ({}, {"matching": declared_merging(L)}, ["enable-merging"]),
        (None, {"default_expiration_days": 1, "matching": declared_merging(L)}, ["enable-merging"]),
        (reported_merging(L, enabled=False), {"matching": declared_merging(L)}, ["enable-merging"]),
        ({"Matching": {"Enabled": True}}, {"matching": declared_merging(L)}, ["enable-merging"]),
        ({}, {"matching": declared_merging(L, enabled=False)}, []),
        ({}, {"matching": Matching(enabled=True, auto_merging=AutoMerging(enabled=False))}, []),
        ({}, {"rule_based_matching": declared_rules(E)}, ["enable-merging"]),
        (
            reported_rules(E, level=None),
            {"rule_based_matching": declared_rules(E)},
            ["enable-merging"],
        ),
        ({}, {"rule_based_matching": declared_rules(E, level=None)}, []),
        ({}, {"rule_based_matching": declared_rules(level=None)}, []),
        (reported_merging(L), {"matching": declared_merging(L, P)}, ["widen-merging"]),
        (reported_merging(L, P), {"matching": declared_merging(L)}, []),
        (reported_merging(L, P), {"matching": declared_merging(P, L[::-1])}, []),
        (
            reported_merging(L, score=0.9),
            {"matching": declared_merging(L, score=0.8)},
            ["widen-merging"],
        ),
        (reported_merging(L, score=0.9), {"matching": declared_merging(L)}, ["widen-merging"]),
        (reported_merging(L, score=0.8), {"matching": declared_merging(L, score=0.9)}, []),
        (reported_merging(L), {"matching": declared_merging(L, score=0.9)}, []),
        (reported_merging(L, P, score=0.8), {"matching": declared_merging(L, score=0.8)}, []),
        (reported_merging(L), {"matching": declared_merging()}, []),
        (reported_merging(E), {"matching": declared_merging(E + L)}, []),
        (reported_merging(L, P), {"matching": declared_merging(P, P + L, L + E)}, []),
        (reported_merging(E + L), {"matching": declared_merging(E)}, ["widen-merging"]),
        (reported_merging(E + L), {"matching": declared_merging(E + P)}, ["widen-merging"]),
        (reported_merging(), {"matching": declared_merging(E)}, ["widen-merging"]),
        (reported_rules(E), {"rule_based_matching": declared_rules(E, P)}, []),
        (reported_rules(E), {"rule_based_matching": declared_rules(P, E)}, ["widen-merging"]),
        (reported_rules(E), {"rule_based_matching": declared_rules(E + L)}, []),
        (
            reported_rules(E, P, level=2),
            {"rule_based_matching": declared_rules(P + L, E + L, level=2)},
            [],
        ),
        (reported_rules(E + L), {"rule_based_matching": declared_rules(E)}, ["widen-merging"]),
        (reported_rules(P, E), {"rule_based_matching": declared_rules(E + L)}, ["widen-merging"]),
        (reported_rules(G), {"rule_based_matching": declared_rules(G + E)}, ["widen-merging"]),
        (reported_rules(G), {"rule_based_matching": declared_rules(G, P, level=1)}, []),
        (
            reported_rules(E, P),
            {"rule_based_matching": declared_rules(E, P, level=2)},
            ["widen-merging"],
        ),
        (reported_rules(E, P, level=2), {"rule_based_matching": declared_rules(P, E, level=2)}, []),
        (reported_rules(E, P, level=2), {"rule_based_matching": declared_rules(E, P)}, []),
        (
            SELECTED,
            {"rule_based_matching": selector("MANY_TO_MANY", phone_number=["PhoneNumber"])},
            ["widen-merging"],
        ),
        (
            SELECTED,
            {"rule_based_matching": selector(phone_number=["PhoneNumber", "HomePhoneNumber"])},
            ["widen-merging"],
        ),
        (
            SELECTED,
            {"rule_based_matching": selector(phone_number=["PhoneNumber"], address=["Address"])},
            ["widen-merging"],
        ),
        (
            SELECTED,
            {
                "rule_based_matching": selector(
                    phone_number=["PhoneNumber"], email_address=["EmailAddress"]
                )
            },
            ["widen-merging"],
        ),
        (
            SELECTED,
            {"rule_based_matching": selector(phone_number=["HomePhoneNumber"])},
            ["widen-merging"],
        ),
        (
            SELECTED,
            {
                "rule_based_matching": declared_rules(
                    P,
                    P,
                    selector=AttributeTypesSelector(
                        attribute_matching_model="ONE_TO_ONE", phone_number=["PhoneNumber"]
                    ),
                )
            },
            [],
        ),
    ],
)
def test_risks_when_more_is_merged_then_each_is_named_once(
    has: dict[str, Any] | None, settings: dict[str, Any], risks: list[str]
) -> None:
    """What can match more is a risk, and nothing else."""
    assert risks == [*make_plan(has, **settings).risks]


def test_warnings_when_merging_is_not_said_then_that_is_undocumented() -> None:
    """Rules without a level for merging may merge or not."""
    made = make_plan({}, rule_based_matching=declared_rules(E, level=None))

    assert "AWS does not document" in made.warnings[0].message
    assert "RuleBasedMatching.MaxAllowedRuleLevelForMerging" == made.warnings[0].path


@pytest.mark.parametrize(
    ("has", "settings", "path", "message"),
    [
        (reported_merging(L), {"matching": declared_merging()}, CRITERIA, "no criteria are given"),
        ({}, {"matching": declared_merging()}, CRITERIA, "no criteria are given"),
        (reported_rules(E), {"rule_based_matching": declared_rules()}, RULES, "no rules are given"),
        ({}, {"rule_based_matching": declared_rules(level=None)}, RULES, "no rules are given"),
        (reported_rules(E), {"rule_based_matching": declared_rules(E + L)}, RULES, "more than 500"),
    ],
)
def test_warnings_when_an_effect_is_open_then_one_without_a_risk_says_so(
    has: dict[str, Any], settings: dict[str, Any], path: str, message: str
) -> None:
    """What merging does without criteria or rules is not known, nor what was too common before."""
    made = make_plan(has, **settings)

    found = [warning for warning in made.warnings if message in warning.message]
    assert [(path, None)] == [(warning.path, warning.risk) for warning in found]


def test_warnings_when_criteria_stay_away_then_none_about_them() -> None:
    """What was open before is no news of another change."""
    made = make_plan(reported_merging(), matching=declared_merging(), default_expiration_days=30)

    assert () == made.warnings


def test_warnings_when_rules_stay_as_they_are_then_none_about_them() -> None:
    """What was open before is no news of another change."""
    made = make_plan(reported_rules(E, level=None), default_expiration_days=30)

    assert ["DefaultExpirationDays"] == [change.path for change in made.changes]
    assert () == made.warnings


@pytest.mark.parametrize(("before", "after"), [(None, "ONE_TO_ONE"), ("MANY_TO_MANY", None)])
def test_warnings_when_a_selector_comes_or_goes_then_its_effect_is_undocumented(
    before: str | None, after: str | None
) -> None:
    """What rules that merge compare without one is not known, so it is no risk of a known kind."""

    def selected(model: str | None) -> RuleBasedMatching:
        selector = model and AttributeTypesSelector(
            attribute_matching_model=UnknownValue(model), phone_number=["PhoneNumber"]
        )
        return declared_rules(P, selector=selector or None)

    has = {"RuleBasedMatching": to_wire(selected(before))}
    made = make_plan(has, rule_based_matching=selected(after))

    paths = [warning.path for warning in made.warnings if "without a selector" in warning.message]
    assert ["RuleBasedMatching.AttributeTypesSelector"] == paths
    assert () == tuple(made.risks)
