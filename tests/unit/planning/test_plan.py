"""A plan: what it is made of, and what follows from that."""

from __future__ import annotations

import json
import pickle
from datetime import datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from rich.pretty import pretty_repr

import cpkit
from cpkit.models import (
    CLEAR,
    AutoMerging,
    DataStore,
    DomainSettings,
    ExportingConfig,
    Matching,
    RuleBasedMatching,
    S3Exporting,
)
from cpkit.planning import Change, Plan, change_tags, stale_paths, stale_tags
from tests.support.planned import make_domain, make_plan
from tests.support.preview_profiles import groups_of, people, rules

DAYS = {"DefaultExpirationDays": 366}


def test_plan_when_the_settings_are_stored_then_it_is_false_and_says_so() -> None:
    """Nothing would be sent."""
    empty = make_plan(DAYS, default_expiration_days=366)

    assert not empty
    assert "none" == empty.action
    assert ((), (), (), ()) == (empty.changes, empty.steps, empty.warnings, empty.risks)
    assert "shop: nothing to change, the settings are stored" == str(empty)


@pytest.mark.parametrize(
    "declared",
    [
        {},
        {"default_encryption_key": CLEAR, "dead_letter_queue_url": CLEAR, "tags": CLEAR},
        {"data_store": DataStore()},
        {"matching": Matching(enabled=False, auto_merging=AutoMerging(enabled=False))},
    ],
)
def test_plan_when_there_is_nothing_to_do_then_it_is_false(declared: dict[str, Any]) -> None:
    """What is left alone stays, what is not there is clear, and what is disabled does not count."""
    assert not make_plan({**DAYS, "Matching": {"Enabled": False}}, **declared)


def test_plan_when_a_block_holds_an_empty_one_then_it_counts_as_none() -> None:
    """The service does not answer what holds nothing."""
    declared = Matching(enabled=True, exporting_config=ExportingConfig())

    assert not make_plan({"Matching": {"Enabled": True}}, matching=declared)


def test_plan_when_it_updates_then_it_sends_what_changes_and_blocks_whole() -> None:
    """A member that is in force already is not sent again."""
    rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
    made = make_plan(
        {
            **DAYS,
            "RuleBasedMatching": {"Enabled": True, "Status": "ACTIVE"},
            "DeadLetterQueueUrl": "q",
        },
        default_expiration_days=366,
        rule_based_matching=rules,
        dead_letter_queue_url=CLEAR,
    )

    assert "update" == made.action
    assert ["UpdateDomain"] == [step.operation for step in made.steps]
    assert {
        "DomainName": "shop",
        "DeadLetterQueueUrl": "",
        "RuleBasedMatching": {"Enabled": True, "MatchingRules": [{"Rule": ["EmailAddress"]}]},
    } == made.steps[0].to_wire()
    assert "UpdateDomain (DeadLetterQueueUrl, RuleBasedMatching)" == str(made.steps[0])
    assert not change_tags(made.steps)


def test_plan_when_there_is_no_domain_then_it_creates_one_with_its_tags() -> None:
    """Nothing is cleared in what is new."""
    made = make_plan(
        None, default_expiration_days=30, dead_letter_queue_url=CLEAR, tags={"team": "web"}
    )

    assert "create" == made.action
    assert [{"DomainName": "shop", "DefaultExpirationDays": 30, "Tags": {"team": "web"}}] == [
        step.to_wire() for step in made.steps
    ]
    assert ["DomainName", "DefaultExpirationDays", 'Tags["team"]'] == [c.path for c in made.changes]
    assert not change_tags(made.steps)


def test_plan_when_the_domain_answers_an_empty_list_then_it_counts_as_none() -> None:
    """What holds nothing is nothing, whoever says so."""
    has: dict[str, Any] = {"RuleBasedMatching": {"Enabled": True, "MatchingRules": []}}

    assert not make_plan(has, rule_based_matching=RuleBasedMatching(enabled=True))


