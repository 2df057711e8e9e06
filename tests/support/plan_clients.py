"""Clients that plan and apply without waiting, and what their tests look at."""

from __future__ import annotations

from typing import Any

import attrs
from botocore.config import Config

from cpkit import CustomerProfiles, DomainSettings, RetryPolicy
from cpkit.local import LocalService, MalformedResponse

ACCOUNT = "111122223333"
SHOP = DomainSettings(domain_name="shop", default_expiration_days=366)
TAGGED = attrs.evolve(SHOP, default_expiration_days=90, tags={"team": "web", "stage": "test"})
WRITES = {"CreateDomain", "UpdateDomain", "TagResource", "UntagResource"}
DENIED = MalformedResponse(
    b"{}", status=403, headers={"x-amzn-ErrorType": "AccessDeniedException"}, applied=False
)


def policy(**settings: Any) -> RetryPolicy:
    """Make a policy that does not wait."""
    return RetryPolicy(sleep=lambda _: None, **settings)


def connect(service: LocalService, **settings: Any) -> CustomerProfiles:
    """Make a client of a service."""
    client = service.client(config=Config(read_timeout=1))
    return CustomerProfiles(client, retry=policy(**settings))


def operations(service: LocalService) -> list[str | None]:
    """List what has been called since."""
    return [request.operation for request in service.requests]


def writes(service: LocalService) -> list[str | None]:
    """List what has been called since that writes."""
    return [name for name in operations(service) if name in WRITES]


def tags(profiles: CustomerProfiles) -> dict[str, str]:
    """Read the domain's tags."""
    answer = profiles.boto3_client.get_domain(DomainName="shop")
    return dict(answer.get("Tags", {}))
