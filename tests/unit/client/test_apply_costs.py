"""What applying a plan costs, in counts: those are the same on every machine."""

from __future__ import annotations

import attrs

from cpkit import CustomerProfiles
from cpkit.local import LocalService
from tests.support.counted_calls import calls
from tests.support.plan_clients import SHOP, operations


def test_calls_when_a_plan_of_one_member_is_applied_then_so_many_at_most() -> None:
    """Two plans are derived, of what is read before and after, and nothing is checked twice.

    Of these calls, 66 are tenacity's own for each of the three requests, and 53 look at the types
    of what a client passed in returned.
    """
    service = LocalService()
    profiles = CustomerProfiles(service.client())
    for name in ("first", "second"):
        profiles.create_domain(attrs.evolve(SHOP, domain_name=name))
    plans = [
        profiles.plan(attrs.evolve(SHOP, domain_name=name, default_expiration_days=90))
        for name in ("first", "second")
    ]
    service.forget_requests()

    count = calls(lambda: profiles.apply(plans.pop()), without=("boto3", "botocore", "cpkit.local"))

    assert 300 < count <= 450 + 3 * 66 + 53
    assert ["GetDomain", "UpdateDomain", "GetDomain"] * 2 == operations(service)
