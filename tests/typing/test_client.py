"""Calls of the client: what they take, and what they give."""

from datetime import timedelta
from typing import TYPE_CHECKING, assert_type

import boto3
import pytest
from botocore.config import Config

from cpkit import (
    CLEAR,
    CustomerProfiles,
    DataStore,
    Domain,
    DomainSettings,
    Matching,
    RateLimit,
    RetryEvent,
    RetryPolicy,
    RuleBasedMatching,
)
from cpkit.errors import ValidationError
from cpkit.local import LocalService
from cpkit.results import ListDomainItem

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

SETTINGS = DomainSettings(domain_name="shop", default_expiration_days=366)


def shop() -> CustomerProfiles:
    """Give a client of a service with one domain."""
    profiles = CustomerProfiles(LocalService().client())
    profiles.create_domain(SETTINGS)
    return profiles


def test_client_when_made_in_each_way_then_it_type_checks() -> None:
    """A session, a client of one's own, settings of botocore's, policies."""
    anything = "stand-in"
    session = boto3.Session(
        aws_access_key_id=anything, aws_secret_access_key=anything, region_name="eu-west-1"
    )
    profiles = CustomerProfiles(
        session=session,
        endpoint_url="http://127.0.0.1:9",
        verify=False,
        config=Config(read_timeout=7),
        retry=RetryPolicy(timeout=timedelta(minutes=5)),
        rate_limit=RateLimit({"UpdateDomain": 2}),
    )
    client: CustomerProfilesClient = profiles.boto3_client

    assert "eu-west-1" == client.meta.region_name


def test_domains_when_called_then_typed() -> None:
    """Settings go in; a domain comes back."""
    profiles = shop()
    updated = profiles.update_domain(
        DomainSettings(
            domain_name="shop",
            default_expiration_days=90,
            default_encryption_key=CLEAR,
            dead_letter_queue_url="",
            matching=Matching(enabled=False),
            rule_based_matching=RuleBasedMatching(enabled=False),
            data_store=DataStore(enabled=False),
        )
    )

    assert_type(updated, Domain)
    assert_type(profiles.update_domain(SETTINGS), Domain)
    assert_type(profiles.get_domain("shop"), Domain)
    (item,) = profiles.list_domains()
    assert_type(item, ListDomainItem)
    profiles.delete_domain("shop")
    assert 90 == updated.settings.default_expiration_days


def test_retries_when_typed_then_durations_are_given_either_way() -> None:
    """Seconds as a number, or a `timedelta`; kept are seconds."""
    waits: list[float] = []

    def note(event: RetryEvent) -> None:
        assert_type(event.wait, float)
        assert_type(event.attempt, int)
        waits.append(event.wait)

    policy = RetryPolicy(
        max_attempts=3, timeout=timedelta(minutes=5), wait_initial=1, on_retry=note
    )

    assert_type(policy.timeout, float)
    assert (300.0, []) == (policy.timeout, waits)


def test_call_when_given_the_wrong_thing_then_refused_twice() -> None:
    """By the checkers, and before anything is sent."""
    profiles = shop()
    with pytest.raises(TypeError):
        # to create takes settings
        profiles.create_domain("shop")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        # the wire's dict is not settings; from_wire makes them
        profiles.plan({"DomainName": "shop"})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        # settings alone are taken, no member beside them
        profiles.update_domain(SETTINGS, default_expiration_days=90)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError):
        # a name is not settings
        profiles.update_domain("shop")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        # no settings
        profiles.update_domain()  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError):
        # a domain is what was read: its settings can be sent
        profiles.update_domain(profiles.get_domain("shop"))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a name is text
        profiles.get_domain(7)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        # a number of attempts is one setting of a policy
        CustomerProfiles(retry=3)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        # a limit is an object, which several clients can share
        CustomerProfiles(rate_limit=5.0)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        # boto3 says region_name
        CustomerProfiles(region="eu-west-1")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(ValueError, match="max_attempts"):
        # an attempt is sent or it is not
        RetryPolicy(max_attempts=1.5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="timeout"):
        # seconds are a number
        RetryPolicy(timeout="60")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        # it is called timeout
        RetryPolicy(total_timeout=60)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]


def misuses_of_the_client(profiles: CustomerProfiles) -> None:
    """Use what the calls do not give; for checkers alone."""
    # domains come page by page, and have no length
    len(profiles.list_domains())  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    # a domain is no dict; the whole answer is domain.raw
    _ = profiles.get_domain("shop")["DomainName"]  # type: ignore[index] # pyright: ignore[reportIndexIssue, reportUnknownVariableType]
    # quotas are numbers
    RateLimit({"UpdateDomain": "2"})  # type: ignore[dict-item] # pyright: ignore[reportArgumentType]
    # a hook is told the event
    RetryPolicy(on_retry=lambda: None)  # type: ignore[arg-type, misc] # pyright: ignore[reportArgumentType]
    # a policy never changes; attrs.evolve makes another
    RetryPolicy().max_attempts = 3  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