def test_plan_when_an_export_a_queue_and_a_key_are_set_then_it_names_the_policies() -> None:
    """Without permissions the service refuses the update."""
    exporting = ExportingConfig(S3Exporting(s3_bucket_name="shop-matches"))
    made = make_plan(
        DAYS,
        dead_letter_queue_url="https://queue",
        default_encryption_key="alias/shop",
        matching=Matching(enabled=True, exporting_config=exporting),
    )

    named = {c.message.rpartition(".")[0].rpartition(" ")[2] for c in made.warnings}
    assert {
        "cpkit.policies.bucket_policy",
        "cpkit.policies.queue_policy",
        "cpkit.policies.key_policy",
    } == named & {f"cpkit.policies.{kind}_policy" for kind in ("bucket", "queue", "key")}


def test_plan_when_a_whole_list_is_left_out_then_it_says_that_nobody_documents_that() -> None:
    """What decides about merges is not dropped without a word."""
    has = {
        "RuleBasedMatching": {
            "Enabled": True,
            "MatchingRules": [{"Rule": ["EmailAddress"]}, {"Rule": ["LastName", "BirthDate"]}],
        },
        "Matching": {
            "Enabled": True,
            "AutoMerging": {
                "Enabled": True,
                "Consolidation": {"MatchingAttributesList": [["LastName", "BirthDate"]]},
            },
        },
    }
    made = make_plan(
        has,
        rule_based_matching=RuleBasedMatching(enabled=True, max_allowed_rule_level_for_merging=1),
        matching=Matching(enabled=True, auto_merging=AutoMerging(enabled=True)),
    )

    told = {c.path for c in made.warnings if "AWS does not document" in c.message}
    assert {
        "RuleBasedMatching.MatchingRules",
        "Matching.AutoMerging.Consolidation.MatchingAttributesList",
    } <= told


def test_plan_when_it_is_pickled_hashed_or_evolved_then_it_stays_a_value() -> None:
    """It follows from what it is made of alone."""
    made = make_plan(DAYS, default_expiration_days=90, tags={"team": "web"})
    restored = pickle.loads(pickle.dumps(made))

    assert made == restored
    assert hash(made) == hash(restored)
    assert made.steps == restored.steps
    assert not attrs.evolve(
        made, domain=make_domain(DefaultExpirationDays=90, Tags={"team": "web"})
    )
    changed: Any = made
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        changed.settings = made.settings


def test_plan_when_shown_in_a_repr_then_without_secrets() -> None:
    """Counts are enough for a log."""
    made = make_plan({**DAYS, "DefaultEncryptionKey": "secret"}, default_encryption_key=CLEAR)

    assert "<Plan of 'shop': update, 1 change, 1 request, risks: change-key>" == repr(made)
    assert "<Plan of 'shop': none, no changes, no requests, risks: none>" == repr(make_plan(DAYS))
    both = make_plan(
        {"DefaultEncryptionKey": "secret", "DeadLetterQueueUrl": "secret"},
        default_encryption_key=CLEAR,
        dead_letter_queue_url=CLEAR,
    )
    assert "<Plan of 'shop': update, 2 changes, 1 request, risks: change-key, clear-queue>" == (
        repr(both)
    )
    for shown in (repr, pretty_repr):
        assert "secret" not in shown(both) + shown(both.changes) + shown(both.steps)
    assert "Plan(" in pretty_repr(both)
    (step,) = both.steps
    paths = "('DefaultEncryptionKey', 'DeadLetterQueueUrl')"
    assert f"Step('UpdateDomain', paths={paths})" == pretty_repr(step, max_width=200)


def test_fingerprint_when_only_the_service_moves_then_it_stays() -> None:
    """Status, statistics, AWS's own tags and times are no settings."""
    made = make_plan({**DAYS, "RuleBasedMatching": {"Enabled": True, "Status": "PENDING"}})
    domain = make_domain(
        **DAYS,
        RuleBasedMatching={"Enabled": True, "Status": "ACTIVE"},
        Stats={"ProfileCount": 3},
        LastUpdatedAt=1_800_000_000,
        Tags={"aws:cloud": "formation"},
    )

    later = attrs.evolve(made, domain=domain)
    assert () == stale_paths(made, later)
    assert not stale_tags(made, later, ())
    assert made.fingerprint == later.fingerprint


