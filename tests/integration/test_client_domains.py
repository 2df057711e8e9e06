"""The whole path: cpkit's client against the stand-in, in the process and over HTTP."""

from __future__ import annotations

import concurrent.futures
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from botocore.config import Config

from cpkit.client import CustomerProfiles
from cpkit.errors import (
    MalformedResponseError,
    ResourceNotFoundError,
    TransportError,
    ValidationError,
)
from cpkit.local import CutOff, Delay, LocalService, MalformedResponse, ServerError, Throttle, serve
from cpkit.models import CLEAR, DomainSettings, RuleBasedMatching, SettingsWarning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.connections import Connections
    from tests.support.fault_server import FaultServer

ONCE = Config(retries={"total_max_attempts": 1})
SHOP = DomainSettings(domain_name="shop", default_expiration_days=366)


@pytest.fixture
def service() -> LocalService:
    """Give a service without domains."""
    return LocalService()


@pytest.fixture(params=["passed in", "made and attached", "over HTTP"])
def profiles(
    request: pytest.FixtureRequest, service: LocalService, connections: Connections
) -> Iterator[CustomerProfiles]:
    """Give a facade in each of the ways that there are."""
    if request.param == "passed in":
        yield CustomerProfiles(service.client(config=ONCE), retry=connections.policy())
    elif request.param == "made and attached":
        made = connections.profiles()
        service.attach(made.boto3_client)
        yield made
    else:
        with serve(service) as running:
            yield connections.profiles(endpoint_url=running.endpoint_url)


def test_domain_when_created_changed_and_deleted_then_each_step_is_read_back(
    profiles: CustomerProfiles,
) -> None:
    """A domain's life, in cpkit's values."""
    created = profiles.create_domain(SHOP)
    assert SHOP == created.settings == profiles.get_domain("shop").settings
    rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
    changed = profiles.update_domain(attrs.evolve(created.settings, rule_based_matching=rules))
    assert rules == changed.settings.rule_based_matching
    cleared = profiles.update_domain(
        DomainSettings(domain_name="shop", dead_letter_queue_url=CLEAR)
    )
    assert cleared.settings.dead_letter_queue_url is None
    assert ["shop"] == [item.domain_name for item in profiles.list_domains()]
    profiles.delete_domain("shop")
    with pytest.raises(ResourceNotFoundError):
        profiles.get_domain("shop")


@pytest.mark.parametrize(
    "fault",
    [Throttle(), ServerError(503), ServerError(500, applied=True), CutOff(), CutOff(applied=True)],
)
def test_domain_when_each_call_goes_wrong_once_then_it_works_all_the_same(
    profiles: CustomerProfiles,
    service: LocalService,
    fault: Any,
) -> None:
    """Whether a request was applied before it went wrong or not, the outcome is the same."""
    service.inject(fault, operation="CreateDomain")
    assert SHOP == profiles.create_domain(SHOP).settings
    service.inject(fault, operation="UpdateDomain")
    changed = DomainSettings(domain_name="shop", default_expiration_days=30)
    assert 30 == profiles.update_domain(changed).settings.default_expiration_days
    service.inject(fault, operation="ListDomains")
    assert ["shop"] == [item.domain_name for item in profiles.list_domains()]
    service.inject(fault, operation="DeleteDomain")
    profiles.delete_domain("shop")
    assert [] == list(profiles.list_domains())


def test_delay_when_beyond_the_read_timeout_then_lost(
    service: LocalService, connections: Connections
) -> None:
    """An answer that is too late is no answer."""
    profiles = connections.profiles(retry=connections.policy(max_attempts=2))
    service.attach(profiles.boto3_client)
    service.inject(Delay(60), times=None)
    with pytest.raises(TransportError) as caught:
        profiles.create_domain(SHOP)
    assert caught.value.maybe_applied
    assert 2 == caught.value.attempts


def test_malformed_answer_when_creating_then_not_repeated(
    service: LocalService, connections: Connections
) -> None:
    """A second CreateDomain would only be refused."""
    profiles = connections.profiles()
    service.attach(profiles.boto3_client)
    service.inject(MalformedResponse())
    with pytest.raises(MalformedResponseError, match="not JSON"):
        profiles.create_domain(SHOP)
    assert 1 == len(service.requests)


@pytest.mark.parametrize("operation", ["get_domain", "delete_domain"])
@pytest.mark.parametrize("name", ["", "a/b", "../domains"])
def test_name_when_it_cannot_be_one_then_nothing_is_sent(
    connections: Connections, server: FaultServer, operation: str, name: str
) -> None:
    """An empty name would address the list of domains."""
    with pytest.raises(ValidationError):
        getattr(connections.profiles(), operation)(name)
    assert [] == server.requests


def test_settings_when_an_operation_cannot_send_them_then_nothing_is_sent(
    connections: Connections, server: FaultServer
) -> None:
    """What is needed is asked for before anything is sent."""
    profiles = connections.profiles()
    with pytest.raises(ValidationError, match="DefaultExpirationDays"):
        profiles.create_domain(DomainSettings(domain_name="shop"))
    with pytest.raises(ValidationError, match="Tags"):
        profiles.update_domain(DomainSettings(domain_name="shop", tags=CLEAR))
    assert [] == server.requests


def test_settings_when_something_is_suspicious_then_it_is_sent_with_a_warning(
    connections: Connections,
) -> None:
    """A warning points at the line of the call."""
    with pytest.warns(SettingsWarning, match="Tags") as caught:
        connections.profiles().update_domain(
            DomainSettings(domain_name="shop", tags={"team": "web"})
        )
    assert [__file__] == [warning.filename for warning in caught]


def test_facade_when_shown_then_without_credentials(connections: Connections) -> None:
    """Its repr names the region and the policy."""
    shown = repr(connections.profiles())
    assert shown.startswith("CustomerProfiles(region_name='us-east-1', retry=RetryPolicy(")
    assert "AKIDEXAMPLE" not in shown


def test_facade_when_shared_by_threads_then_all_calls_succeed(
    service: LocalService, connections: Connections
) -> None:
    """One object serves them all."""
    profiles = connections.profiles()
    service.attach(profiles.boto3_client)
    service.inject(Throttle(), times=5)

    def create(number: int) -> str:
        return profiles.create_domain(attrs.evolve(SHOP, domain_name=f"shop-{number}")).domain_name

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        names = set(pool.map(create, range(40)))
    assert names == {item.domain_name for item in profiles.list_domains()}
