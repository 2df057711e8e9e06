"""Plans that are applied while somebody else acts in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

from cpkit import CustomerProfiles
from cpkit.client.calls.rate_limit import RateLimit
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.errors import (
    BadRequestError,
    CallError,
    IncompletePlanError,
    StalePlanError,
    UnsafePlanError,
)
from cpkit.local import LocalService, Throttle
from cpkit.models import (
    DomainSettings,
    RuleBasedMatching,
)
from cpkit.planning import Outcome, Risk
from cpkit.wire import to_wire
from tests.support.plan_clients import (
    ACCOUNT,
    SHOP,
    TAGGED,
    connect,
    tags,
    writes,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class Meanwhile(LocalService):
    """Let somebody else act just before a request arrives."""

    def __init__(self, **pace: Any) -> None:
        """Begin with nobody."""
        super().__init__(account_id=ACCOUNT, **pace)
        self.acts: dict[int, Callable[[], object]] = {}
        self.count = 0

    def handle(self, request: Any) -> Any:
        """Let them act, and then answer."""
        self.count += 1
        act = self.acts.pop(self.count, None)
        if act is not None:
            act()
        return super().handle(request)


@pytest.fixture
def meanwhile() -> Meanwhile:
    """Give a service where somebody else can act in between, with a domain."""
    service = Meanwhile()
    service.client().create_domain(
        DomainName="shop", DefaultExpirationDays=366, Tags={"team": "shop", "old": "tag"}
    )
    return service


def at(service: Meanwhile, index: int, act: Callable[[], object]) -> None:
    """Act before a request, counted from now on."""
    service.acts[service.count + index] = act


# Before the requests of a plan of three steps, from 1: look, update, look, tag, look, untag, look.
@pytest.mark.parametrize(
    ("index", "outcomes"),
    [
        (3, [Outcome.DONE, Outcome.NOT_SENT, Outcome.NOT_SENT]),
        (5, [Outcome.DONE, Outcome.DONE, Outcome.NOT_SENT]),
    ],
)
def test_tags_when_somebody_changes_them_in_between_then_it_stops(
    meanwhile: Meanwhile, index: int, outcomes: list[Outcome]
) -> None:
    """Their tags stay, and it says what was done."""
    profiles, other = connect(meanwhile), meanwhile.client()
    plan = profiles.plan(TAGGED, account_id=ACCOUNT)
    arn = meanwhile.domain_arn("shop")
    at(meanwhile, index, lambda: other.tag_resource(resourceArn=arn, tags={"team": "theirs"}))
    with pytest.raises(IncompletePlanError, match="tags changed") as caught:
        profiles.apply(plan)

    assert outcomes == [done.outcome for done in caught.value.result.steps]
    assert isinstance(caught.value.reason, StalePlanError)
    assert ('Tags["team"]',) == caught.value.reason.paths
    assert "theirs" == tags(profiles)["team"]


def test_domain_when_it_is_deleted_in_between_then_it_stops(meanwhile: Meanwhile) -> None:
    """Nothing is tagged that is gone."""
    profiles, other = connect(meanwhile), meanwhile.client()
    plan = profiles.plan(TAGGED, account_id=ACCOUNT)
    at(meanwhile, 3, lambda: other.delete_domain(DomainName="shop"))
    with pytest.raises(IncompletePlanError) as caught:
        profiles.apply(plan)
    assert isinstance(caught.value.reason, StalePlanError)


@pytest.mark.parametrize(("days", "outcome"), [(90, Outcome.ALREADY_APPLIED), (7, Outcome.FAILED)])
def test_update_when_it_is_throttled_and_somebody_writes_then_it_looks_first(
    meanwhile: Meanwhile, days: int, outcome: Outcome
) -> None:
    """The wait before a repetition is long enough for others."""
    profiles, other = connect(meanwhile), meanwhile.client()
    plan = profiles.plan(attrs.evolve(SHOP, default_expiration_days=90))
    meanwhile.inject(Throttle(), operation="UpdateDomain")
    at(meanwhile, 3, lambda: other.update_domain(DomainName="shop", DefaultExpirationDays=days))
    if outcome is Outcome.FAILED:
        with pytest.raises(StalePlanError):
            profiles.apply(plan)
    else:
        result = profiles.apply(plan)
        assert [outcome] == [done.outcome for done in result.steps]
    assert days == profiles.get_domain("shop").settings.default_expiration_days


def test_creation_when_somebody_makes_another_domain_first_then_theirs_stays() -> None:
    """A throttled creation looks before it repeats."""
    busy = Meanwhile()
    profiles, other = connect(busy), busy.client()
    plan = profiles.plan(SHOP)
    busy.inject(Throttle(), operation="CreateDomain")
    at(busy, 3, lambda: other.create_domain(DomainName="shop", DefaultExpirationDays=7))
    with pytest.raises(StalePlanError):
        profiles.apply(plan)
    assert 7 == profiles.get_domain("shop").settings.default_expiration_days


def test_creation_when_somebody_is_quicker_in_the_window_then_it_is_refused() -> None:
    """Creating overwrites nothing, ever."""
    busy = Meanwhile()
    profiles, other = connect(busy), busy.client()
    plan = profiles.plan(SHOP)
    at(busy, 2, lambda: other.create_domain(DomainName="shop", DefaultExpirationDays=7))
    with pytest.raises(BadRequestError) as caught:
        profiles.apply(plan)
    assert isinstance(caught.value, CallError)
    assert 7 == profiles.get_domain("shop").settings.default_expiration_days


def test_apply_when_its_turn_comes_late_then_the_look_has_time_all_the_same(
    meanwhile: Meanwhile,
) -> None:
    """The wait for the first turn takes nothing of the time that throttled looks have."""
    seconds = 0.0

    def sleep(duration: float) -> None:
        nonlocal seconds
        seconds += duration

    limit = RateLimit({"UpdateDomain": 0.01}, headroom=0, clock=lambda: seconds, sleep=sleep)
    retry = RetryPolicy(clock=lambda: seconds, sleep=sleep, random=lambda: 0.5)
    profiles = CustomerProfiles(meanwhile.client(), retry=retry, rate_limit=limit)
    plan = profiles.plan(DomainSettings(domain_name="shop", default_expiration_days=90))
    limit.acquire("UpdateDomain")
    at(meanwhile, 2, lambda: meanwhile.inject(Throttle(), operation="GetDomain"))
    result = profiles.apply(plan)

    assert 100.5 == seconds
    assert () == result.remaining


def test_apply_when_a_risk_comes_up_before_the_write_then_nothing_is_written() -> None:
    """The same settings as before, put there anew, can be locked by now."""
    service = Meanwhile(in_progress_for=0, locked_for=0)
    on = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
    other = attrs.evolve(on, matching_rules=[["PhoneNumber"]])
    profiles = connect(service)
    profiles.create_domain(attrs.evolve(SHOP, rule_based_matching=on))
    plan = profiles.plan(DomainSettings(domain_name="shop", rule_based_matching=other))

    def change_and_change_back() -> None:
        client = service.client()
        for settings in (other, on):
            client.update_domain(DomainName="shop", RuleBasedMatching=to_wire(settings))

    service.inject(Throttle(), operation="UpdateDomain")
    at(service, 3, change_and_change_back)
    service.forget_requests()
    with pytest.raises(UnsafePlanError) as caught:
        profiles.apply(plan)

    assert (Risk.RULES_NOT_ACTIVE,) == caught.value.risks
    # One that was throttled, and two of the other writer.
    assert ["UpdateDomain"] * 3 == writes(service)


@pytest.mark.parametrize("act_before", [2, 3])
def test_update_when_somebody_writes_while_tags_are_listed_then_it_stops(act_before: int) -> None:
    """The domain is read after its tags were listed, so that only the write is left to come."""
    service = Meanwhile()
    profiles, other = connect(service), service.client()
    profiles.create_domain(SHOP)
    plan = profiles.plan(TAGGED, account_id=ACCOUNT)
    at(
        service,
        act_before,
        lambda: other.update_domain(DomainName="shop", DefaultExpirationDays=7),
    )
    with pytest.raises(StalePlanError):
        profiles.apply(plan)

    assert 7 == profiles.get_domain("shop").settings.default_expiration_days


@pytest.mark.parametrize("becomes", ["deleted", "tagged"])
def test_update_when_the_second_reading_finds_it_otherwise_then_it_stops(becomes: str) -> None:
    """What is read last counts, also where the domain is gone or shows its tags by now."""
    service = Meanwhile()
    profiles, other = connect(service), service.client()
    profiles.create_domain(SHOP)
    plan = profiles.plan(TAGGED, account_id=ACCOUNT)
    arn = service.domain_arn("shop")
    acts = {
        "deleted": lambda: other.delete_domain(DomainName="shop"),
        "tagged": lambda: other.tag_resource(resourceArn=arn, tags={"team": "theirs"}),
    }
    at(service, 3, acts[becomes])
    with pytest.raises(StalePlanError):
        profiles.apply(plan)
