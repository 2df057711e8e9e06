"""Divert clients."""

from __future__ import annotations

import gc
import os
import weakref
from typing import TYPE_CHECKING, Any, cast

import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from cpkit.local import CutOff, Delay, LocalService, ServerError, Throttle

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

    from cpkit.local import Fault


@pytest.fixture(autouse=True)
def _no_aws_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own settings out of clients that are made by other means."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)


def _foreign_client(service_name: str = "customer-profiles") -> CustomerProfilesClient:
    session = Session()
    session.set_credentials("any", "any")
    client: CustomerProfilesClient = cast("Any", session).create_client(
        service_name, region_name="eu-west-2"
    )
    return client


def test_client_when_files_of_the_machine_are_broken_then_it_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither a profile nor a file of the machine has a say."""
    monkeypatch.setenv("AWS_PROFILE", "missing")
    monkeypatch.setenv("AWS_CONFIG_FILE", __file__)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", __file__)

    assert [] == LocalService().client().list_domains()["Items"]


@pytest.mark.parametrize("fault", [CutOff(), ServerError(503), Throttle(), Delay(99)])
@pytest.mark.parametrize("config", [None, Config(read_timeout=7)], ids=["none", "timeout"])
def test_client_when_nothing_is_said_of_retries_then_it_sends_once(
    monkeypatch: pytest.MonkeyPatch, service: LocalService, fault: Fault, config: Config | None
) -> None:
    """A request that is sent is one that was asked for, whatever the machine's settings are."""
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "5")
    service.inject(fault, times=None)
    client = service.client(config=config)
    with pytest.raises((BotoCoreError, ClientError)):
        client.list_domains()

    assert 1 == len(service.requests)


def test_client_when_its_config_has_retries_then_it_repeats(service: LocalService) -> None:
    """Retries are there for whoever asks for them."""
    service.inject(CutOff())
    client = service.client(config=Config(retries={"total_max_attempts": 2, "mode": "standard"}))

    assert ([], 2) == (client.list_domains()["Items"], len(service.requests))


def test_client_when_it_has_a_config_then_the_rest_of_it_holds(service: LocalService) -> None:
    """Sending once takes nothing away from what is given, and does not alter it."""
    config = Config(read_timeout=7)
    client = service.client(config=config)

    assert (7, None) == (
        cast("Any", client.meta.config).read_timeout,
        cast("Any", config).retries,
    )


def test_client_when_a_region_is_given_then_it_is_the_services() -> None:
    """Client and ARNs agree on the region."""
    service = LocalService(region_name="eu-west-2")

    assert "eu-west-2" == service.client().meta.region_name


def test_client_when_its_address_is_given_then_requests_still_stay_here(
    service: LocalService,
) -> None:
    """Nothing is sent to where they are addressed."""
    client = service.client(endpoint_url="https://nowhere.invalid:1")

    assert [] == client.list_domains()["Items"]


def test_client_when_it_never_times_out_then_any_delay_is_waited_for() -> None:
    """Without a read timeout no answer is late."""
    waits: list[float] = []
    service = LocalService(sleep=waits.append)
    service.inject(Delay(10**6))
    client = service.client(config=Config(read_timeout=None))

    assert ([], [10**6]) == (client.list_domains()["Items"], waits)


def test_attach_when_a_client_exists_then_its_requests_come_here(service: LocalService) -> None:
    """A client that code under test has made is diverted."""
    client = _foreign_client()
    service.attach(client)
    client.list_domains()

    assert ["ListDomains"] == [request.operation for request in service.requests]


def test_attach_when_another_service_had_the_client_then_it_leaves_that_one(
    service: LocalService,
) -> None:
    """A request is applied by one service only."""
    before = LocalService()
    client = before.client()
    service.attach(client)
    service.attach(client)
    client.list_domains()

    assert (0, 1) == (len(before.requests), len(service.requests))


def test_attach_when_others_wait_for_the_same_event_then_they_come_first(
    service: LocalService,
) -> None:
    """Adaptive mode paces requests there: after the answer its wait would be for nothing."""
    sent_before: list[int] = []

    def pace(**_: object) -> None:
        sent_before.append(len(service.requests))

    client = service.client()
    events: Any = client.meta.events
    events.register("before-send", pace)
    client.list_domains()

    assert ([0], 1) == (sent_before, len(service.requests))


def test_attach_when_the_client_is_of_another_service_then_it_is_refused(
    service: LocalService,
) -> None:
    """Its requests could not be understood."""
    with pytest.raises(ValueError, match="not of sqs"):
        service.attach(_foreign_client("sqs"))


def test_attach_when_the_client_is_gone_then_nothing_holds_it(service: LocalService) -> None:
    """Remembering clients does not keep them alive."""
    client = weakref.ref(service.client())
    gc.collect()

    assert client() is None
