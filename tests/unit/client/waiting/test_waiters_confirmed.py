"""Waiting: which status counts as seen since a change. Only the test's clock moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cpkit import (
    DomainSettings,
    RuleBasedMatching,
)
from cpkit.errors import (
    WaitError,
    WaitTimeoutError,
)
from tests.support.world_of_rules import BEGINNING, OFF, ON, Change, World, active

if TYPE_CHECKING:
    from collections.abc import Callable


OTHER = RuleBasedMatching(enabled=True, matching_rules=[["PhoneNumber"]])


def test_rules_when_changed_then_the_newer_version_confirms_them() -> None:
    """With the domain as it was before, a newer time of change is proof."""
    world = World(in_progress_for=0, pending_for=1200)
    before = world.profiles.get_domain("shop")
    world.seconds += 5
    world.profiles.update_domain(DomainSettings(domain_name="shop", rule_based_matching=OTHER))

    world.wait(since=before)

    assert [("PENDING", True), ("PENDING", True), ("ACTIVE", True)] == [
        fact[:2] for fact in world.facts()
    ]


def test_rules_when_the_old_active_is_shown_then_it_is_not_believed(
    rewrite: Callable[[World, list[Change]], None],
) -> None:
    """Right after a change the domain may still look as it did before."""
    world = World(in_progress_for=0, pending_for=900)
    before = world.profiles.get_domain("shop")
    world.seconds += 5
    world.profiles.update_domain(DomainSettings(domain_name="shop", rule_based_matching=OTHER))

    def old(answer: dict[str, Any]) -> None:
        answer["LastUpdatedAt"] = before.last_updated_at
        active(answer)

    rewrite(world, [old])
    domain = world.wait(since=before)

    assert OTHER == domain.settings.rule_based_matching
    assert [("ACTIVE", False), ("PENDING", True), ("ACTIVE", True)] == [
        fact[:2] for fact in world.facts()
    ]


def test_rules_when_another_status_was_in_between_then_they_are_confirmed() -> None:
    """The answer to an update shows that the change was taken in; what follows is newer."""
    world = World(in_progress_for=0, pending_for=900)
    answered = world.profiles.update_domain(
        DomainSettings(domain_name="shop", rule_based_matching=OTHER)
    )

    world.wait(since=answered)

    assert [("PENDING", True), ("PENDING", True), ("ACTIVE", True)] == [
        fact[:2] for fact in world.facts()
    ]


def test_rules_when_a_version_older_than_known_is_shown_then_it_proves_nothing(
    rewrite: Callable[[World, list[Change]], None],
) -> None:
    """An answer from before the one that is known counts neither as active nor as other."""
    world = World(in_progress_for=0, pending_for=900)
    world.seconds += 5
    answered = world.profiles.update_domain(
        DomainSettings(domain_name="shop", rule_based_matching=OTHER)
    )

    def older(answer: dict[str, Any]) -> None:
        answer["LastUpdatedAt"] = BEGINNING
        active(answer)

    rewrite(world, [older])
    world.wait(since=answered)

    assert [("ACTIVE", False), ("PENDING", True), ("ACTIVE", True)] == [
        fact[:2] for fact in world.facts()
    ]


def test_rules_when_nothing_confirms_them_then_the_timeout_says_unconfirmed() -> None:
    """ACTIVE all the time, and no change to be seen: perhaps it was never sent."""
    world = World(in_progress_for=0)
    before = world.profiles.get_domain("shop")

    with pytest.raises(WaitTimeoutError, match="ACTIVE, unconfirmed: it may be older"):
        world.wait(since=before)


def test_rules_when_an_old_disabled_block_is_shown_then_the_wait_goes_on(
    rewrite: Callable[[World, list[Change]], None],
) -> None:
    """Right after they were switched on, rules may still look switched off."""
    world = World(in_progress_for=0, pending_for=300)
    before = world.profiles.update_domain(
        DomainSettings(domain_name="shop", rule_based_matching=OFF)
    )
    world.seconds += 5
    world.profiles.update_domain(DomainSettings(domain_name="shop", rule_based_matching=ON))

    def old(answer: dict[str, Any]) -> None:
        answer["LastUpdatedAt"] = before.last_updated_at
        answer["RuleBasedMatching"] = {"Enabled": False, "Status": "ACTIVE"}

    rewrite(world, [old])
    world.wait(since=before)

    assert [("disabled", False), ("ACTIVE", True)] == [fact[:2] for fact in world.facts()]


def test_rules_when_switched_off_since_then_the_wait_ends() -> None:
    """A newer version that is disabled is proof, too."""
    world = World(in_progress_for=0)
    before = world.profiles.get_domain("shop")
    world.seconds += 5
    world.profiles.update_domain(DomainSettings(domain_name="shop", rule_based_matching=OFF))

    with pytest.raises(WaitError, match="disabled"):
        world.wait(since=before)
