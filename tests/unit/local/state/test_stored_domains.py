"""Change domains through a real client, and follow their rules through time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from cpkit.local import LocalService

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient
    from mypy_boto3_customer_profiles.type_defs import (
        MatchingRequestTypeDef,
        RuleBasedMatchingRequestTypeDef,
    )

_HOUR = timedelta(hours=1)
_RULES: RuleBasedMatchingRequestTypeDef = {
    "Enabled": True,
    "MatchingRules": [{"Rule": ["EmailAddress"]}],
}
_OTHER_RULES: RuleBasedMatchingRequestTypeDef = {
    "Enabled": True,
    "MatchingRules": [{"Rule": ["PhoneNumber"]}],
}
_MATCHING: MatchingRequestTypeDef = {
    "Enabled": True,
    "JobSchedule": {"DayOfTheWeek": "MONDAY", "Time": "9:00"},
    "AutoMerging": {
        "Enabled": True,
        "Consolidation": {"MatchingAttributesList": [["EmailAddress"]]},
    },
}


def test_update_when_a_member_is_absent_then_it_stays(
    shop: CustomerProfilesClient, now: list[datetime]
) -> None:
    """Only what is sent changes, and the time of the change."""
    created = now[0]
    shop.update_domain(DomainName="Shop", DeadLetterQueueUrl="https://sqs.example/q")
    now[0] += _HOUR
    answer = shop.update_domain(DomainName="Shop", DefaultExpirationDays=30)

    assert ("https://sqs.example/q", 30, {"Team": "Data"}, created, created + _HOUR) == (
        answer["DeadLetterQueueUrl"],
        answer["DefaultExpirationDays"],
        answer["Tags"],
        answer["CreatedAt"],
        answer["LastUpdatedAt"],
    )


def test_update_when_a_text_is_empty_then_it_is_cleared(shop: CustomerProfilesClient) -> None:
    """An empty queue address takes it away (model)."""
    shop.update_domain(DomainName="Shop", DeadLetterQueueUrl="https://sqs.example/q")
    answer = shop.update_domain(DomainName="Shop", DeadLetterQueueUrl="")

    assert "DeadLetterQueueUrl" not in answer


def test_update_when_a_block_is_sent_then_it_is_replaced_whole(
    shop: CustomerProfilesClient,
) -> None:
    """A block's absent members do not stay (assumed)."""
    shop.update_domain(DomainName="Shop", Matching=_MATCHING)
    answer = shop.update_domain(DomainName="Shop", Matching={"Enabled": True})

    assert {"Enabled": True} == answer["Matching"]


def test_update_when_matching_is_switched_off_then_only_that_stays(
    shop: CustomerProfilesClient,
) -> None:
    """Switching off deletes the criteria (guide)."""
    shop.update_domain(DomainName="Shop", Matching=_MATCHING)
    answer = shop.update_domain(DomainName="Shop", Matching={**_MATCHING, "Enabled": False})

    assert {"Enabled": False} == answer["Matching"]


def test_update_when_tags_are_sent_then_they_replace_all(shop: CustomerProfilesClient) -> None:
    """Tags are replaced and not merged (assumed)."""
    answer = shop.update_domain(DomainName="Shop", Tags={"Owner": "Ada"})

    assert {"Owner": "Ada"} == answer["Tags"]


def test_update_when_a_data_store_is_enabled_then_it_is_ready(shop: CustomerProfilesClient) -> None:
    """A data store is ready at once (assumed), and shows it."""
    answer = shop.update_domain(DomainName="Shop", DataStore={"Enabled": True})

    assert 100 == answer["DataStore"].get("Readiness", {}).get("ProgressPercentage")


def test_update_when_a_data_store_is_disabled_then_it_has_no_readiness(
    shop: CustomerProfilesClient,
) -> None:
    """What is off does not become ready."""
    answer = shop.update_domain(DomainName="Shop", DataStore={"Enabled": False})

    assert {"Enabled": False} == answer["DataStore"]


def test_rules_when_the_clock_moves_then_their_status_moves(
    shop: CustomerProfilesClient, now: list[datetime]
) -> None:
    """PENDING for an hour, IN_PROGRESS for an hour, then ACTIVE."""
    shop.update_domain(DomainName="Shop", RuleBasedMatching=_RULES)
    seen: list[str | None] = []
    for _ in range(3):
        seen.append(shop.get_domain(DomainName="Shop")["RuleBasedMatching"].get("Status"))
        now[0] += _HOUR

    assert ["PENDING", "IN_PROGRESS", "ACTIVE"] == seen


