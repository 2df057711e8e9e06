"""Give a service whose time stands still, a client of it, and a way to send it anything."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from botocore.config import Config

from cpkit.local import LocalService
from cpkit.local.protocol.messages import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_customer_profiles import CustomerProfilesClient


@pytest.fixture
def now() -> list[datetime]:
    """Give the time as the one item of a list, for a test to move."""
    return [datetime(2026, 1, 5, 12, tzinfo=UTC)]


@pytest.fixture
def service(now: list[datetime]) -> LocalService:
    """Give a service that lives at that time."""
    return LocalService(clock=lambda: now[0])


@pytest.fixture
def client(service: LocalService) -> CustomerProfilesClient:
    """Give a client of the service that tries each call once."""
    return service.client(config=Config(retries={"total_max_attempts": 1}))


@pytest.fixture
def ask(service: LocalService) -> Callable[..., tuple[int, Any]]:
    """Give a function that sends a method, a target and a body, and returns status and answer."""

    def send(method: str, target: str, body: object = b"") -> tuple[int, Any]:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        response = service.handle(Request(method, target, content)).response
        assert response is not None
        return response.status, json.loads(response.body)

    return send


@pytest.fixture
def shop(client: CustomerProfilesClient) -> CustomerProfilesClient:
    """Give a client of a service where the domain Shop exists."""
    client.create_domain(DomainName="Shop", DefaultExpirationDays=366, Tags={"Team": "Data"})
    return client
