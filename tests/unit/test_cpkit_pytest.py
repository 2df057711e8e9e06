"""The fixtures of the plug-in, as a test sees them; `test_pytest_plugin.py` runs whole projects."""

from datetime import timedelta

from cpkit import CustomerProfiles, DomainSettings
from cpkit.local import Clock, LocalService, Throttle
from cpkit_pytest import pytest_assertrepr_compare


def test_client_when_asked_for_then_it_calls_the_stand_in_of_the_test(
    customer_profiles: CustomerProfiles, local_customer_profiles: LocalService
) -> None:
    """What one does, the other has recorded."""
    customer_profiles.create_domain(DomainSettings(domain_name="shop", default_expiration_days=1))

    assert ["CreateDomain"] == [one.operation for one in local_customer_profiles.requests]


def test_wait_when_it_is_long_then_the_clock_of_both_fixtures_goes_on(
    customer_profiles: CustomerProfiles,
    local_customer_profiles: LocalService,
    customer_profiles_clock: Clock,
) -> None:
    """The client has waited by the time that the stand-in knows."""
    local_customer_profiles.inject(Throttle(retry_after=4))
    began = customer_profiles_clock()

    created = customer_profiles.create_domain(
        DomainSettings(domain_name="shop", default_expiration_days=1)
    )

    assert timedelta(seconds=3) <= created.created_at - began < timedelta(seconds=60)


def test_comparison_when_it_is_no_equation_then_pytest_explains_it() -> None:
    """`in` and `<` say enough themselves."""
    assert pytest_assertrepr_compare("in", "a", "b") is None
