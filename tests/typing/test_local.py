"""The stand-in: typed as the stubs are, and its faults."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, assert_type

import pytest

from cpkit.local import (
    CutOff,
    Delay,
    Fault,
    LocalServer,
    LocalService,
    RecordedRequest,
    ServerError,
    Throttle,
    serve,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy_boto3_customer_profiles import CustomerProfilesClient


def test_service_when_used_then_typed() -> None:
    """Its client is the stubs' one."""
    service = LocalService(clock=lambda: datetime.now(UTC), pending_for=timedelta(hours=1))
    client: CustomerProfilesClient = service.client()
    faults: list[Fault] = [Throttle(retry_after=0.25), CutOff(applied=True), Delay(0)]
    for fault in faults:
        service.inject(fault, operation="ListDomains", times=2)
    service.reset()
    client.list_domains()
    (request,) = service.requests
    parameters: Mapping[str, Any] = request.parameters

    assert_type(service.requests, tuple[RecordedRequest, ...])
    assert_type(request.operation, str | None)
    assert {} == parameters


def test_server_when_started_then_typed() -> None:
    """It gives its address."""
    with serve() as server:
        assert_type(server, LocalServer)
        assert_type(server.endpoint_url, str)
        assert server.endpoint_url.startswith("http://")


def test_service_when_used_wrongly_then_refused_twice() -> None:
    """By the checkers, and when it runs."""
    with pytest.raises(TypeError):
        # a fault is an object, made
        LocalService().inject("Throttle")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        # throttling says 429, and nothing else
        Throttle(status=503)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError):
        # a delay takes its time
        Delay()  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(ValueError, match="503"):
        # a status is a number
        ServerError(status="503")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def misuses_of_the_service(service: LocalService) -> None:
    """Take the stand-in for what it is not; for checkers alone."""
    # a client is made by .client()
    service.create_domain(DomainName="shop", DefaultExpirationDays=366)  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    # a clock is called
    LocalService(clock=datetime.now(UTC))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    # what was recorded does not change
    service.requests = ()  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
