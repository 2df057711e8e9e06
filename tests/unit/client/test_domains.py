"""What creating and updating a domain take, and what of them is sent."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from botocore.config import Config

from cpkit.client import CustomerProfiles
from cpkit.errors import (
    ResourceNotFoundError,
    ValidationError,
)
from cpkit.local import LocalService
from cpkit.models import DomainSettings

ONCE = Config(retries={"total_max_attempts": 1})


SHOP = DomainSettings(domain_name="shop", default_expiration_days=366)


@pytest.fixture
def service() -> LocalService:
    """Give a service without domains."""
    return LocalService()


@pytest.mark.parametrize("given", ["shop", None, {"DomainName": "shop"}])
def test_create_when_it_is_given_no_settings_then_a_type_error(
    service: LocalService, given: Any
) -> None:
    """No checker lets it through, and no request is made of it."""
    profiles = CustomerProfiles(service.client(config=ONCE))
    with pytest.raises(TypeError, match="takes DomainSettings"):
        profiles.create_domain(given)
    assert [] == list(service.requests)


def test_update_when_it_is_given_a_domain_then_it_says_to_take_its_settings(
    service: LocalService,
) -> None:
    """What was read is sent back by its settings."""
    profiles = CustomerProfiles(service.client(config=ONCE))
    domain: Any = profiles.create_domain(SHOP)
    with pytest.raises(TypeError, match=r"pass domain\.settings\.$"):
        profiles.update_domain(domain)
    assert SHOP == profiles.update_domain(domain.settings).settings


def test_update_when_nothing_but_the_name_is_given_then_nothing_is_sent(
    service: LocalService,
) -> None:
    """Nobody documents what an empty update does."""
    profiles = CustomerProfiles(service.client(config=ONCE))
    with pytest.raises(ValidationError, match="nothing but the domain's name"):
        profiles.update_domain(DomainSettings(domain_name="shop"))
    assert [] == list(service.requests)


def test_domain_when_created_changed_and_deleted_then_each_call_is_one_request(
    service: LocalService,
) -> None:
    """What is read is what was declared, and a domain that is gone is not found."""
    profiles = CustomerProfiles(service.client(config=ONCE))

    assert SHOP == profiles.create_domain(SHOP).settings
    changed = attrs.evolve(SHOP, default_expiration_days=30)
    assert changed == profiles.update_domain(changed).settings
    assert changed == profiles.get_domain("shop").settings
    profiles.delete_domain("shop")
    with pytest.raises(ResourceNotFoundError):
        profiles.get_domain("shop")
    assert [
        *("CreateDomain", "UpdateDomain", "GetDomain", "DeleteDomain", "GetDomain"),
    ] == [request.operation for request in service.requests]


def test_domains_when_listed_then_all_pages_are_read(service: LocalService) -> None:
    """By name, whatever the size of a page."""
    profiles = CustomerProfiles(service.client(config=ONCE))
    for name in "cab":
        profiles.create_domain(attrs.evolve(SHOP, domain_name=name))

    assert [*"abc"] == [item.domain_name for item in profiles.list_domains(page_size=2)]
    assert 2 == [request.operation for request in service.requests].count("ListDomains")
