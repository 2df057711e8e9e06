"""Plans of domains that the service reports in another way than they were declared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from cpkit.errors import BadRequestError
from cpkit.local import CutOff, LocalService
from cpkit.models import (
    AttributeTypesSelector,
    AutoMerging,
    ConflictResolution,
    Consolidation,
    DomainSettings,
    JobSchedule,
    Matching,
    RuleBasedMatching,
)
from cpkit.planning import Outcome, Risk
from tests.support.plan_clients import SHOP, connect, operations, writes

if TYPE_CHECKING:
    from collections.abc import Callable

    from cpkit import CustomerProfiles

MATCHING = Matching(
    enabled=True,
    auto_merging=AutoMerging(
        enabled=True,
        consolidation=Consolidation([["LastName", "BirthDate"]]),
        conflict_resolution=ConflictResolution.recency(),
    ),
)
RULES = RuleBasedMatching(
    enabled=True,
    matching_rules=[["PhoneNumber", "LastName"], ["EmailAddress"]],
    max_allowed_rule_level_for_matching=2,
    conflict_resolution=ConflictResolution.recency(),
    attribute_types_selector=AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE",
        phone_number=["PhoneNumber", "MobilePhoneNumber"],
        email_address=["EmailAddress"],
    ),
)
DECLARED = attrs.evolve(SHOP, matching=MATCHING, rule_based_matching=RULES)
RISKS = {Risk.ENABLE_MERGING}


def without_merging(settings: DomainSettings) -> DomainSettings:
    """Declare the same, but for merging."""
    return attrs.evolve(settings, matching=Matching(enabled=True))


def reporting(service: LocalService, change: Callable[[Any], object]) -> CustomerProfiles:
    """Make a client that reads a domain as a service would report it that is like this."""
    profiles = connect(service)

    def report(parsed: dict[str, Any], **_: object) -> None:
        change(parsed)

    for operation in ("GetDomain", "CreateDomain", "UpdateDomain"):
        event = f"after-call.customer-profiles.{operation}"
        profiles.boto3_client.meta.events.register(event, report)
    return profiles


def add_disabled_merging(answer: Any) -> None:
    """Report a disabled block unasked, as Terraform's schema marks it."""
    answer.get("Matching", {}).setdefault("AutoMerging", {"Enabled": False})


def add_defaults(answer: Any) -> None:
    """Report the default schedule."""
    schedule = {"DayOfTheWeek": "SATURDAY", "Time": "00:00"}
    answer.get("Matching", {}).setdefault("JobSchedule", schedule)


def drop_disabled(answer: Any) -> None:
    """Report no disabled block at all."""
    for name in ("Matching", "RuleBasedMatching", "DataStore"):
        if answer.get(name, {}).get("Enabled") is False:
            del answer[name]


def add_disabled(answer: Any) -> None:
    """Report disabled blocks unasked."""
    for name in ("Matching", "RuleBasedMatching", "DataStore"):
        answer.setdefault(name, {"Enabled": False})


def turn_around(answer: Any) -> None:
    """Report sets in another order."""
    rules = answer.get("RuleBasedMatching", {})
    for rule in rules.get("MatchingRules", ()):
        rule["Rule"].reverse()
    for name in ("PhoneNumber", "EmailAddress"):
        rules.get("AttributeTypesSelector", {}).get(name, []).reverse()
    merging = answer.get("Matching", {}).get("AutoMerging", {})
    for criterion in merging.get("Consolidation", {}).get("MatchingAttributesList", ()):
        criterion.reverse()


def add_empty(answer: Any) -> None:
    """Report what is absent as empty."""
    answer.setdefault("DeadLetterQueueUrl", "")
    answer.setdefault("Tags", {})
    answer.get("RuleBasedMatching", {}).setdefault("MatchingRules", [])
    answer.get("RuleBasedMatching", {}).get("AttributeTypesSelector", {}).setdefault("Address", [])
    answer.get("Matching", {}).setdefault("ExportingConfig", {})


@pytest.mark.parametrize(
    "report",
    [add_disabled_merging, add_defaults, drop_disabled, add_disabled, turn_around, add_empty],
)
@pytest.mark.parametrize(
    "declared",
    [
        DECLARED,
        without_merging(DECLARED),
        SHOP,
        attrs.evolve(
            SHOP,
            matching=Matching(enabled=False),
            rule_based_matching=RuleBasedMatching(enabled=False),
        ),
    ],
)
def test_plan_when_the_service_reports_another_form_then_nothing_is_left_to_do(
    report: Callable[[Any], object], declared: DomainSettings
) -> None:
    """No update each night, and nothing remains: neither after a creation nor after an update."""
    service = LocalService()
    profiles = reporting(service, report)
    created = profiles.apply(profiles.plan(declared), accept=RISKS)
    changed = attrs.evolve(declared, default_expiration_days=90)
    updated = profiles.apply(profiles.plan(changed), accept=RISKS)
    service.forget_requests()

    assert () == created.remaining == updated.remaining
    assert not profiles.plan(changed)
    assert [] == writes(service)


