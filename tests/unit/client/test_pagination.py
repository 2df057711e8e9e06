"""Pages as they are requested and read, by a service in the process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cpkit import RetryPolicy
from cpkit.client.boto.connection import Connection
from cpkit.client.calls.caller import Caller
from cpkit.client.pagination import read_members, request_of, results
from cpkit.errors import MalformedResponseError
from cpkit.local import LocalService, MalformedResponse
from cpkit.models.matches import AutoMergingPreview
from cpkit.models.pages import MatchesPage
from cpkit.models.requests import DomainQuery

if TYPE_CHECKING:
    from cpkit.results import Results

QUERY = DomainQuery(domain_name="shop", max_results=1)


@pytest.fixture
def service() -> LocalService:
    """Give a service where a domain has two matches."""
    service = LocalService()
    service.client().create_domain(DomainName="shop", DefaultExpirationDays=366)
    service.results.put_matches("shop", {"MatchId": "m1"}, {"MatchId": "m2"})
    service.forget_requests()
    return service


def matches(service: LocalService) -> Results[MatchesPage, object]:
    """Return the matches, a page for each."""
    caller = Caller(Connection(service.client()), RetryPolicy(max_attempts=1))
    return results(
        caller,
        "GetMatches",
        lambda request: caller.client.get_matches(**request),
        QUERY,
        MatchesPage,
    )


def test_request_when_written_then_by_its_wire_names() -> None:
    """What is left out is not sent."""
    assert {"DomainName": "shop", "MaxResults": 1} == request_of(QUERY)
    assert {"DomainName": "shop"} == request_of(DomainQuery(domain_name="shop"))


def test_page_when_there_is_another_then_its_token_is_sent(service: LocalService) -> None:
    """The rest of the request is the same for each page."""
    assert 2 == len(list(matches(service)))
    first, second = (request.parameters for request in service.requests)
    assert {"MaxResults": 1, "DomainName": "shop"} == first
    assert first == {name: value for name, value in second.items() if name != "NextToken"}
    assert "NextToken" in second


def test_page_when_its_list_is_left_out_then_it_is_empty_unless_nothing_is_there(
    service: LocalService,
) -> None:
    """A response with other members is one; a page of HTML has none."""
    service.inject(MalformedResponse(b'{"PotentialMatches": 0}'))
    assert [] == list(matches(service))
    service.inject(MalformedResponse(b"<html>"))
    with pytest.raises(MalformedResponseError):
        matches(service).first_page()


def test_members_when_read_then_what_boto3_adds_is_left_out() -> None:
    """Its metadata is no member of the service."""
    preview = read_members(
        AutoMergingPreview,
        {"DomainName": "shop", "NumberOfMatchesInSample": 3, "ResponseMetadata": {}},
    )
    assert 3 == preview.number_of_matches_in_sample