def test_rules_when_the_domain_is_created_with_them_then_they_are_in_progress(
    client: CustomerProfilesClient,
) -> None:
    """A new domain skips PENDING (guide)."""
    answer = client.create_domain(
        DomainName="Shop", DefaultExpirationDays=1, RuleBasedMatching=_RULES
    )

    assert "IN_PROGRESS" == answer["RuleBasedMatching"].get("Status")


def test_rules_when_they_are_sent_again_then_their_status_goes_on(
    shop: CustomerProfilesClient, now: list[datetime]
) -> None:
    """Rules that are in force already do not begin anew, and are not locked."""
    shop.update_domain(DomainName="Shop", RuleBasedMatching=_RULES)
    now[0] += _HOUR
    answer = shop.update_domain(DomainName="Shop", RuleBasedMatching=_RULES)

    assert "IN_PROGRESS" == answer["RuleBasedMatching"].get("Status")


def test_rules_when_they_change_while_pending_then_they_begin_anew(
    shop: CustomerProfilesClient, now: list[datetime]
) -> None:
    """The hour counts from the last change."""
    shop.update_domain(DomainName="Shop", RuleBasedMatching=_RULES)
    now[0] += _HOUR / 2
    shop.update_domain(DomainName="Shop", RuleBasedMatching=_OTHER_RULES)
    now[0] += _HOUR / 2

    assert "PENDING" == shop.get_domain(DomainName="Shop")["RuleBasedMatching"].get("Status")


def test_rules_when_they_change_while_in_progress_then_nothing_changes(
    shop: CustomerProfilesClient, now: list[datetime]
) -> None:
    """The configuration is locked (guide), and a refused request leaves all as it was."""
    shop.update_domain(DomainName="Shop", RuleBasedMatching=_RULES)
    now[0] += _HOUR
    before = shop.get_domain(DomainName="Shop")
    with pytest.raises(shop.exceptions.BadRequestException, match="IN_PROGRESS"):
        shop.update_domain(
            DomainName="Shop", DefaultExpirationDays=1, RuleBasedMatching=_OTHER_RULES
        )

    after = shop.get_domain(DomainName="Shop")
    assert {**before, "ResponseMetadata": None} == {**after, "ResponseMetadata": None}


def test_rules_when_they_are_active_then_they_can_change(
    shop: CustomerProfilesClient, now: list[datetime]
) -> None:
    """By default nothing is locked after ACTIVE."""
    shop.update_domain(DomainName="Shop", RuleBasedMatching=_RULES)
    now[0] += 2 * _HOUR
    answer = shop.update_domain(DomainName="Shop", RuleBasedMatching=_OTHER_RULES)

    assert "PENDING" == answer["RuleBasedMatching"].get("Status")


def test_rules_when_the_lock_of_a_day_is_wanted_then_active_ones_cannot_change() -> None:
    """The guide says that a day passes after ACTIVE."""
    now = [datetime(2026, 1, 5, tzinfo=UTC)]
    service = LocalService(clock=lambda: now[0], pending_for=1, in_progress_for=1, locked_for=86400)
    client = service.client()
    client.create_domain(DomainName="Shop", DefaultExpirationDays=1, RuleBasedMatching=_RULES)
    now[0] += timedelta(seconds=86400)

    with pytest.raises(client.exceptions.BadRequestException, match="ACTIVE"):
        client.update_domain(DomainName="Shop", RuleBasedMatching={"Enabled": False})


def test_rules_when_they_are_switched_off_then_a_stale_status_stays(
    shop: CustomerProfilesClient, now: list[datetime]
) -> None:
    """The rules are deleted (guide); answers go on showing the status that was."""
    shop.update_domain(DomainName="Shop", RuleBasedMatching=_RULES)
    now[0] += 2 * _HOUR
    shop.update_domain(DomainName="Shop", RuleBasedMatching={**_RULES, "Enabled": False})
    now[0] += _HOUR

    expected = {"Enabled": False, "Status": "ACTIVE"}
    assert expected == shop.get_domain(DomainName="Shop")["RuleBasedMatching"]


def test_rules_when_they_were_never_on_then_switching_off_shows_no_status(
    shop: CustomerProfilesClient,
) -> None:
    """There is no status of what never was."""
    answer = shop.update_domain(DomainName="Shop", RuleBasedMatching={"Enabled": False})

    assert {"Enabled": False} == answer["RuleBasedMatching"]
