"""The plug-in with a stand-in of a project's own."""

import pytest

from cpkit import CustomerProfiles
from cpkit.local import Clock, LocalService


def wait(seconds: float) -> None:
    """Be what a project of its own waits with."""
    raise AssertionError(seconds)


@pytest.fixture
def local_customer_profiles() -> LocalService:
    """Return a stand-in that waits in a way of its own."""
    return LocalService(sleep=wait)


def test_client_when_the_stand_in_waits_in_its_own_way_then_it_keeps_it(
    customer_profiles: CustomerProfiles,
    local_customer_profiles: LocalService,
    customer_profiles_clock: Clock,
) -> None:
    """Only a clock and a sleep of the machine's are replaced."""
    assert [] == [item.domain_name for item in customer_profiles.list_domains()]
    assert (customer_profiles_clock, wait) == (
        local_customer_profiles.clock,
        local_customer_profiles.sleep,
    )
