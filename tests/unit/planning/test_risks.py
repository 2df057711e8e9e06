"""What a plan warns of: each risk where it is, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from cpkit.models import (
    CLEAR,
    AttributeTypesSelector,
    AutoMerging,
    Consolidation,
    DataStore,
    Matching,
    RuleBasedMatching,
    UnknownValue,
)
from cpkit.planning import PlanWarning, Risk
from cpkit.wire import to_wire
from tests.support.planned import make_plan

E, P, L, G = ["EmailAddress"], ["PhoneNumber"], ["LastName", "BirthDate"], ["Gender"]

CRITERIA = "Matching.AutoMerging.Consolidation.MatchingAttributesList"

RULES = "RuleBasedMatching.MatchingRules"

KEY = {"DefaultEncryptionKey": "old"}

QUEUE = {"DeadLetterQueueUrl": "old"}


def ml(*criteria: list[str], enabled: bool = True, score: float | None = None) -> dict[str, Any]:
    """Write matching that merges by these criteria, as an answer has it."""
    merging: dict[str, Any] = {"Enabled": True}
    if criteria:
        merging["Consolidation"] = {"MatchingAttributesList": criteria}
    if score is not None:
        merging["MinAllowedConfidenceScoreForMerging"] = score
    return {"Matching": {"Enabled": enabled, "AutoMerging": merging}}


def declared_ml(*criteria: list[str], enabled: bool = True, score: float | None = None) -> Matching:
    """Declare matching that merges by these criteria."""
    merging = AutoMerging(
        enabled=True,
        consolidation=Consolidation(criteria) if criteria else None,
        min_allowed_confidence_score_for_merging=score,
    )
    return Matching(enabled=enabled, auto_merging=merging)


def rules(
    *named: list[str], level: int | None = 1, status: str = "ACTIVE", **more: Any
) -> dict[str, Any]:
    """Write rules, as an answer has them."""
    block: dict[str, Any] = {"Enabled": True, "Status": status, **more}
    if named:
        block["MatchingRules"] = [{"Rule": rule} for rule in named]
    if level is not None:
        block["MaxAllowedRuleLevelForMerging"] = level
    return {"RuleBasedMatching": block}


def declared(
    *named: list[str],
    level: int | None = 1,
    enabled: bool = True,
    selector: AttributeTypesSelector | None = None,
) -> RuleBasedMatching:
    """Declare rules."""
    return RuleBasedMatching(
        enabled=enabled,
        matching_rules=named or None,
        max_allowed_rule_level_for_merging=level,
        attribute_types_selector=selector,
    )


ONE = {"AttributeMatchingModel": "ONE_TO_ONE", "PhoneNumber": ["PhoneNumber"]}

SELECTED = rules(P, AttributeTypesSelector=ONE)


def selector(model: Any = "ONE_TO_ONE", **more: Any) -> RuleBasedMatching:
    """Declare rules with a selector."""
    return declared(P, selector=AttributeTypesSelector(attribute_matching_model=model, **more))


@pytest.mark.parametrize(
    ("has", "settings", "risks"),
    [
        # switching off
        (ml(L), {"matching": Matching(enabled=False)}, ["switch-off-matching"]),
        (ml(L, enabled=False), {"matching": Matching(enabled=False)}, []),
        ({}, {"matching": Matching(enabled=False)}, []),
        (
            rules(E),
            {"rule_based_matching": declared(level=None, enabled=False)},
            ["switch-off-rules"],
        ),
        # enabling merging
        ({}, {"matching": declared_ml(L)}, ["enable-merging"]),
        (None, {"default_expiration_days": 1, "matching": declared_ml(L)}, ["enable-merging"]),
        (ml(L, enabled=False), {"matching": declared_ml(L)}, ["enable-merging"]),
        ({"Matching": {"Enabled": True}}, {"matching": declared_ml(L)}, ["enable-merging"]),
        ({}, {"matching": declared_ml(L, enabled=False)}, []),
        ({}, {"matching": Matching(enabled=True, auto_merging=AutoMerging(enabled=False))}, []),
        ({}, {"rule_based_matching": declared(E)}, ["enable-merging"]),
        (rules(E, level=None), {"rule_based_matching": declared(E)}, ["enable-merging"]),
        ({}, {"rule_based_matching": declared(E, level=None)}, []),
        ({}, {"rule_based_matching": declared(level=None)}, []),
        # widening it
        (ml(L), {"matching": declared_ml(L, P)}, ["widen-merging"]),
        (ml(L, P), {"matching": declared_ml(L)}, []),
        (ml(L, P), {"matching": declared_ml(P, L[::-1])}, []),
        (ml(L, score=0.9), {"matching": declared_ml(L, score=0.8)}, ["widen-merging"]),
        (ml(L, score=0.9), {"matching": declared_ml(L)}, ["widen-merging"]),
        (ml(L, score=0.8), {"matching": declared_ml(L, score=0.9)}, []),
        (ml(L), {"matching": declared_ml(L, score=0.9)}, []),
        (ml(L, P, score=0.8), {"matching": declared_ml(L, score=0.8)}, []),
        (ml(L), {"matching": declared_ml()}, []),
        (ml(E), {"matching": declared_ml(E + L)}, []),
        (ml(L, P), {"matching": declared_ml(P, P + L, L + E)}, []),
        (ml(E + L), {"matching": declared_ml(E)}, ["widen-merging"]),
        (ml(E + L), {"matching": declared_ml(E + P)}, ["widen-merging"]),
        (ml(), {"matching": declared_ml(E)}, ["widen-merging"]),
        (rules(E), {"rule_based_matching": declared(E, P)}, []),
        (rules(E), {"rule_based_matching": declared(P, E)}, ["widen-merging"]),
        (rules(E), {"rule_based_matching": declared(E + L)}, []),
        (rules(E, P, level=2), {"rule_based_matching": declared(P + L, E + L, level=2)}, []),
        (rules(E + L), {"rule_based_matching": declared(E)}, ["widen-merging"]),
        (rules(P, E), {"rule_based_matching": declared(E + L)}, ["widen-merging"]),
        (rules(G), {"rule_based_matching": declared(G + E)}, ["widen-merging"]),
        (rules(G), {"rule_based_matching": declared(G, P, level=1)}, []),
        (rules(E, P), {"rule_based_matching": declared(E, P, level=2)}, ["widen-merging"]),
        (rules(E, P, level=2), {"rule_based_matching": declared(P, E, level=2)}, []),
        (rules(E, P, level=2), {"rule_based_matching": declared(E, P)}, []),
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
                "rule_based_matching": declared(
                    P,
                    P,
                    selector=AttributeTypesSelector(
                        attribute_matching_model="ONE_TO_ONE", phone_number=["PhoneNumber"]
                    ),
                )
            },
            [],
        ),
        # key and queue
        (KEY, {"default_encryption_key": CLEAR}, ["change-key"]),
        (KEY, {"default_encryption_key": "new"}, ["change-key"]),
        (KEY, {"default_encryption_key": "old"}, []),
        ({}, {"default_encryption_key": "new"}, []),
        (QUEUE, {"dead_letter_queue_url": CLEAR}, ["clear-queue"]),
        (QUEUE, {"dead_letter_queue_url": "new"}, []),
        # newer members
        (
            {"Matching": {"Enabled": True, "New": 1}},
            {"matching": Matching(enabled=False)},
            ["switch-off-matching", "drop-newer-member"],
        ),
        (
            {"Matching": {"Enabled": True, "New member": 1}},
            {"matching": Matching(enabled=False)},
            ["switch-off-matching", "drop-newer-member"],
        ),
        ({"Matching": {"Enabled": True, "New": 1}}, {"matching": Matching(enabled=True)}, []),
        ({"Matching": {"New": 1}}, {"matching": Matching(enabled=False)}, ["drop-newer-member"]),
        ({"Matching": {"Enabled": True, "New": 1}}, {"default_expiration_days": 1}, []),
        (
            {"DataStore": {"Enabled": True, "Readiness": {"New": 1}}},
            {"data_store": DataStore(enabled=False)},
            [],
        ),
        # rules that are not active
        (
            rules(E, status="PENDING"),
            {"rule_based_matching": declared(L, level=None)},
            ["rules-not-active"],
        ),
        (
            rules(E, status="IN_PROGRESS"),
            {"rule_based_matching": declared(L, level=None)},
            ["rules-not-active"],
        ),
        (
            rules(E, status="ARCHIVED"),
            {"rule_based_matching": declared(L, level=None)},
            ["rules-not-active"],
        ),
        (rules(E, status="PENDING"), {"default_expiration_days": 1}, []),
        (
            rules(E, status="PENDING", Enabled=False),
            {"rule_based_matching": declared(L, level=None)},
            [],
        ),
    ],
)
def test_risks_when_a_plan_carries_them_then_they_are_named(
    has: dict[str, Any] | None, settings: dict[str, Any], risks: list[str]
) -> None:
    """Each of them, once, and no other."""
    assert risks == [*make_plan(has, **settings).risks]


def test_warnings_when_risks_are_there_then_they_come_first_with_a_reason() -> None:
    """What must be accepted is not overlooked."""
    made = make_plan(rules(E, status="IN_PROGRESS"), rule_based_matching=declared(E, P, level=2))

    named = [caution.risk for caution in made.warnings]
    assert [Risk.WIDEN_MERGING, Risk.WIDEN_MERGING, Risk.RULES_NOT_ACTIVE, None] == named
    assert "locked" in made.warnings[2].message
    assert "PENDING for about an hour" in made.warnings[3].message


def test_warnings_when_rules_are_switched_off_then_none_about_waiting() -> None:
    """Nothing begins then."""
    made = make_plan(rules(E), rule_based_matching=declared(level=None, enabled=False))

    assert [Risk.SWITCH_OFF_RULES] == [caution.risk for caution in made.warnings]


def test_warnings_when_merging_is_not_said_then_that_is_undocumented() -> None:
    """Rules without a level for merging may merge or not."""
    made = make_plan({}, rule_based_matching=declared(E, level=None))

    assert "documented nowhere" in made.warnings[0].message
    assert "RuleBasedMatching.MaxAllowedRuleLevelForMerging" == made.warnings[0].path


@pytest.mark.parametrize(
    ("has", "settings", "path", "message"),
    [
        (ml(L), {"matching": declared_ml()}, CRITERIA, "without criteria is documented nowhere"),
        ({}, {"matching": declared_ml()}, CRITERIA, "without criteria is documented nowhere"),
        (rules(E), {"rule_based_matching": declared()}, RULES, "without rules is documented"),
        ({}, {"rule_based_matching": declared(level=None)}, RULES, "without rules is documented"),
        (rules(E), {"rule_based_matching": declared(E + L)}, RULES, "more than 500"),
    ],
)
def test_warnings_when_an_effect_is_open_then_one_without_a_risk_says_so(
    has: dict[str, Any], settings: dict[str, Any], path: str, message: str
) -> None:
    """What merging does without criteria or rules is not known, nor what was too common before."""
    made = make_plan(has, **settings)

    found = [caution for caution in made.warnings if message in caution.message]
    assert [(path, None)] == [(caution.path, caution.risk) for caution in found]


def test_warnings_when_criteria_stay_away_then_none_about_them() -> None:
    """What was open before is no news of another change."""
    made = make_plan(ml(), matching=declared_ml(), default_expiration_days=30)

    assert () == made.warnings


def test_warnings_when_rules_stay_as_they_are_then_none_about_them() -> None:
    """What was open before is no news of another change."""
    made = make_plan(rules(E, level=None), default_expiration_days=30)

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
        return declared(P, selector=selector or None)

    has = {"RuleBasedMatching": to_wire(selected(before))}
    made = make_plan(has, rule_based_matching=selected(after))

    paths = [caution.path for caution in made.warnings if "without a selector" in caution.message]
    assert ["RuleBasedMatching.AttributeTypesSelector"] == paths
    assert () == tuple(made.risks)


def test_warnings_when_settings_are_suspicious_then_a_plan_says_so_too() -> None:
    """Who reviews a plan sees what who made it was warned of."""
    made = make_plan({}, rule_based_matching=declared(["Gender"], level=None))

    assert "RuleBasedMatching.MatchingRules[0].Rule" == made.warnings[-1].path
    assert "500" in made.warnings[-1].message


def test_warnings_when_values_were_let_past_then_their_errors_are_none() -> None:
    """Who lifted a check knows."""
    import cpkit

    with cpkit.ignore_checks("range"):
        made = make_plan({}, default_expiration_days=5000)

    assert () == made.warnings


def test_caution_when_written_then_on_one_line() -> None:
    """Place, reason, and the risk to accept."""
    assert "A: so. [clear-queue]" == str(PlanWarning("A", "so.", Risk.CLEAR_QUEUE))
    assert "A: so." == str(PlanWarning("A", "so."))
