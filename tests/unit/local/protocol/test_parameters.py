"""Read requests that no client of botocore would send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask: TypeAlias = Callable[..., tuple[int, Any]]


@pytest.fixture(autouse=True)
def _domain(ask: Ask) -> None:
    ask("POST", "/domains/Shop", {"DefaultExpirationDays": 1})


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff",
        b'{"DefaultExpirationDays": NaN}',
        b'{"DefaultExpirationDays": Infinity}',
        b"[" * 100_000,
        b'{"DefaultExpirationDays": 1' + b"0" * 5000 + b"}",
        b"<html>",
    ],
)
def test_body_when_it_is_no_json_then_it_is_refused(ask: Ask, body: bytes) -> None:
    """Whatever is wrong with it, the answer is an error and no crash."""
    expected = (400, {"Message": "The body of the request is not valid JSON"})

    assert expected == ask("PUT", "/domains/Shop", body)


@pytest.mark.parametrize("body", [b"[]", b"null", b"1", b'"text"', b"[null]"])
def test_body_when_it_is_no_object_then_it_is_refused(ask: Ask, body: bytes) -> None:
    """Members have names."""
    expected = (400, {"Message": "The body of the request must be a JSON object"})

    assert expected == ask("PUT", "/domains/Shop", body)


def test_body_when_it_is_empty_then_nothing_changes(ask: Ask) -> None:
    """An update that says nothing is accepted."""
    assert 200 == ask("PUT", "/domains/Shop")[0]


def test_body_when_a_member_is_null_then_it_counts_as_absent(ask: Ask) -> None:
    """At any depth, `null` says nothing (assumed)."""
    body = {"Tags": None, "Matching": {"Enabled": True, "JobSchedule": None}}

    assert {"Enabled": True} == ask("PUT", "/domains/Shop", body)[1]["Matching"]


def test_body_when_a_required_member_is_null_then_it_is_missing(ask: Ask) -> None:
    """Absence is what a required member must not have."""
    status, answer = ask("PUT", "/domains/Shop", {"Matching": {"Enabled": None}})

    assert (400, True) == (status, "'Matching.Enabled'" in answer["Message"])


def test_body_when_an_item_is_null_then_it_is_refused(ask: Ask) -> None:
    """A list has no absent items."""
    rules = {"Enabled": True, "MatchingRules": [{"Rule": [None]}]}
    status, answer = ask("PUT", "/domains/Shop", {"RuleBasedMatching": rules})

    path = "'RuleBasedMatching.MatchingRules[0].Rule[0]'"
    assert (400, True) == (status, path in answer["Message"])


def test_body_when_it_repeats_a_member_of_the_path_then_it_is_refused(ask: Ask) -> None:
    """The domain's name has one place."""
    expected = (400, {"Message": "DomainName must not be in the body of UpdateDomain"})

    assert expected == ask("PUT", "/domains/Shop", {"DomainName": "Other"})


@pytest.mark.parametrize("text", ["0", "101", "-1", "x", "1.0", "", "9" * 30, "%D9%A1", "true"])
def test_query_when_a_number_is_wrong_then_it_is_refused_by_its_member(ask: Ask, text: str) -> None:
    """The message names the member, not the name in the query string."""
    status, answer = ask("GET", f"/domains?max-results={text}")

    assert (400, True) == (status, " at 'MaxResults' " in answer["Message"])


def test_query_when_a_name_is_unknown_then_it_is_ignored(ask: Ask) -> None:
    """Signatures may stand there too."""
    assert 200 == ask("GET", "/domains?X-Amz-Signature=1")[0]


def test_query_when_the_token_is_made_up_then_it_is_refused(ask: Ask) -> None:
    """A wrong token is no first page."""
    assert 400 == ask("GET", "/domains?next-token=abc")[0]


def test_query_when_a_required_list_is_missing_then_it_is_refused(ask: Ask) -> None:
    """Removing tags needs to know which."""
    arn = "arn%3Aaws%3Aprofile%3Aus-east-1%3A000000000000%3Adomains%2FShop"
    status, answer = ask("DELETE", f"/tags/{arn}")

    assert (400, True) == (status, " at 'tagKeys' " in answer["Message"])
