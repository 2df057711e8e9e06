"""The permissions of a caller are the operations that a caller's journey takes, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from cpkit import CustomerProfiles, policies
from cpkit.local import LocalService
from tests.support.plan_clients import ACCOUNT, SHOP, TAGGED, connect, operations

if TYPE_CHECKING:
    from collections.abc import Callable


def plan(profiles: CustomerProfiles) -> None:
    """Plan all that a plan reads for: a domain, and tags that its own response does not have."""
    assert profiles.plan(TAGGED, account_id=ACCOUNT)


def apply(profiles: CustomerProfiles) -> None:
    """Create, update, tag and untag by plans."""
    other = attrs.evolve(SHOP, domain_name="store")
    profiles.apply(profiles.plan(other))
    profiles.apply(profiles.plan(TAGGED, account_id=ACCOUNT))
    profiles.apply(profiles.plan(attrs.evolve(SHOP, tags={"new": "tag"}), account_id=ACCOUNT))


def preview(profiles: CustomerProfiles) -> None:
    """Read the rules that are stored, beside which those of a preview are shown."""
    assert SHOP == profiles.get_domain("shop").settings


@pytest.mark.parametrize(
    ("task", "journey"), [("plan", plan), ("apply", apply), ("preview", preview)]
)
def test_caller_policy_when_compared_with_a_journey_then_it_allows_just_that(
    task: policies.Task, journey: Callable[[CustomerProfiles], None]
) -> None:
    """What the stand-in was called for is what the role must be allowed."""
    service = LocalService(account_id=ACCOUNT)
    profiles = connect(service)
    profiles.create_domain(SHOP)
    service.forget_requests()
    journey(profiles)

    allowed = policies.caller_policy(task)["Statement"][0]["Action"]
    assert {f"profile:{operation}" for operation in operations(service)} == set(allowed)
    assert sorted(allowed) == allowed
