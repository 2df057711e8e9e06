"""What applying a plan costs, in counts: those are the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from cpkit import CustomerProfiles
from cpkit.local import LocalService
from tests.support.counted_calls import calls
from tests.support.plan_clients import SHOP, operations

if TYPE_CHECKING:
    import boto3

OTHERS = ("boto3", "botocore", "cpkit.local")
RETRYING = ("tenacity", "threading", "concurrent")
"""Whose own functions are no calls of cpkit's: 66 for each of the three requests."""


def test_calls_when_a_plan_of_one_member_is_applied_then_so_many_at_most(
    session: boto3.Session,
) -> None:
    """Two plans are derived, of what is read before and after, and nothing is checked twice."""
    service = LocalService()
    profiles = CustomerProfiles(session=session)
    service.attach(profiles.boto3_client)
    for name in ("first", "second"):
        profiles.create_domain(attrs.evolve(SHOP, domain_name=name))
    plans = [
        profiles.plan(attrs.evolve(SHOP, domain_name=name, default_expiration_days=90))
        for name in ("first", "second")
    ]
    service.forget_requests()

    count = calls(lambda: profiles.apply(plans.pop()), without=OTHERS, beside=RETRYING)

    assert 300 < count <= 450
    assert ["GetDomain", "UpdateDomain", "GetDomain"] * 2 == operations(service)
