"""What a plan warns of: each effect where it is, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import cpkit
from cpkit import rule_attribute
from cpkit.models import (
    CLEAR,
    AttributeTypesSelector,
    AutoMerging,
    Consolidation,
    DataStore,
    DomainSettings,
    JobSchedule,
    Matching,
    RuleBasedMatching,
)
from cpkit.planning import Plan, Risk
from tests.support.planned import (
    declared_rules,
    make_domain,
    make_plan,
    reported_merging,
    reported_rules,
)

if TYPE_CHECKING:
    from tests.support.golden import Golden

E, P, L = ["EmailAddress"], ["PhoneNumber"], ["LastName", "BirthDate"]
SATURDAY = JobSchedule(day_of_the_week="SATURDAY", time="0:00")
MONDAY = JobSchedule(day_of_the_week="MONDAY", time="9:00")
KEY = {"DefaultEncryptionKey": "old"}
QUEUE = {"DeadLetterQueueUrl": "old"}
LEFT_OUT = "the block leaves it out; AWS does not document"


@pytest.mark.parametrize(
    ("has", "settings", "risks"),
    [
        # switching off
        (reported_merging(L), {"matching": Matching(enabled=False)}, ["switch-off-matching"]),
        (reported_merging(L, enabled=False), {"matching": Matching(enabled=False)}, []),
        ({}, {"matching": Matching(enabled=False)}, []),
        (
            reported_rules(E),
            {"rule_based_matching": declared_rules(level=None, enabled=False)},
            ["switch-off-rules"],
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
        ({"Matching": {"New": 1}}, {"matching": Matching(enabled=True)}, ["drop-newer-member"]),
        ({"Matching": {"New": 1}}, {"matching": Matching(enabled=False)}, []),
        ({"Matching": {"Enabled": True, "New": 1}}, {"default_expiration_days": 1}, []),
        (
            {"DataStore": {"Enabled": True, "Readiness": {"New": 1}}},
            {"data_store": DataStore(enabled=False)},
            [],
        ),
        # rules that are not active
        (
            reported_rules(E, status="PENDING"),
            {"rule_based_matching": declared_rules(L, level=None)},
            ["rules-not-active"],
        ),
        (
            reported_rules(E, status="IN_PROGRESS"),
            {"rule_based_matching": declared_rules(L, level=None)},
            ["rules-not-active"],
        ),
        (
            reported_rules(E, status="ARCHIVED"),
            {"rule_based_matching": declared_rules(L, level=None)},
            ["rules-not-active"],
        ),
        (reported_rules(E, status="PENDING"), {"default_expiration_days": 1}, []),
        (
            reported_rules(E, status="PENDING", Enabled=False),
            {"rule_based_matching": declared_rules(L, level=None)},
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
    made = make_plan(
        reported_rules(E, status="IN_PROGRESS"), rule_based_matching=declared_rules(E, P, level=2)
    )

    named = [warning.risk for warning in made.warnings]
    assert [Risk.WIDEN_MERGING, Risk.WIDEN_MERGING, Risk.RULES_NOT_ACTIVE, None] == named
    assert "locked" in made.warnings[2].message
    assert "PENDING for about an hour" in made.warnings[3].message


def test_warnings_when_the_service_reports_an_odd_status_then_it_forges_no_line() -> None:
    """Warnings end in logs and in pull requests."""
    made = make_plan(
        reported_rules(E, status="X\r\n\x1b[31m"), rule_based_matching=declared_rules(E, P, level=1)
    )

    [text] = [found.message for found in made.warnings if found.risk is Risk.RULES_NOT_ACTIVE]
    assert text.startswith("an earlier change of the rules is X\\r\\n\\x1b[31m: it is assumed")


def test_warnings_when_rules_are_switched_off_then_none_about_waiting() -> None:
    """Nothing begins then."""
    made = make_plan(
        reported_rules(E), rule_based_matching=declared_rules(level=None, enabled=False)
    )

    assert [Risk.SWITCH_OFF_RULES] == [warning.risk for warning in made.warnings]


def test_warnings_when_settings_are_suspicious_then_a_plan_says_so_too() -> None:
    """Who reviews a plan sees what who made it was warned of."""
    made = make_plan({}, rule_based_matching=declared_rules(["Gender"], level=None))

    assert "RuleBasedMatching.MatchingRules[0].Rule" == made.warnings[-1].path
    assert "500" in made.warnings[-1].message


def test_warnings_when_values_were_let_past_then_their_errors_are_none() -> None:
    """Who lifted a check knows."""
    with cpkit.ignore_checks("range"):
        made = make_plan({}, default_expiration_days=5000)

    assert () == made.warnings


ONE, MANY = (
    AttributeTypesSelector(attribute_matching_model=model, phone_number=["PhoneNumber"])
    for model in ("ONE_TO_ONE", "MANY_TO_MANY")
)
SELECTOR = {"AttributeMatchingModel": "ONE_TO_ONE", "PhoneNumber": ["PhoneNumber"]}
DISABLED_MERGING = AutoMerging(
    enabled=False, consolidation=Consolidation([["EmailAddress", "LastName"]])
)
SCHEDULE = {"DayOfTheWeek": "MONDAY", "Time": "9:00"}


def merging(*criteria: list[str], score: float | None = None) -> dict[str, Any]:
    """Declare jobs that merge by these criteria."""
    auto = AutoMerging(
        enabled=True,
        consolidation=Consolidation(criteria),
        min_allowed_confidence_score_for_merging=score,
    )
    return {"matching": Matching(enabled=True, auto_merging=auto)}


def has_rules(*attributes: str, level: int | None = 1, **more: Any) -> dict[str, Any]:
    """Write active rules of one attribute each, as an answer has them."""
    written = [{"Rule": [attribute]} for attribute in attributes]
    block = {"Enabled": True, "Status": "ACTIVE", "MatchingRules": written, **more}
    if level:
        block["MaxAllowedRuleLevelForMerging"] = level
    return {"RuleBasedMatching": block}


def rules(*attributes: str, level: int | None = 1, **more: Any) -> dict[str, Any]:
    """Declare rules of one attribute each."""
    block = RuleBasedMatching(
        enabled=True,
        matching_rules=[[rule_attribute(attribute)] for attribute in attributes] or None,
        max_allowed_rule_level_for_merging=level,
        **more,
    )
    return {"rule_based_matching": block}


CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "matching is switched off": (
        {"Matching": {"Enabled": True}},
        {"matching": Matching(enabled=False)},
    ),
    "rules are switched off": (
        has_rules("EmailAddress"),
        {"rule_based_matching": RuleBasedMatching(enabled=False)},
    ),
    "jobs begin to merge": ({}, merging(["LastName", "BirthDate"])),
    "rules begin to merge": ({}, rules("EmailAddress", "AccountNumber", level=2)),
    "rules say no level": ({}, rules("EmailAddress", level=None)),
    "a selector selects more": (
        has_rules("PhoneNumber", AttributeTypesSelector=SELECTOR),
        rules("PhoneNumber", attribute_types_selector=MANY),
    ),
    "a selector comes": (
        has_rules("PhoneNumber"),
        rules("PhoneNumber", attribute_types_selector=ONE),
    ),
    "the key is cleared": ({"DefaultEncryptionKey": "old"}, {"default_encryption_key": CLEAR}),
    "the key is replaced": ({"DefaultEncryptionKey": "old"}, {"default_encryption_key": "new"}),
    "a rule goes first while others wait": (
        has_rules("EmailAddress", Status="PENDING"),
        rules("AccountNumber", "EmailAddress"),
    ),
    "jobs name no criteria": (
        {},
        {"matching": Matching(enabled=True, auto_merging=AutoMerging(enabled=True))},
    ),
    "no rules are named": ({}, rules(level=None)),
    "a rule asks for more": (
        has_rules("EmailAddress"),
        {
            "rule_based_matching": RuleBasedMatching(
                enabled=True,
                matching_rules=[["EmailAddress", "LastName"]],
                max_allowed_rule_level_for_merging=1,
            )
        },
    ),
    "the queue is cleared": ({"DeadLetterQueueUrl": "old"}, {"dead_letter_queue_url": CLEAR}),
    "criteria and score become wider": (
        {
            "Matching": {
                "Enabled": True,
                "AutoMerging": {
                    "Enabled": True,
                    "Consolidation": {"MatchingAttributesList": [["LastName", "BirthDate"]]},
                    "MinAllowedConfidenceScoreForMerging": 0.9,
                },
            }
        },
        merging(["LastName", "BirthDate"], ["EmailAddress", "LastName"], score=0.8),
    ),
    "a level is higher": (
        has_rules("EmailAddress", "PhoneNumber"),
        rules("EmailAddress", "PhoneNumber", level=2),
    ),
    "rules change while they are locked": (
        has_rules("EmailAddress", Status="IN_PROGRESS", level=None),
        rules("PhoneNumber", level=None),
    ),
    "disabled blocks declare more": (
        {"Matching": {"Enabled": True}},
        {
            "matching": Matching(enabled=True, auto_merging=DISABLED_MERGING),
            "rule_based_matching": RuleBasedMatching(
                enabled=False, matching_rules=[["EmailAddress"]]
            ),
        },
    ),
    "a newer member is dropped": (
        {"Matching": {"Enabled": True, "JobSchedule": SCHEDULE, "New": 1}},
        {"matching": Matching(enabled=True)},
    ),
}


def warned(name: str) -> str:
    """Write what a plan warns of, below its name."""
    has, declared = CASES[name]
    return "\n".join([name, *(f"  {warning}" for warning in make_plan(has, **declared).warnings)])


def test_warnings_when_compared_with_what_was_looked_at_then_they_are_the_same(
    golden: Golden,
) -> None:
    """Place, text and risk: all of them and no other, in their order."""
    said = "\n\n".join(map(warned, CASES)) + "\n"

    assert golden.file("warnings.txt", said) == said


LEAVING_OUT: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    # a list that stays is not left out, however little of it stays
    (has_rules("EmailAddress", "PhoneNumber"), rules("EmailAddress"), []),
    # of a list that goes, one warning, and the members after it are looked at as well
    (
        has_rules("EmailAddress", "PhoneNumber", level=None, MaxAllowedRuleLevelForMatching=2),
        rules(level=None),
        ["RuleBasedMatching.MatchingRules", "RuleBasedMatching.MaxAllowedRuleLevelForMatching"],
    ),
    # what is disabled is not in force, and other blocks are looked at as well
    (
        {
            "Matching": {"Enabled": True, "JobSchedule": SCHEDULE},
            **has_rules("EmailAddress", level=None, MaxAllowedRuleLevelForMatching=1),
        },
        {"matching": Matching(enabled=False), **rules("EmailAddress", level=None)},
        ["RuleBasedMatching.MaxAllowedRuleLevelForMatching"],
    ),
    # what is no block cannot leave out anything, even if its name looks like a path
    ({"Tags": {"a.b": "1"}}, {"tags": CLEAR}, []),
    ({"DeadLetterQueueUrl": "https://q.example"}, {"dead_letter_queue_url": CLEAR}, []),
    ({"DataStore": {"Enabled": True}}, {"data_store": DataStore(enabled=False)}, []),
]


@pytest.mark.parametrize(("has", "declared", "paths"), LEAVING_OUT)
def test_warnings_when_a_block_leaves_something_out_then_each_is_named_once(
    has: dict[str, Any], declared: dict[str, Any], paths: list[str]
) -> None:
    """What decides about merges is not dropped without a word, and nothing else is said so."""
    warned = [c.path for c in make_plan(has, **declared).warnings if LEFT_OUT in c.message]

    assert paths == warned


@pytest.mark.parametrize(
    ("block", "paths"),
    [
        (Matching(enabled=False), []),
        (Matching(enabled=False, auto_merging=AutoMerging(enabled=False)), []),
        (Matching(enabled=False, job_schedule=SATURDAY), []),
        (Matching(enabled=True, auto_merging=AutoMerging(enabled=False)), []),
        (Matching(enabled=False, job_schedule=MONDAY), ["Matching"]),
        (Matching(enabled=True, auto_merging=DISABLED_MERGING), ["Matching.AutoMerging"]),
        (Matching(enabled=False, auto_merging=DISABLED_MERGING), ["Matching.AutoMerging"]),
    ],
)
@pytest.mark.parametrize("days", [1, 2])
def test_warnings_when_a_disabled_block_declares_more_then_that_is_not_compared(
    block: Matching, paths: list[str], days: int
) -> None:
    """It is said where nothing would be sent, too: then least of all would anybody notice."""
    has = {"DefaultExpirationDays": 1, "Matching": {"Enabled": block.enabled}}
    made = make_plan(has, default_expiration_days=days, matching=block)

    assert (days == 2) == bool(made)
    assert [(path, None) for path in paths] == [(w.path, w.risk) for w in made.warnings]
    assert {"is not compared and may not be stored" in w.message for w in made.warnings} <= {True}


UPDATED = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)
FREE = UPDATED + timedelta(hours=26)
LOCKED = "not known to be free before about 2026-01-03 11:00 UTC"


@pytest.mark.parametrize(
    ("status", "made_at", "is_locked"),
    [
        ("ACTIVE", UPDATED, True),
        ("ACTIVE", FREE - timedelta(seconds=1), True),
        ("ACTIVE", FREE, False),
        ("ACTIVE", None, False),
        (None, UPDATED, True),
        ("PENDING", UPDATED, False),
        ("IN_PROGRESS", UPDATED, False),
    ],
)
def test_warnings_when_rules_may_still_be_locked_then_it_says_until_when(
    status: str | None, made_at: datetime | None, *, is_locked: bool
) -> None:
    """The service rejects a change then; while they are not active, a risk says so."""
    rules = reported_rules(E, level=None)
    rules["RuleBasedMatching"]["Status"] = status
    if status is None:
        del rules["RuleBasedMatching"]["Status"]
    domain = make_domain(**rules, LastUpdatedAt=UPDATED)
    settings = DomainSettings(domain_name="shop", rule_based_matching=declared_rules(P, level=None))
    made = Plan(settings=settings, domain=domain, made_at=made_at)

    assert is_locked == any(LOCKED in warning.message for warning in made.warnings)
    assert made == attrs.evolve(made, made_at=None)


@pytest.mark.parametrize(
    ("has", "declared"),
    [
        (reported_rules(E, level=None), {"default_expiration_days": 1}),
        (reported_rules(E, level=None, Enabled=False), {"rule_based_matching": declared_rules(P)}),
        ({}, {"rule_based_matching": declared_rules(P)}),
    ],
)
def test_warnings_when_no_rules_would_be_changed_then_no_lock_is_named(
    has: dict[str, Any], declared: dict[str, Any]
) -> None:
    """Nothing else is locked."""
    domain = make_domain(**has, LastUpdatedAt=UPDATED)
    settings = DomainSettings(domain_name="shop", **declared)
    made = Plan(settings=settings, domain=domain, made_at=UPDATED)

    assert made
    assert not any("free" in warning.message for warning in made.warnings)
