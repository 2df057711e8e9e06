"""Plans are applied as they stand or not at all, and what became of each step is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

from cpkit import CustomerProfiles, DomainSettings
from cpkit.client.calls.rate_limit import RateLimit
from cpkit.errors import (
    AccessDeniedError,
    ConfigurationError,
    IncompletePlanError,
    StalePlanError,
    ThrottledError,
    TransportError,
    UnsafePlanError,
)
from cpkit.local import CutOff, Delay, Fault, LocalService, MalformedResponse, ServerError, Throttle
from cpkit.local.protocol.messages import Delivery
from cpkit.models import (
    RuleBasedMatching,
    RuleBasedMatchingStatus,
)
from cpkit.planning import Outcome, Plan
from tests.support.plan_clients import (
    ACCOUNT,
    DENIED,
    SHOP,
    TAGGED,
    connect,
    operations,
    policy,
    writes,
)

if TYPE_CHECKING:
    from cpkit.client.calls.retry_policy import RetryEvent


@pytest.fixture
def service() -> LocalService:
    """Give a service without domains."""
    return LocalService(account_id=ACCOUNT)


@pytest.fixture
def profiles(service: LocalService) -> CustomerProfiles:
    """Give a client of the service."""
    return connect(service)


@pytest.fixture
def shop(profiles: CustomerProfiles, service: LocalService) -> CustomerProfiles:
    """Give a client of a service that has a domain, with tags."""
    profiles.create_domain(attrs.evolve(SHOP, tags={"team": "shop", "old": "tag"}))
    service.forget_requests()
    return profiles


def test_apply_when_the_settings_are_in_force_then_nothing_is_sent(
    shop: CustomerProfiles, service: LocalService
) -> None:
    """A plan can be applied again, and so can one that somebody else has applied."""
    plan = shop.plan(TAGGED, account_id=ACCOUNT)
    shop.apply(plan)
    service.forget_requests()
    again = shop.apply(plan)

    assert ["GetDomain"] == operations(service)
    assert ((), ()) == (again.steps, again.remaining)
    assert again.domain is not None


def test_apply_when_tags_change_and_no_arn_is_known_then_nothing_is_sent(
    shop: CustomerProfiles, service: LocalService
) -> None:
    """A plan can be made without a client; then it cannot change tags."""
    plan = Plan(settings=TAGGED, domain=shop.get_domain("shop"))
    with pytest.raises(ConfigurationError, match=r"CustomerProfiles\.plan"):
        shop.apply(plan)
    assert [] == writes(service)


def test_apply_when_a_risk_is_not_accepted_then_nothing_is_sent(
    shop: CustomerProfiles, service: LocalService
) -> None:
    """It names the risks, and each must be accepted."""
    rules = RuleBasedMatching(
        enabled=True, matching_rules=[["EmailAddress"]], max_allowed_rule_level_for_merging=1
    )
    plan = shop.plan(attrs.evolve(SHOP, rule_based_matching=rules))
    service.forget_requests()
    with pytest.raises(UnsafePlanError, match=r"accept=\{'enable-merging'\}") as caught:
        shop.apply(plan, accept={"change-key"})

    assert ("enable-merging",) == caught.value.risks
    assert [] == operations(service)
    assert () == shop.apply(plan, accept={"enable-merging"}).remaining


def test_apply_when_a_risk_came_up_since_then_nothing_is_sent(
    shop: CustomerProfiles, service: LocalService
) -> None:
    """Rules that are not active any more are a risk that the plan could not know."""
    rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
    shop.update_domain(attrs.evolve(SHOP, rule_based_matching=rules))
    other = RuleBasedMatching(enabled=True, matching_rules=[["PhoneNumber"]])
    now = shop.get_domain("shop")
    active = attrs.evolve(now, rule_based_matching_status=RuleBasedMatchingStatus.ACTIVE)
    settings = attrs.evolve(SHOP, rule_based_matching=other)
    service.forget_requests()
    with pytest.raises(UnsafePlanError) as caught:
        shop.apply(Plan(settings=settings, domain=active))

    assert ("rules-not-active",) == caught.value.risks
    assert [] == writes(service)


def test_apply_when_the_domain_has_changed_then_the_paths_are_named(
    shop: CustomerProfiles, service: LocalService
) -> None:
    """Whatever the plan was made from counts, also what it would not touch."""
    plan = shop.plan(attrs.evolve(SHOP, default_expiration_days=90))
    shop.update_domain(
        DomainSettings(
            domain_name="shop",
            default_expiration_days=30,
            dead_letter_queue_url="https://sqs.eu-central-1.amazonaws.com/111122223333/dlq",
        )
    )
    service.forget_requests()
    with pytest.raises(StalePlanError, match="Plan again") as caught:
        shop.apply(plan)

    assert ("DefaultExpirationDays", "DeadLetterQueueUrl") == caught.value.paths
    assert [] == writes(service)


def test_apply_when_the_domain_is_gone_then_stale(shop: CustomerProfiles) -> None:
    """It is not made anew."""
    plan = shop.plan(attrs.evolve(SHOP, default_expiration_days=90))
    shop.delete_domain("shop")
    with pytest.raises(StalePlanError) as caught:
        shop.apply(plan)
    assert "DomainName" == caught.value.paths[0]


FAULTS = [
    Throttle(),
    ServerError(500),
    ServerError(500, applied=True),
    ServerError(503, applied=True),
    CutOff(),
    CutOff(applied=True),
    Delay(60),
]


@pytest.mark.parametrize("operation", ["UpdateDomain", "TagResource", "UntagResource", "GetDomain"])
@pytest.mark.parametrize("fault", FAULTS)
def test_apply_when_a_call_goes_wrong_once_then_nothing_is_done_twice(
    shop: CustomerProfiles, service: LocalService, operation: str, fault: Any
) -> None:
    """After a lost answer it looks, and repeats only what did not arrive."""
    plan = shop.plan(TAGGED, account_id=ACCOUNT)
    service.forget_requests()
    service.inject(fault, operation=operation)
    result = shop.apply(plan)

    sent = 1 if fault.applied or operation == "GetDomain" else 2
    expected = ["UpdateDomain", "TagResource", "UntagResource"]
    assert sorted([*expected, *[operation] * (sent - 1)]) == sorted(writes(service), key=str)
    assert () == result.remaining
    found = [
        done.step.operation for done in result.steps if done.outcome is Outcome.ALREADY_APPLIED
    ]
    assert ([operation] if fault.applied and operation != "GetDomain" else []) == found


@pytest.mark.parametrize("fault", FAULTS)
def test_creation_when_it_goes_wrong_once_then_the_domain_is_made_once(
    profiles: CustomerProfiles, service: LocalService, fault: Any
) -> None:
    """A lost answer is not followed by "already exists"."""
    plan = profiles.plan(SHOP)
    service.inject(fault, operation="CreateDomain")
    result = profiles.apply(plan)

    assert (1 if fault.applied else 2) == len(writes(service))
    assert [Outcome.ALREADY_APPLIED if fault.applied else Outcome.DONE] == [
        done.outcome for done in result.steps
    ]


def test_apply_when_the_last_answer_is_lost_then_it_looks_once_more(
    service: LocalService, shop: CustomerProfiles
) -> None:
    """Where no repetition is left, a look still tells."""
    plan = shop.plan(attrs.evolve(SHOP, default_expiration_days=90))
    service.inject(CutOff(applied=True), operation="UpdateDomain")
    result = connect(service, max_attempts=1).apply(plan)

    assert [(Outcome.ALREADY_APPLIED, 1)] == [
        (done.outcome, done.attempts) for done in result.steps
    ]


def test_apply_when_the_first_step_is_refused_then_the_refusal_is_raised(
    shop: CustomerProfiles, service: LocalService
) -> None:
    """Nothing was done, so there is nothing else to say."""
    plan = shop.plan(TAGGED, account_id=ACCOUNT)
    service.inject(DENIED, operation="UpdateDomain")
    with pytest.raises(AccessDeniedError):
        shop.apply(plan)
    assert 366 == shop.get_domain("shop").settings.default_expiration_days


def test_apply_when_a_later_step_fails_then_it_says_what_was_done(
    shop: CustomerProfiles, service: LocalService
) -> None:
    """Planning again continues from there."""
    plan = shop.plan(TAGGED, account_id=ACCOUNT)
    service.inject(DENIED, operation="TagResource")
    with pytest.raises(IncompletePlanError, match="Plan again") as caught:
        shop.apply(plan)

    assert [Outcome.DONE, Outcome.FAILED, Outcome.NOT_SENT] == [
        done.outcome for done in caught.value.result.steps
    ]
    assert isinstance(caught.value.reason, AccessDeniedError)
    assert caught.value.reason is caught.value.__cause__
    again = shop.plan(TAGGED, account_id=ACCOUNT)
    assert ["TagResource", "UntagResource"] == [step.operation for step in again.steps]
    assert () == shop.apply(again).remaining


def test_apply_when_it_cannot_be_known_whether_a_step_arrived_then_it_says_so(
    service: LocalService, shop: CustomerProfiles
) -> None:
    """The only step, and every answer lost."""
    plan = shop.plan(attrs.evolve(SHOP, default_expiration_days=90))
    service.inject(CutOff(), operation="UpdateDomain", times=None)
    with pytest.raises(IncompletePlanError) as caught:
        connect(service, max_attempts=3).apply(plan)

    assert [(Outcome.UNKNOWN, 3)] == [
        (done.outcome, done.attempts) for done in caught.value.result.steps
    ]
    assert isinstance(caught.value.reason, TransportError)


def test_apply_when_looking_fails_after_a_lost_answer_then_it_says_so(
    service: LocalService, shop: CustomerProfiles
) -> None:
    """What cannot be read is not repeated."""
    plan = shop.plan(attrs.evolve(SHOP, default_expiration_days=90))
    service.inject(CutOff(applied=True), operation="UpdateDomain")
    service.inject(LaterFault(after=1), operation="GetDomain", times=None)
    with pytest.raises(IncompletePlanError) as caught:
        shop.apply(plan)

    assert [Outcome.UNKNOWN] == [done.outcome for done in caught.value.result.steps]
    assert isinstance(caught.value.reason, AccessDeniedError)


class LaterFault(Fault):
    """Let the first requests pass, and refuse the others."""

    applied = True

    def __init__(self, *, after: int) -> None:
        """Set how many pass."""
        self.after = after

    def deliver(self, response: Any, request_id: str) -> Delivery:
        """Deliver what is there at first."""
        self.after -= 1
        return Delivery(response) if self.after >= 0 else DENIED.deliver(response, request_id)


def test_apply_when_it_cannot_be_read_back_then_everything_was_sent(
    service: LocalService, shop: CustomerProfiles
) -> None:
    """What was done is not lost with the look at it."""
    plan = shop.plan(attrs.evolve(SHOP, default_expiration_days=90))
    service.inject(LaterFault(after=1), operation="GetDomain", times=None)
    with pytest.raises(IncompletePlanError, match="could not be read back") as caught:
        shop.apply(plan)

    assert [Outcome.DONE] == [done.outcome for done in caught.value.result.steps]
    assert "could not be read back" in str(caught.value.result)


def test_apply_when_throttled_to_the_end_then_nothing_was_written(
    service: LocalService, shop: CustomerProfiles
) -> None:
    """A call's own error says enough where nothing has happened."""
    plan = shop.plan(attrs.evolve(SHOP, default_expiration_days=90))
    service.forget_requests()
    service.inject(Throttle(), operation="UpdateDomain", times=None)
    with pytest.raises(ThrottledError):
        connect(service, max_attempts=3).apply(plan)
    assert 3 == len(writes(service))