def test_apply_when_the_report_changes_its_form_meanwhile_then_the_plan_is_not_stale() -> None:
    """What means the same is no change of somebody else either."""
    service = LocalService()
    profiles = connect(service)
    profiles.create_domain(DECLARED)
    plan = profiles.plan(attrs.evolve(DECLARED, default_expiration_days=90))
    result = reporting(service, turn_around).apply(plan)

    assert [Outcome.DONE] == [step.outcome for step in result.steps]
    assert () == result.remaining


def test_apply_when_the_service_stores_something_else_then_it_remains() -> None:
    """A true difference is reported, and is a change at the next plan."""

    def raise_level(answer: Any) -> None:
        rules = answer.get("RuleBasedMatching", {})
        rules["MaxAllowedRuleLevelForMatching"] = 1

    profiles = reporting(LocalService(), raise_level)
    result = profiles.apply(profiles.plan(DECLARED), accept=RISKS)

    paths = ["RuleBasedMatching.MaxAllowedRuleLevelForMatching"]
    assert paths == [change.path for change in result.remaining]
    assert "not all of it is stored" in str(result)
    assert paths == [change.path for change in profiles.plan(DECLARED).changes]


@pytest.mark.filterwarnings("ignore:DefaultEncryptionKey. is an alias:cpkit.SettingsWarning")
def test_plan_when_a_key_is_an_alias_and_its_arn_is_reported_then_a_change_and_a_warning() -> None:
    """Nobody knows which key an alias names; the warning says what to write instead."""

    def report_arn(answer: Any) -> None:
        answer["DefaultEncryptionKey"] = "arn:aws:kms:us-east-1:111122223333:key/1"

    profiles = reporting(LocalService(), report_arn)
    declared = attrs.evolve(SHOP, default_encryption_key="alias/shop")
    created = profiles.apply(profiles.plan(declared))
    plan = profiles.plan(declared)

    paths = ["DefaultEncryptionKey"]
    assert paths == [change.path for change in created.remaining]
    assert paths == [change.path for change in plan.changes]
    [text] = [warning.message for warning in plan.warnings if "alias" in warning.message]
    assert text.startswith("is an alias; write the key's ARN")
    assert text.endswith("every plan would show a change.")


def test_plan_when_times_are_written_in_two_ways_then_it_is_empty() -> None:
    """09:00 is 9:00."""
    profiles = connect(LocalService())

    def at(time: str) -> DomainSettings:
        schedule = JobSchedule(day_of_the_week="MONDAY", time=time)
        return attrs.evolve(SHOP, matching=Matching(enabled=True, job_schedule=schedule))

    profiles.create_domain(at("9:00"))

    assert not profiles.plan(at("09:00"))
    assert profiles.plan(at("19:00"))


class Clock:
    """A time that moves when it is told to."""

    def __init__(self) -> None:
        """Begin at the time of this machine."""
        self.now = datetime.now(UTC)


def test_plan_when_rules_were_changed_today_then_it_says_how_long_they_may_be_locked() -> None:
    """The service rejects what the plan warns of."""
    clock = Clock()
    service = LocalService(clock=lambda: clock.now, locked_for=timedelta(days=1))
    profiles = connect(service)
    made = clock.now
    first = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
    profiles.create_domain(attrs.evolve(SHOP, rule_based_matching=first))
    clock.now += timedelta(hours=3)
    other = RuleBasedMatching(enabled=True, matching_rules=[["PhoneNumber"]])
    plan = profiles.plan(attrs.evolve(SHOP, rule_based_matching=other))

    free = f"{made + timedelta(hours=26):%Y-%m-%d %H:%M}"
    assert any(f"free before about {free} UTC" in warning.message for warning in plan.warnings)
    assert plan.made_at is not None
    assert timedelta(0) == plan.made_at.utcoffset()
    assert timedelta(minutes=1) > plan.made_at - made
    with pytest.raises(BadRequestError, match="If it changes rules, wait: they are locked"):
        profiles.apply(plan)
    assert "UpdateDomain" == operations(service)[-1]


def test_apply_when_rules_are_pending_then_the_result_says_so() -> None:
    """Stored is not active."""
    profiles = connect(LocalService())
    profiles.create_domain(SHOP)
    rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
    settings = attrs.evolve(SHOP, rule_based_matching=rules)
    result = profiles.apply(profiles.plan(settings))

    text = "stored; rules are PENDING and become active in about an hour"
    assert f"shop: everything was sent, the settings are {text}" == str(result).splitlines()[0]
    assert f"shop: nothing to change, the settings are {text}" == str(profiles.plan(settings))


@pytest.mark.parametrize("report", [add_disabled_merging, add_defaults, turn_around, add_empty])
def test_creation_when_a_response_is_lost_then_the_domain_is_known_in_any_form(
    report: Callable[[Any], object],
) -> None:
    """What an earlier attempt has created is the success, however the service reports it."""
    service = LocalService()
    profiles = reporting(service, report)
    service.inject(CutOff(applied=True), operation="CreateDomain")

    created = profiles.create_domain(DECLARED)
    assert ["CreateDomain", "CreateDomain", "GetDomain"] == operations(service)
    assert not profiles.plan(DECLARED)
    assert DECLARED.rule_based_matching is not None
    assert created.settings.default_expiration_days == DECLARED.default_expiration_days
