"""What the warnings of a plan say, word for word: people decide by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cpkit.models import (
    CLEAR,
    AttributeTypesSelector,
    AutoMerging,
    Consolidation,
    DataStore,
    Matching,
    RuleBasedMatching,
)
from tests.support.planned import make_plan

if TYPE_CHECKING:
    from tests.support.golden import Golden

LEFT_OUT = (
    "the block leaves it out; what the service does then with what it has is documented nowhere: "
    "look at what remains after applying."
)
ONE, MANY = (
    AttributeTypesSelector(attribute_matching_model=model, phone_number=["PhoneNumber"])
    for model in ("ONE_TO_ONE", "MANY_TO_MANY")
)
SELECTOR = {"AttributeMatchingModel": "ONE_TO_ONE", "PhoneNumber": ["PhoneNumber"]}
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
        matching_rules=[[attribute] for attribute in attributes] or None,
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
    "a newer member is dropped": (
        {"Matching": {"Enabled": True, "AutoMerging": {"Enabled": False, "New": 1}}},
        {"matching": Matching(enabled=True)},
    ),
}


def told(name: str) -> str:
    """Write what a plan warns of, below its name."""
    has, declared = CASES[name]
    return "\n".join([name, *(f"  {caution}" for caution in make_plan(has, **declared).warnings)])


def test_warnings_when_compared_with_what_was_looked_at_then_they_are_the_same(
    golden: Golden,
) -> None:
    """Place, text and risk: all of them and no other, in their order."""
    said = "\n\n".join(map(told, CASES)) + "\n"

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
    told = [c.path for c in make_plan(has, **declared).warnings if c.message == LEFT_OUT]

    assert paths == told
