"""What means the same: the whole of the list, and nothing beside it."""

from __future__ import annotations

from typing import Any

import pytest

from cpkit.models import Domain, DomainSettings, Matching
from cpkit.planning import Plan
from cpkit.planning.canonical import canonical, pruned
from cpkit.wire import from_wire, to_wire
from tests.support.drawn import read
from tests.support.planned import make_domain

ON = {"Enabled": True}
OFF = {"Enabled": False}


def matching(**members: Any) -> dict[str, Any]:
    """Write enabled matching."""
    return {"Matching": {**ON, **members}}


def rules(**members: Any) -> dict[str, Any]:
    """Write enabled rules."""
    return {"RuleBasedMatching": {**ON, **members}}


def criteria(*criteria: list[str]) -> dict[str, Any]:
    """Write matching that merges by criteria."""
    return matching(AutoMerging={**ON, "Consolidation": {"MatchingAttributesList": criteria}})


def selector(**members: Any) -> dict[str, Any]:
    """Write rules with a selector."""
    return rules(AttributeTypesSelector={"AttributeMatchingModel": "ONE_TO_ONE", **members})


def schedule(day: str, time: str) -> dict[str, Any]:
    """Write matching with a schedule."""
    return matching(JobSchedule={"DayOfTheWeek": day, "Time": time})


def ruled(*named: list[str]) -> dict[str, Any]:
    """Write rules."""
    return rules(MatchingRules=[{"Rule": rule} for rule in named])


SAME: list[tuple[dict[str, Any], dict[str, Any]]] = [
    # (a) a disabled block and an absent one
    ({}, {"Matching": OFF}),
    ({}, {"RuleBasedMatching": OFF}),
    ({}, {"DataStore": OFF}),
    (matching(), matching(AutoMerging=OFF)),
    ({}, {"Matching": {**OFF, "JobSchedule": {"DayOfTheWeek": "MONDAY", "Time": "9:00"}}}),
    # (b) the default schedule and none
    (matching(), schedule("SATURDAY", "00:00")),
    (matching(), schedule("SATURDAY", "0:00")),
    # (c) empty members and absent ones
    ({}, {"DataStore": {}}),
    ({}, {"Tags": {}}),
    (rules(), rules(MatchingRules=[])),
    (selector(), selector(PhoneNumber=[], Address=[])),
    (matching(), matching(ExportingConfig={})),
    (matching(AutoMerging=ON), criteria()),
    # (d) 9:00 and 09:00
    (schedule("MONDAY", "9:00"), schedule("MONDAY", "09:00")),
    # (e) order, where it means nothing
    (ruled(["LastName", "Gender"]), ruled(["Gender", "LastName"])),
    (criteria(["LastName", "Gender"]), criteria(["Gender", "LastName"])),
    (selector(PhoneNumber=["a", "b"]), selector(PhoneNumber=["b", "a"])),
    ({"Tags": {"a": "1", "b": "2"}}, {"Tags": {"b": "2", "a": "1"}}),
]

DIFFERENT: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"Matching": ON}),
    ({"Matching": OFF}, {"Matching": ON}),
    (matching(), matching(AutoMerging=ON)),
    (matching(), schedule("SUNDAY", "00:00")),
    (matching(), schedule("SATURDAY", "00:01")),
    (schedule("MONDAY", "9:00"), schedule("MONDAY", "19:00")),
    (ruled(["LastName"], ["Gender"]), ruled(["Gender"], ["LastName"])),
    (ruled(["LastName"]), ruled(["LastName", "LastName"])),
    (ruled(["LastName", "Gender", "Gender"]), ruled(["LastName", "LastName", "Gender"])),
    (ruled(["LastName"]), ruled(["LastName"], ["LastName"])),
    (criteria(["LastName"], ["Gender"]), criteria(["Gender"], ["LastName"])),
    (selector(PhoneNumber=["a"]), selector(PhoneNumber=["a", "a"])),
    (selector(PhoneNumber=["a"]), selector(EmailAddress=["a"])),
    (
        matching(AutoMerging=ON),
        matching(AutoMerging={**ON, "MinAllowedConfidenceScoreForMerging": 0.0}),
    ),
    (
        rules(ConflictResolution={"ConflictResolvingModel": "SOURCE", "SourceName": "9:00"}),
        rules(ConflictResolution={"ConflictResolvingModel": "SOURCE", "SourceName": "09:00"}),
    ),
    (criteria(["9:00"]), criteria(["09:00"])),
    ({"Tags": {"a": ""}}, {}),
]


def settings(document: dict[str, Any]) -> DomainSettings:
    """Read settings as the service reports them."""
    return make_domain(**document).settings


@pytest.mark.parametrize(("one", "other"), SAME)
def test_canonical_when_two_mean_the_same_then_they_are_equal(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    """Each item of the list, both ways round, and once more."""
    first, second = canonical(settings(one)), canonical(settings(other))

    assert first == second
    assert hash(first) == hash(second)
    assert first == canonical(first)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_canonical_when_two_mean_something_else_then_they_differ(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    """What is not in the list is a difference."""
    assert canonical(settings(one)) != canonical(settings(other))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_plan_when_the_same_is_declared_then_it_is_empty(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    """Whichever of the two is declared, and whichever the service reports."""
    for declared, reported in ((one, other), (other, one)):
        plan = Plan(
            settings=read({"DomainName": "shop", **declared}), domain=make_domain(**reported)
        )
        assert not plan
        assert plan.before == plan.after


def test_canonical_when_a_required_member_is_empty_then_it_can_be_written() -> None:
    """Whoever ignores the check of its length may declare one, and no plan fails over it."""
    exporting = {"S3Exporting": {"S3BucketName": "", "S3KeyName": "x"}}
    declared = read({"DomainName": "shop", **matching(ExportingConfig=exporting)})

    forms: list[Any] = [to_wire(canonical(declared)), to_wire(pruned(declared))]
    for written in forms:
        assert exporting == written["Matching"]["ExportingConfig"]


def test_pruned_when_a_block_is_disabled_then_only_that_stays() -> None:
    """What is left is written as it was: order and form are not touched."""
    domain = from_wire(
        Domain,
        {
            "DomainName": "shop",
            "CreatedAt": 1,
            "LastUpdatedAt": 1,
            **ruled(["LastName", "Gender"]),
            "Matching": {**OFF, "JobSchedule": {"DayOfTheWeek": "MONDAY", "Time": "9:00"}},
        },
    )
    kept = pruned(domain.settings)

    assert Matching(enabled=False) == kept.matching
    assert ("LastName", "Gender") == kept.rule_based_matching.matching_rules[0].rule
    assert pruned(DomainSettings(domain_name="shop").matching) is None
