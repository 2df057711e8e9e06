"""Waiting: how long, how often, and what counts as seen. Only the test's clock moves."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

import attrs
import pytest

from cpkit import (
    CustomerProfiles,
    Domain,
    DomainSettings,
    RateLimit,
    RetryPolicy,
    RuleBasedMatching,
)
from cpkit.errors import (
    CallError,
    InvalidSettingsError,
    MalformedResponseError,
    ResourceNotFoundError,
    ThrottledError,
    TransportError,
    UnknownServiceError,
    WaitError,
    WaitTimeoutError,
)
from cpkit.local import CutOff, LocalService, MalformedAnswer, ServerError, Throttle
from cpkit.models.results import IdentityResolutionJobStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from cpkit.client.polling import PollEvent

BEGINNING = datetime(2026, 1, 5, 12, tzinfo=UTC)
JOB_ID = "0" * 32
ON = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
OTHER = RuleBasedMatching(enabled=True, matching_rules=[["PhoneNumber"]])
OFF = RuleBasedMatching(enabled=False)


class World:
    """Hold a service and a client that live at one time, which only sleeping moves."""

    def __init__(self, **pace: Any) -> None:
        """Begin with the domain shop, whose rules are switched on."""
        self.seconds = 0.0
        self.sleeps: list[float] = []
        self.events: list[PollEvent[Any]] = []
        self.service = LocalService(clock=self.now, **pace)
        self.retry = RetryPolicy(
            clock=lambda: self.seconds, sleep=self.sleep, random=lambda: 1.0, max_attempts=2
        )
        self.profiles = CustomerProfiles(self.service.client(), retry=self.retry)
        self.profiles.create_domain(
            DomainSettings(domain_name="shop", default_expiration_days=366, rule_based_matching=ON)
        )

    def spaced(self, requests_per_second: dict[str, float]) -> RateLimit:
        """Space the calls from now on, by the same clock."""
        limit = RateLimit(
            requests_per_second, headroom=0, clock=lambda: self.seconds, sleep=self.sleep
        )
        self.profiles = CustomerProfiles(self.service.client(), retry=self.retry, rate_limit=limit)
        return limit

    def now(self) -> datetime:
        """Tell the service the time."""
        return BEGINNING + timedelta(seconds=self.seconds)

    def sleep(self, seconds: float) -> None:
        """Let time go by."""
        self.sleeps.append(seconds)
        self.seconds += seconds

    def wait(self, **settings: Any) -> Domain:
        """Wait for the rules of shop, by default for an hour and every ten minutes."""
        usual: dict[str, Any] = {
            "timeout": 3600,
            "poll_every": 600,
            "on_poll": self.events.append,
            **settings,
        }
        return self.profiles.wait_until_rules_active("shop", **usual)

    def facts(self) -> list[tuple[str, bool, float, float | None]]:
        """Give what the waiter told: status, confirmed, time left, seconds to the next look."""
        return [
            (event.status, event.is_confirmed, event.remaining, event.next_poll)
            for event in self.events
        ]


class Change(Protocol):
    """Change an answer before the client reads it."""

    def __call__(self, answer: dict[str, Any], /) -> None:
        """Change it in place."""


@pytest.fixture
def rewrite(monkeypatch: pytest.MonkeyPatch) -> Callable[[World, list[Change]], None]:
    """Give a function that changes the next answers to GetDomain, one after the other."""

    def install(world: World, changes: list[Change]) -> None:
        client: Any = world.profiles.boto3_client
        get_domain = client.get_domain
        left = list(changes)

        def changed(**request: Any) -> Any:
            answer = get_domain(**request)
            if left:
                left.pop(0)(answer)
            return answer

        monkeypatch.setattr(client, "get_domain", changed)

    return install


def active(answer: dict[str, Any]) -> None:
    """Show the rules as active."""
    answer["RuleBasedMatching"]["Status"] = "ACTIVE"


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
    """No sleep goes past the timeout, and what was seen last is carried."""
    world = World(in_progress_for=7200)

    with pytest.raises(WaitTimeoutError, match="seen last is IN_PROGRESS") as raised:
        world.wait(timeout=timedelta(seconds=1000))

    assert [600, 400] == world.sleeps
    assert [1000, 400, 0] == [event.remaining for event in world.events]
    assert [600, 400, None] == [event.next_poll for event in world.events]
    assert isinstance(raised.value.last_seen, Domain)
    assert world.events[-1].seen is raised.value.last_seen
    assert "Waited 1000 s for the rules of shop, in 3 looks" in str(raised.value)


def test_rules_when_they_are_active_just_at_the_timeout_then_that_is_seen() -> None:
    """The last look is taken when the time is over, not before."""
    world = World(in_progress_for=1000)

    assert "ACTIVE" == world.wait(timeout=1000).rule_based_matching_status


def test_rules_when_there_is_no_time_then_there_is_one_look() -> None:
    """A timeout of nothing looks once."""
    world = World(in_progress_for=7200)

    with pytest.raises(WaitTimeoutError, match="in 1 look:"):
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
    world.profiles.update_domain("shop", rule_based_matching=OFF)
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


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Throttle(), ThrottledError),
        (ServerError(503), None),
        (ServerError(500), None),
        (CutOff(), TransportError),
        (MalformedAnswer(), MalformedResponseError),
    ],
)
def test_rules_when_a_look_fails_for_now_then_the_wait_goes_on(
    fault: Any, error: type[Exception] | None
) -> None:
    """Throttling, failures of the service, lost and unreadable answers are told and outlived."""
    world = World(in_progress_for=0)
    # As many as a call has attempts; what cannot be read is not asked for again at once.
    times = 1 if error is MalformedResponseError else 2
    world.service.inject(fault, operation="GetDomain", times=times)

    world.wait()

    first, second = world.events
    assert ("unknown", None) == (first.status, first.seen)
    assert error is None or error is type(first.error)
    assert ("ACTIVE", None) == (second.status, second.error)


def test_rules_when_no_look_is_answered_then_the_timeout_says_so() -> None:
    """Nothing was seen; why stands in the cause."""
    world = World()
    world.service.inject(Throttle(), operation="GetDomain", times=None)

    with pytest.raises(WaitTimeoutError, match=r"no look was answered \(ThrottledError") as raised:
        world.wait()
    assert raised.value.last_seen is None
    assert isinstance(raised.value.__cause__, ThrottledError)


def test_rules_when_looks_are_repeated_then_no_wait_passes_the_timeout() -> None:
    """A look has what is left of the time for its attempts, and the last look has one."""
    world = World()
    world.service.inject(Throttle(), operation="GetDomain", times=None)
    world.service.forget_requests()

    with pytest.raises(WaitTimeoutError):
        world.wait(timeout=10.5, poll_every=10)

    assert 10.5 == world.seconds == sum(world.sleeps)
    # Twice at the beginning, 1 s apart; once where 1 s would be too long; once at the end.
    assert [1, 9.5] == world.sleeps
    assert 3 == len(world.service.requests)


def test_rules_when_a_look_fails_for_good_then_the_wait_ends() -> None:
    """What does not pass by itself is not waited for."""
    world = World()
    world.service.inject(MalformedAnswer(b"", status=403), operation="GetDomain")

    with pytest.raises(UnknownServiceError):
        world.wait()


def test_rules_when_calls_are_spaced_then_no_turn_is_waited_for_past_the_timeout() -> None:
    """A look has as long for its turn and its attempts together as there is."""
    world = World(pending_for=timedelta(hours=1))
    world.spaced({"GetDomain": 1 / 7})
    world.service.inject(Throttle(), operation="GetDomain", times=None)
    world.service.forget_requests()

    with pytest.raises(WaitTimeoutError):
        world.wait(timeout=20, poll_every=3)

    assert 20 == world.seconds
    # A look at 0, repeated in its turn at 7; the next at 14, with no turn in time to repeat it.
    assert 3 == len(world.service.requests)


def test_rules_when_others_fill_the_queue_then_the_timeout_says_why() -> None:
    """A queue that is longer than the wait is not joined."""
    world = World()
    limit = world.spaced({"GetDomain": 0.01})
    limit.wait("GetDomain")
    world.service.forget_requests()

    with pytest.raises(WaitTimeoutError, match=r"no look was answered \(CallError\)") as caught:
        world.wait(timeout=60, poll_every=30)

    assert 60 == world.seconds
    assert 0 == len(world.service.requests)
    cause = caught.value.__cause__
    assert isinstance(cause, CallError)
    assert ("GetDomain", 0) == (cause.operation, cause.attempts)
    assert "under the RateLimit would have come later than 0.0 s" in str(cause)


def test_rules_when_the_domain_does_not_exist_then_the_wait_ends() -> None:
    """Neither does a domain appear by itself."""
    with pytest.raises(ResourceNotFoundError):
        World().profiles.wait_until_rules_active("kiosk")


def test_rules_when_changed_then_the_newer_version_confirms_them() -> None:
    """With the domain as it was before, a newer time of change is proof."""
    world = World(in_progress_for=0, pending_for=1200)
    before = world.profiles.get_domain("shop")
    world.seconds += 5
    world.profiles.update_domain("shop", rule_based_matching=OTHER)

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
    world.profiles.update_domain("shop", rule_based_matching=OTHER)

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
    answered = world.profiles.update_domain("shop", rule_based_matching=OTHER)

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
    answered = world.profiles.update_domain("shop", rule_based_matching=OTHER)

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
    before = world.profiles.update_domain("shop", rule_based_matching=OFF)
    world.seconds += 5
    world.profiles.update_domain("shop", rule_based_matching=ON)

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
    world.profiles.update_domain("shop", rule_based_matching=OFF)

    with pytest.raises(WaitError, match="disabled"):
        world.wait(since=before)


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

    with pytest.raises(InvalidSettingsError, match="DomainName"):
        world.profiles.wait_until_rules_active("")
    before: Any = DomainSettings(domain_name="shop")
    with pytest.raises(TypeError, match="since takes a Domain, not DomainSettings"):
        world.wait(since=before)
    with pytest.raises(InvalidSettingsError, match="JobId"):
        world.profiles.wait_until_job_finished("shop", "7")
    assert () == world.service.requests


@pytest.mark.parametrize("status", ["COMPLETED", "PARTIAL_SUCCESS", "FAILED"])
def test_job_when_it_ends_then_it_is_returned_however_it_ended(status: str) -> None:
    """Each look is told; a failed job has ended as well."""
    world = World()
    statuses = iter(["PREPROCESSING", "MERGING", status])
    world.service.results.put_jobs("shop", {"JobId": JOB_ID, "Status": "PENDING"})
    seen: list[str] = []

    def move_on(event: PollEvent[Any]) -> None:
        seen.append(event.status)
        assert event.is_confirmed
        assert f"job {JOB_ID} of shop" == event.what
        if event.next_poll is not None:
            world.service.results.put_jobs("shop", {"JobId": JOB_ID, "Status": next(statuses)})

    job = world.profiles.wait_until_job_finished("shop", JOB_ID, on_poll=move_on)

    assert IdentityResolutionJobStatus(status) == job.status
    assert ["PENDING", "PREPROCESSING", "MERGING", status] == seen
    assert [60.0] * 3 == world.sleeps


def test_job_when_the_time_is_over_then_it_is_carried() -> None:
    """A job without a status is not taken for an ended one."""
    world = World()
    world.service.results.put_jobs("shop", {"JobId": JOB_ID})

    with pytest.raises(WaitTimeoutError, match="seen last is unknown") as raised:
        world.profiles.wait_until_job_finished("shop", JOB_ID, timeout=100, poll_every=70)
    assert [70, 30] == world.sleeps
    assert JOB_ID == getattr(raised.value.last_seen, "job_id", None)


def test_job_when_it_is_gone_then_the_wait_ends() -> None:
    """Switching matching off deletes jobs that are pending."""
    with pytest.raises(ResourceNotFoundError):
        World().profiles.wait_until_job_finished("shop", JOB_ID)


def test_event_when_made_then_it_is_a_value() -> None:
    """What a hook is told can be kept and compared."""
    world = World(in_progress_for=0)
    world.wait()

    assert world.events[0] == attrs.evolve(world.events[0])