@pytest.mark.parametrize(
    ("has", "now", "paths"),
    [
        (DAYS, {"DefaultExpirationDays": 1}, ("DefaultExpirationDays",)),
        (DAYS, {**DAYS, "Tags": {"team": "web"}}, ('Tags["team"]',)),
        (DAYS, {**DAYS, "CreatedAt": 1_800_000_000}, ("CreatedAt",)),
        (DAYS, None, ("DomainName", "DefaultExpirationDays")),
        (None, DAYS, ("DomainName", "DefaultExpirationDays")),
        (None, None, ()),
        (None, {}, ("DomainName",)),
    ],
)
def test_stale_paths_when_the_domain_changed_then_each_place_is_named(
    has: dict[str, Any] | None,
    now: dict[str, Any] | None,
    paths: tuple[str, ...],
) -> None:
    """A domain that was made anew is another one, too."""
    made = make_plan(has, matching=Matching(enabled=False))

    current = attrs.evolve(made, domain=None if now is None else make_domain(**now))
    assert paths == stale_paths(made, current)


def test_plan_when_values_were_let_past_checks_then_it_still_works() -> None:
    """Limits that AWS may have lifted keep nothing from being planned."""
    with cpkit.ignore_checks("range"):
        settings = DomainSettings(domain_name="shop", default_expiration_days=5000)
    made = Plan(settings=settings, domain=make_domain(DefaultExpirationDays=4000))

    assert (Change("DefaultExpirationDays", 4000, 5000),) == made.changes
    assert {"DomainName": "shop", "DefaultExpirationDays": 5000} == made.steps[0].to_wire()


def test_plan_when_a_block_leaves_something_out_then_it_is_shown_as_removed() -> None:
    """A block is sent whole, and what the service makes of that is not documented."""
    schedule = {"DayOfTheWeek": "MONDAY", "Time": "9:00"}
    made = make_plan(
        {"Matching": {"Enabled": True, "JobSchedule": schedule}}, matching=Matching(enabled=True)
    )

    assert [
        ("removed", "Matching.JobSchedule.DayOfTheWeek"),
        ("removed", "Matching.JobSchedule.Time"),
    ] == [(change.kind, change.path) for change in made.changes]
    assert [True, True] == ["AWS does not document" in c.message for c in made.warnings]
    assert () == made.risks


def test_fingerprint_when_tags_come_in_another_order_then_it_stays() -> None:
    """A map has no order."""
    made, again = (
        make_plan({"Tags": tags}) for tags in ({"a": "1", "b": "2"}, {"b": "2", "a": "1"})
    )

    assert made.fingerprint == again.fingerprint


def test_json_when_written_twice_then_it_is_the_same_and_masked() -> None:
    """A review in CI can compare it; the fingerprint is for those who may see everything."""
    arn = "arn:aws:kms:eu-west-1:111122223333:key/abc"
    made = make_plan({}, default_encryption_key=arn, tags={"team": "web"})
    document = json.loads(made.to_json())

    assert made.to_json() == made.to_json()
    assert "fingerprint" not in document
    assert ["arn:aws:kms:eu-west-1:***:key/abc", "***"] == [c["after"] for c in document["changes"]]
    revealed = json.loads(made.to_json(reveal=True))
    assert made.fingerprint == revealed["fingerprint"]
    assert [arn, "web"] == [change["after"] for change in revealed["changes"]]


def test_plan_when_it_says_when_it_was_made_then_in_utc() -> None:
    """Any time zone is one, and none is a mistake."""
    settings = DomainSettings(domain_name="shop")
    noon = datetime(2026, 1, 2, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    made = Plan(settings=settings, domain=None, made_at=noon)

    assert "2026-01-02T10:00:00+00:00" == json.loads(made.to_json())["made_at"]
    assert made == Plan(settings=settings, domain=None)
    naive = datetime(2026, 1, 2)  # noqa: DTZ001 - what is rejected
    with pytest.raises(ValueError, match="made_at: must have a time zone"):
        Plan(settings=settings, domain=None, made_at=naive)


def test_preview_when_rules_are_new_then_beside_no_match_at_all() -> None:
    """What is stored has no rules, and what is declared has one."""
    made = make_plan({}, rule_based_matching=rules(["FirstName"]))

    compared = made.preview(people({"FirstName": "x"}, {"FirstName": "x"}))

    assert ([], [["0", "1"]]) == (groups_of(compared.before), groups_of(compared.after))
