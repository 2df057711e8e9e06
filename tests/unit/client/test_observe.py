"""A domain, and its tags where they are asked for, as one reads them before a write."""

from __future__ import annotations

import pytest

from cpkit import DomainSettings, RetryPolicy
from cpkit.client.boto.connection import Connection
from cpkit.client.calls.caller import Caller
from cpkit.client.observe import find_domain, lacks_tags, list_tags, read_domain, with_tags
from cpkit.errors import MalformedResponseError, ResourceNotFoundError
from cpkit.local import LocalService, MalformedResponse
from tests.support.plan_clients import ACCOUNT, operations

TAGS = {"team": "web"}


@pytest.fixture
def service() -> LocalService:
    """Give a service with two domains, one with tags."""
    service = LocalService(account_id=ACCOUNT)
    client = service.client()
    client.create_domain(DomainName="shop", DefaultExpirationDays=366)
    client.create_domain(DomainName="tagged", DefaultExpirationDays=366, Tags=TAGS)
    service.forget_requests()
    return service


@pytest.fixture
def caller(service: LocalService) -> Caller:
    """Give a caller of the service."""
    return Caller(Connection(service.client()), RetryPolicy(max_attempts=1))


def test_domain_when_it_is_missing_then_found_to_be_none_and_read_as_an_error(
    caller: Caller, service: LocalService
) -> None:
    """Who looks whether it is there expects both."""
    assert find_domain(caller, "gone") is None
    with pytest.raises(ResourceNotFoundError):
        read_domain(caller, "gone")
    assert ["GetDomain"] * 2 == operations(service)


def test_tags_when_listed_then_the_domain_has_them(caller: Caller, service: LocalService) -> None:
    """They count as if the domain's own response had had them."""
    domain = read_domain(caller, "shop")
    tagged = list_tags(caller, domain, service.domain_arn("tagged"))

    assert TAGS == tagged.settings.tags
    assert domain == list_tags(caller, domain, service.domain_arn("shop"))
    assert domain == with_tags(domain, None) == with_tags(domain, {})


def test_tags_when_the_response_has_none_then_malformed(
    caller: Caller, service: LocalService
) -> None:
    """A success without its member is not an empty list."""
    domain = read_domain(caller, "shop")
    service.inject(MalformedResponse(b"<html>"))
    with pytest.raises(MalformedResponseError):
        list_tags(caller, domain, service.domain_arn("shop"))


@pytest.mark.parametrize(
    ("name", "tags", "is_lacking"),
    [("shop", TAGS, True), ("shop", None, False), ("tagged", TAGS, False)],
)
def test_tags_when_declared_and_not_in_the_response_then_they_are_to_be_listed(
    caller: Caller, name: str, tags: dict[str, str] | None, *, is_lacking: bool
) -> None:
    """Nothing is listed for nothing."""
    settings = DomainSettings(domain_name=name, tags=tags)

    assert is_lacking is lacks_tags(read_domain(caller, name), settings)
