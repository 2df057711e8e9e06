"""Waiting: how long, how often, and when it ends. Only the test's clock moves."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from cpkit import (
    Domain,
    DomainSettings,
)
from cpkit.errors import (
    ValidationError,
    WaitError,
    WaitTimeoutError,
)
from tests.support.world_of_rules import OFF, Change, World

if TYPE_CHECKING:
    from collections.abc import Callable


def without_status(answer: dict[str, Any]) -> None:
    """Show no status."""
    answer["RuleBasedMatching"].pop("Status", None)


def test_rules_when_they_become_active_then_the_domain_is_returned() -> None:
    """Each look is told, with the time left and the wait to the next one."""
    world = World(in_progress_for=1200)

    domain = world.wait()

    assert "ACTIVE" == domain.rule_based_matching_status
    assert [600, 600] == world.sleeps
    assert [
        ("IN_PROGRESS", True, 3600, 600),
        ("IN_PROGRESS", True, 3000, 600),
        ("ACTIVE", True, 2400, None),
    ] == world.facts()
    assert [1, 2, 3] == [event.poll for event in world.events]
    assert [0, 600, 1200] == [event.elapsed for event in world.events]
    assert domain == world.events[-1].seen
    assert {"rules of shop"} == {event.what for event in world.events}


def test_rules_when_active_at_once_then_nobody_sleeps_and_it_is_unconfirmed() -> None:
    """Without a domain to compare with, the first ACTIVE ends the wait."""
    world = World(in_progress_for=0)

    world.wait()

    assert [] == world.sleeps
    assert [("ACTIVE", False, 3600, None)] == world.facts()


def test_rules_when_the_time_is_over_then_the_last_look_was_then() -> None:
    """No sleep goes past the timeout, and what was last status was carried."""
    world = World(in_progress_for=7200)

    with pytest.raises(WaitTimeoutError, match="last status was IN_PROGRESS") as raised:
        world.wait(timeout=timedelta(seconds=1000))

    assert [600, 400] == world.sleeps
    assert [1000, 400, 0] == [event.remaining for event in world.events]
    assert [600, 400, None] == [event.next_poll for event in world.events]
    assert isinstance(raised.value.last_seen, Domain)
    assert world.events[-1].seen is raised.value.last_seen
    assert "Waited 1000 s for the rules of shop, with 3 reads" in str(raised.value)


def test_rules_when_they_are_active_just_at_the_timeout_then_that_is_seen() -> None:
    """The last look is taken when the time is over, not before."""
    world = World(in_progress_for=1000)

    assert "ACTIVE" == world.wait(timeout=1000).rule_based_matching_status


def test_rules_when_there_is_no_time_then_there_is_one_look() -> None:
    """A timeout of nothing looks once."""
    world = World(in_progress_for=7200)

    with pytest.raises(WaitTimeoutError, match="with 1 read:"):
        world.wait(timeout=0)
    assert [] == world.sleeps


def test_rules_when_waited_for_without_end_then_it_goes_on() -> None:
    """Infinity never gives up."""
    world = World(in_progress_for=6000)

    world.wait(timeout=math.inf)

    assert [600.0] * 10 == world.sleeps


def test_rules_when_a_look_takes_past_the_timeout_then_it_is_over(
    rewrite: Callable[[World, list[Change]], None],
) -> None:
    """The time that calls take counts."""
    world = World(in_progress_for=72000)

    def slow(_: dict[str, Any]) -> None:
        world.seconds += 4000

    rewrite(world, [slow])
    with pytest.raises(WaitTimeoutError):
        world.wait()
    assert ([], [("IN_PROGRESS", True, 0, None)]) == (world.sleeps, world.facts())


def test_rules_when_disabled_then_the_wait_ends_whatever_the_status() -> None:
    """A disabled block can carry an old ACTIVE, and never becomes active."""
    world = World(in_progress_for=0)
    world.profiles.update_domain(DomainSettings(domain_name="shop", rule_based_matching=OFF))
    assert "ACTIVE" == world.profiles.get_domain("shop").rule_based_matching_status

    with pytest.raises(WaitError, match=r"rule-based matching is disabled\. Enable it") as raised:
        world.wait()
    assert not isinstance(raised.value, WaitTimeoutError)


def test_rules_when_there_are_none_then_the_wait_ends() -> None:
    """A domain without rules has nothing to wait for."""
    world = World()
    world.profiles.create_domain(DomainSettings(domain_name="kiosk", default_expiration_days=366))

    with pytest.raises(WaitError, match="rules of kiosk will not become active"):
        world.profiles.wait_until_rules_active("kiosk")


def test_rules_when_the_status_is_missing_then_the_wait_goes_on(
    rewrite: Callable[[World, list[Change]], None],
) -> None:
    """An answer without a status is no reason to give up, and proves nothing."""
    world = World(in_progress_for=0)
    rewrite(world, [without_status])

    world.wait()

    assert [("unknown", False), ("ACTIVE", False)] == [fact[:2] for fact in world.facts()]


def test_rules_when_the_status_is_newer_than_cpkit_then_the_wait_goes_on(
    rewrite: Callable[[World, list[Change]], None],
) -> None:
    """A status that is not known is not ACTIVE, and so confirms the next ACTIVE."""
    world = World(in_progress_for=0)

    def newer(answer: dict[str, Any]) -> None:
        answer["RuleBasedMatching"]["Status"] = "QUEUED"

    rewrite(world, [newer])
    world.wait()

    assert [("QUEUED", True), ("ACTIVE", True)] == [fact[:2] for fact in world.facts()]


def test_rules_when_the_hook_raises_then_that_reaches_the_caller() -> None:
    """A hook can call a wait off."""
    world = World()

    def call_off(_: object) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        world.wait(on_poll=call_off)


def test_rules_when_nobody_listens_then_it_waits_all_the_same() -> None:
    """The hook is optional."""
    assert "ACTIVE" == World(in_progress_for=60).wait(on_poll=None).rule_based_matching_status


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"timeout": -1}, "timeout must be a timedelta or a number of seconds, and not below 0"),
        ({"timeout": math.nan}, "timeout must be"),
        ({"timeout": "1h"}, "timeout must be"),
        ({"timeout": True}, "timeout must be"),
        ({"timeout": 10**400}, "timeout must be"),
        ({"poll_every": 0}, "poll_every must be above 0"),
        ({"poll_every": math.inf}, "poll_every must be above 0 and finite"),
        ({"poll_every": timedelta(seconds=-1)}, "poll_every must be"),
    ],
)
def test_wait_when_a_duration_makes_no_sense_then_it_is_refused(
    settings: dict[str, Any], says: str
) -> None:
    """Nothing is sent."""
    world = World()
    world.service.forget_requests()

    with pytest.raises(ValueError, match=says):
        world.wait(**settings)
    assert () == world.service.requests


def test_wait_when_an_argument_cannot_be_right_then_nothing_is_sent() -> None:
    """An empty name would address another resource."""
    world = World()
    world.service.forget_requests()

    with pytest.raises(ValidationError, match="DomainName"):
        world.profiles.wait_until_rules_active("")
    before: Any = DomainSettings(domain_name="shop")
    with pytest.raises(TypeError, match="since takes a Domain, not DomainSettings"):
        world.wait(since=before)
    with pytest.raises(ValidationError, match="JobId"):
        world.profiles.wait_until_job_finished("shop", "7")
    assert () == world.service.requests


def test_event_when_made_then_it_is_a_value() -> None:
    """What a hook is told can be kept and compared."""
    world = World(in_progress_for=0)
    world.wait()

    assert world.events[0] == attrs.evolve(world.events[0])
