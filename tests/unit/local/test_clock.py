"""A clock is moved, and what waits by it goes on at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cpkit import CustomerProfiles, DomainSettings, RetryPolicy, RuleBasedMatching
from cpkit.local import Clock, LocalService

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def test_clock_when_it_is_advanced_then_all_of_its_times_are_later() -> None:
    """Durations add up, and what is slept counts."""
    clock = Clock(lambda: NOON)
    began = clock.monotonic()
    clock.advance(timedelta(days=1))
    clock.advance(0.5)
    clock.sleep(1.5)

    assert NOON + timedelta(days=1, seconds=2) == clock()
    assert 86_402 <= clock.monotonic() - began < 86_402 + 3600


@pytest.mark.parametrize("duration", [-1, -0.001, timedelta(-1), float("nan")])
def test_clock_when_it_would_go_back_then_it_stays(duration: Any) -> None:
    """Statuses that have been passed do not come again."""
    clock = Clock(lambda: NOON)

    with pytest.raises(ValueError, match="advances by at least 0 seconds, not by"):
        clock.advance(duration)
    assert NOON == clock()


def test_clock_when_service_and_client_share_it_then_a_wait_of_hours_ends_at_once() -> None:
    """Rules become active by it, and are unlocked a day later."""
    clock = Clock()
    service = LocalService(clock=clock, sleep=clock.sleep, locked_for=timedelta(days=1))
    retry = RetryPolicy(clock=clock.monotonic, sleep=clock.sleep)
    profiles = CustomerProfiles(service.client(), retry=retry)
    rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
    before = profiles.create_domain(DomainSettings(domain_name="shop", default_expiration_days=1))
    profiles.update_domain(DomainSettings(domain_name="shop", rule_based_matching=rules))

    domain = profiles.wait_until_rules_active("shop", since=before)
    clock.advance(timedelta(days=1))
    profiles.update_domain(
        DomainSettings(
            domain_name="shop",
            rule_based_matching=RuleBasedMatching(enabled=True, matching_rules=[["PhoneNumber"]]),
        )
    )

    assert "ACTIVE" == domain.rule_based_matching_status
    assert "PENDING" == profiles.get_domain("shop").rule_based_matching_status