def test_apply_when_it_waits_then_the_hook_is_told(
    service: LocalService, shop: CustomerProfiles
) -> None:
    """The policy's own hook still hears of each wait."""
    plan = shop.plan(attrs.evolve(SHOP, default_expiration_days=90))
    service.inject(Throttle(), operation="UpdateDomain", times=2)
    heard: list[str] = []

    def hear(event: RetryEvent) -> None:
        heard.append(event.operation)

    connect(service, on_retry=hear).apply(plan)

    assert ["UpdateDomain", "UpdateDomain"] == heard


def test_apply_when_something_else_ends_it_then_a_note_says_what_was_done(
    service: LocalService, shop: CustomerProfiles
) -> None:
    """What a hook raises reaches the caller, with what is known."""
    plan = shop.plan(TAGGED, account_id=ACCOUNT)
    service.inject(Throttle(), operation="TagResource")

    def stop(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        connect(service, on_retry=stop).apply(plan)
    assert "UpdateDomain   done  1x" in caught.value.__notes__[0]
    assert "TagResource    unknown" in caught.value.__notes__[0]
    assert "UntagResource  not sent" in caught.value.__notes__[0]


def test_apply_when_it_is_interrupted_before_a_step_is_sent_then_it_says_so(
    service: LocalService, shop: CustomerProfiles
) -> None:
    """What was done before is not lost from sight."""

    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    plan = shop.plan(TAGGED, account_id=ACCOUNT)
    limit = RateLimit({"TagResource": 1}, sleep=interrupt)
    limit.acquire("TagResource")
    profiles = CustomerProfiles(service.client(), retry=policy(), rate_limit=limit)
    with pytest.raises(KeyboardInterrupt) as caught:
        profiles.apply(plan)
    assert "UpdateDomain   done  1x" in caught.value.__notes__[0]
    assert "TagResource    not sent  0x" in caught.value.__notes__[0]


def test_apply_when_requests_are_spaced_then_it_waits_for_the_write_before_it_reads(
    service: LocalService, shop: CustomerProfiles
) -> None:
    """What was read before the wait would be too old, and need not be read twice."""
    plan = shop.plan(attrs.evolve(SHOP, default_expiration_days=90))
    service.forget_requests()
    waited_after: list[int] = []
    limit = RateLimit(
        {"UpdateDomain": 1}, sleep=lambda _: waited_after.append(len(service.requests))
    )
    limit.acquire("UpdateDomain")
    CustomerProfiles(service.client(), retry=policy(), rate_limit=limit).apply(plan)

    assert [0] == waited_after
    assert ["GetDomain", "UpdateDomain", "GetDomain"] == operations(service)


def test_apply_when_the_service_keeps_another_form_then_it_is_reported(
    service: LocalService, shop: CustomerProfiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What did not take is read back, and is no error."""
    plan = shop.plan(TAGGED, account_id=ACCOUNT)
    update: Any = shop.boto3_client.update_domain

    def keep_less(**request: Any) -> Any:
        return update(**{**request, "DefaultExpirationDays": 60})

    monkeypatch.setattr(shop.boto3_client, "update_domain", keep_less)
    result = shop.apply(plan)

    assert ["DefaultExpirationDays"] == [change.path for change in result.remaining]
    assert [Outcome.DONE] * 3 == [done.outcome for done in result.steps]
    assert "not all of it is stored" in str(result)
    del service


@pytest.mark.parametrize("operation", ["create_domain", "update_domain"])
def test_apply_when_an_answer_is_none_then_it_looks(
    service: LocalService, profiles: CustomerProfiles, operation: str
) -> None:
    """A page of HTML that claims success is no answer, and the domain is looked at."""
    if operation == "update_domain":
        profiles.create_domain(attrs.evolve(SHOP, default_expiration_days=30))
    plan = profiles.plan(SHOP)
    service.inject(MalformedResponse(), operation=plan.steps[0].operation)
    result = profiles.apply(plan)

    assert [Outcome.ALREADY_APPLIED] == [done.outcome for done in result.steps]
