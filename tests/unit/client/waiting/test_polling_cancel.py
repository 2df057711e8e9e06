"""A wait ends at once when its event is set, whoever sets it and whatever it waits for."""

from __future__ import annotations

import math
import threading
import time
from typing import Any

import pytest

from cpkit import CustomerProfiles, DomainSettings, RateLimit, RetryPolicy, RuleBasedMatching
from cpkit.errors import WaitCancelledError, WaitError
from cpkit.local import LocalService, Throttle

RULES = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
SHOP = DomainSettings(domain_name="shop", default_expiration_days=366, rule_based_matching=RULES)


def connect(service: LocalService, **settings: Any) -> CustomerProfiles:
    """Make a client of a service that has a domain whose rules will not be active for long."""
    CustomerProfiles(service.client()).create_domain(SHOP)
    service.forget_requests()
    return CustomerProfiles(service.client(), **settings)


def test_wait_when_cancelled_before_it_begins_then_nothing_is_sent() -> None:
    """There is nothing to report then."""
    service = LocalService()
    cancel = threading.Event()
    cancel.set()
    profiles = connect(service)

    with pytest.raises(WaitCancelledError, match="shop was cancelled after 0 reads") as caught:
        profiles.wait_until_rules_active("shop", cancel=cancel)
    assert isinstance(caught.value, WaitError)
    assert caught.value.last_seen is None
    assert () == service.requests


def test_wait_when_a_hook_cancels_it_then_it_ends_with_what_was_seen() -> None:
    """The sleep between two reads is cut short: this would take ten years."""
    cancel = threading.Event()
    profiles = connect(LocalService())

    with pytest.raises(WaitCancelledError, match="cancelled after 1 read") as caught:
        profiles.wait_until_rules_active(
            "shop", timeout=math.inf, poll_every=3e8, cancel=cancel, on_poll=lambda _: cancel.set()
        )
    assert "shop" == getattr(caught.value.last_seen, "domain_name", None)


def test_wait_when_another_thread_cancels_it_while_it_sleeps_then_it_ends() -> None:
    """It needs no further read for that."""
    cancel, sleeping = threading.Event(), threading.Event()
    service = LocalService()
    profiles = connect(service)

    def set_then() -> None:
        sleeping.wait()
        cancel.set()

    canceller = threading.Thread(target=set_then)
    canceller.start()

    with pytest.raises(WaitCancelledError):
        profiles.wait_until_rules_active(
            "shop", poll_every=3000, cancel=cancel, on_poll=lambda _: sleeping.set()
        )
    canceller.join()
    assert 1 == len(service.requests)


def test_wait_when_cancelled_while_a_read_is_retried_then_it_ends() -> None:
    """The wait of the retry policy is cut short, too."""
    cancel = threading.Event()
    service = LocalService()
    retry = RetryPolicy(
        throttled_wait_initial=1000,
        wait_max=1000,
        timeout=math.inf,
        on_retry=lambda _: cancel.set(),
        random=lambda: 1.0,
    )
    profiles = connect(service, retry=retry)
    service.inject(Throttle(), times=None)

    with pytest.raises(WaitCancelledError):
        profiles.wait_until_rules_active("shop", timeout=math.inf, cancel=cancel)
    assert 1 == len(service.requests)


def test_wait_when_cancelled_while_it_has_no_slot_then_it_ends_and_takes_none() -> None:
    """Whoever else uses the rate limit has the slot."""
    cancel = threading.Event()
    service = LocalService()
    began = time.monotonic()
    limit = RateLimit({"GetDomain": 1e-3}, clock=lambda: began)
    profiles = connect(service, rate_limit=limit)
    limit.acquire("GetDomain")
    timer = threading.Timer(0.01, cancel.set)
    timer.start()

    with pytest.raises(WaitCancelledError):
        profiles.wait_until_rules_active("shop", timeout=math.inf, cancel=cancel)
    timer.join()
    waits: list[float] = []
    limit.acquire("GetDomain", sleep=waits.append)
    assert [1100.0] == [round(wait) for wait in waits]
    assert () == service.requests


def test_wait_when_the_policy_sleeps_by_itself_then_it_is_cancelled_after_its_sleep() -> None:
    """A clock of tests passes by its own sleep, and an event waits for nothing."""
    cancel = threading.Event()
    service = LocalService()
    sleeps: list[float] = []

    def sleep(seconds: float) -> None:
        sleeps.append(seconds)
        cancel.set()

    profiles = connect(service, retry=RetryPolicy(sleep=sleep))

    with pytest.raises(WaitCancelledError):
        profiles.wait_until_rules_active("shop", poll_every=60, cancel=cancel)
    assert [60.0] == sleeps


def test_wait_when_not_cancelled_then_it_ends_as_without_an_event() -> None:
    """An event that nobody sets changes nothing, also of a job's wait."""
    service = LocalService(in_progress_for=0)
    profiles = connect(service)
    service.results.put_jobs("shop", {"JobId": "0" * 32, "Status": "COMPLETED"})
    cancel = threading.Event()

    domain = profiles.wait_until_rules_active("shop", cancel=cancel)
    job = profiles.wait_until_job_finished("shop", "0" * 32, cancel=cancel)
    assert ("ACTIVE", "COMPLETED") == (domain.rule_based_matching_status, job.status)


def test_wait_when_what_cancels_is_not_an_event_then_it_says_what_to_pass() -> None:
    """A flag cannot be waited for."""
    wrong: Any = True
    with pytest.raises(TypeError, match=r"cancel takes a threading\.Event, not bool"):
        connect(LocalService()).wait_until_rules_active("shop", cancel=wrong)
