"""`ensure` plans and applies, and plans again where somebody else was faster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

from cpkit import AutoMerging, ConflictResolution, Consolidation, Matching, Risk
from cpkit.errors import AccessDeniedError, StalePlanError, UnsafePlanError
from cpkit.local import LocalService
from tests.support.plan_clients import ACCOUNT, DENIED, SHOP, connect, operations, writes

if TYPE_CHECKING:
    from cpkit import CustomerProfiles

MERGING = attrs.evolve(
    SHOP,
    matching=Matching(
        enabled=True,
        auto_merging=AutoMerging(
            enabled=True,
            consolidation=Consolidation([["EmailAddress", "LastName"]]),
            conflict_resolution=ConflictResolution.recency(),
        ),
    ),
)


@pytest.fixture
def service() -> LocalService:
    """Give a service without domains."""
    return LocalService(account_id=ACCOUNT)


@pytest.fixture
def profiles(service: LocalService) -> CustomerProfiles:
    """Give a client of the service."""
    return connect(service)


def others_write(service: LocalService, profiles: CustomerProfiles, times: int) -> list[int]:
    """Let somebody else change the domain after each plan, so often, to other days each time."""
    client: Any = profiles.boto3_client
    get, other = client.get_domain, service.client()
    reads = [0]

    def get_domain(**request: Any) -> Any:
        response = get(**request)
        reads[0] += 1
        # A plan reads once, and a stale one is read against once more.
        if reads[0] % 2 == 1 and reads[0] // 2 < times:
            other.update_domain(DomainName="shop", DefaultExpirationDays=100 + reads[0])
        return response

    client.get_domain = get_domain
    return reads


def test_domain_when_it_is_missing_then_created_and_the_second_time_nothing_is_sent(
    service: LocalService, profiles: CustomerProfiles
) -> None:
    """Whoever calls it twice writes once."""
    first, second = profiles.ensure(SHOP), profiles.ensure(SHOP)

    assert (["CreateDomain"], ()) == (writes(service), second.steps)
    assert 1 == len(first.steps)
    assert () == first.remaining == second.remaining


@pytest.mark.parametrize("times", [1, 2])
def test_domain_when_it_changes_after_the_plan_then_it_is_planned_again(
    service: LocalService, profiles: CustomerProfiles, times: int
) -> None:
    """The plan that is applied in the end has seen what somebody else wrote."""
    profiles.create_domain(SHOP)
    others_write(service, profiles, times)
    result = profiles.ensure(attrs.evolve(SHOP, default_expiration_days=90))

    assert result.domain is not None
    assert 90 == result.domain.settings.default_expiration_days
    assert times + 1 == writes(service).count("UpdateDomain")


def test_domain_when_it_changes_after_each_plan_then_the_third_is_the_last(
    service: LocalService, profiles: CustomerProfiles
) -> None:
    """It gives up rather than compete for ever, and nothing of its own was written."""
    profiles.create_domain(SHOP)
    reads = others_write(service, profiles, 9)
    with pytest.raises(StalePlanError):
        profiles.ensure(attrs.evolve(SHOP, default_expiration_days=90))

    assert 6 == reads[0]
    assert 3 == writes(service).count("UpdateDomain")  # of the other one


def test_risk_when_it_is_not_named_then_nothing_is_written(
    service: LocalService, profiles: CustomerProfiles
) -> None:
    """However often it plans, what is accepted is what was named, once."""
    profiles.create_domain(SHOP)
    service.forget_requests()
    with pytest.raises(UnsafePlanError):
        profiles.ensure(MERGING, accept={"switch-off-matching"})
    assert ["GetDomain"] == operations(service)
    named = iter([Risk.ENABLE_MERGING])

    others_write(service, profiles, 1)
    assert () == profiles.ensure(MERGING, accept=named).remaining


def test_call_when_it_fails_then_nothing_is_planned_again(
    service: LocalService, profiles: CustomerProfiles
) -> None:
    """Only what somebody else has changed is worth another plan."""
    profiles.create_domain(SHOP)
    service.inject(DENIED, operation="UpdateDomain")
    service.forget_requests()
    with pytest.raises(AccessDeniedError):
        profiles.ensure(attrs.evolve(SHOP, default_expiration_days=90))
    assert ["GetDomain", "GetDomain", "UpdateDomain"] == operations(service)
