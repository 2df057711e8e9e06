"""Which answers are refused, and how parts of them are read."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ResponseStreamingError

from cpkit.client.boto import responses
from cpkit.models import Domain
from cpkit.wire import from_wire
from tests.support.service_model import model

if TYPE_CHECKING:
    from collections.abc import Mapping


def checked(
    status: int, body: bytes, operation: str = "ListDomains"
) -> tuple[bytes, dict[str, Any]]:
    """Let a body through the check, and give what botocore would parse and what goes before it."""
    response: dict[str, Any] = {"status_code": status, "body": body, "headers": {}}
    customized: dict[str, Any] = {}
    responses.reject_broken_bodies(
        response_dict=response,
        operation_model=model().operation_model(operation),
        customized_response_dict=customized,
        event_name="before-parse",
    )
    return response["body"], customized


@pytest.mark.parametrize("status", [200, 201, 204])
@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<html>", "not JSON"),
        (b'{"a":', "not JSON"),
        (b"\xff\xfe\xfa", "not JSON"),
        (b"[" * 200_000, "not JSON"),
        (b"[]", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b"7", "not a JSON object"),
    ],
)
def test_body_when_a_success_is_no_object_then_refused(
    status: int, body: bytes, wrong: str
) -> None:
    """What botocore would make an empty success of never reaches its parser."""
    with pytest.raises(responses.UnreadableResponseError, match=f"{wrong}$"):
        checked(status, body)


@pytest.mark.parametrize("body", [b"[]", b"\xff", b"null", b"<html>"])
def test_body_when_an_error_is_no_object_then_emptied(body: bytes) -> None:
    """An error's status counts whatever its body is."""
    assert (b"", {}) == checked(503, body)


def test_body_when_it_is_motos_then_untouched() -> None:
    """Its text is all that says who has responded."""
    assert (b"Not yet implemented", {}) == checked(404, b"Not yet implemented")


@pytest.mark.parametrize("status", [200, 400])
def test_body_when_it_is_an_object_then_untouched(status: int) -> None:
    """What can be parsed is left to botocore."""
    assert b' {"a": 1}' == checked(status, b' {"a": 1}')[0]


@pytest.mark.parametrize("operation", ["TagResource", "UntagResource"])
@pytest.mark.parametrize("body", [b"", b" \n", b"{}"])
def test_body_when_the_model_has_no_members_then_nothing_is_a_success(
    operation: str, body: bytes
) -> None:
    """There is nothing that could be missing."""
    assert (body, {}) == checked(200, body, operation)


def test_body_when_the_model_has_no_members_then_a_page_is_refused_all_the_same() -> None:
    """Something else than nothing must be an object."""
    with pytest.raises(responses.UnreadableResponseError, match=r"not JSON$"):
        checked(200, b"<html>", "TagResource")


def test_body_when_the_model_has_no_output_then_nothing_is_a_success() -> None:
    """A model may leave the output out instead of leaving it empty."""
    response: dict[str, Any] = {"status_code": 200, "body": b"", "headers": {}}
    responses.reject_broken_bodies(response, SimpleNamespace(name="Odd", output_shape=None), {})
    assert b"" == response["body"]


@pytest.mark.parametrize(
    ("operation", "body", "name"),
    [
        ("ListDomains", b'{"Items": {}}', "Items"),
        ("ListDomains", b'{"Items": ""}', "Items"),
        ("ListDomains", b'{"Items": 0}', "Items"),
        ("ListTagsForResource", b'{"tags": []}', "tags"),
        ("GetDomain", b'{"Matching": []}', "Matching"),
        ("GetDomain", b'{"Tags": ""}', "Tags"),
    ],
)
def test_body_when_a_member_is_of_another_kind_then_it_is_named(
    operation: str, body: bytes, name: str
) -> None:
    """What botocore would take for an empty list is none."""
    with pytest.raises(responses.UnreadableResponseError, match=f"wrong type: {name}$"):
        checked(200, body, operation)


@pytest.mark.parametrize(
    ("operation", "body", "added"),
    [
        ("ListDomains", b"{ }", {"Items": []}),
        ("ListDomains", b'{"Items": null}', {"Items": []}),
        ("ListDomains", b'{"Items": [], "NextToken": "t"}', {}),
        ("GetMatches", b'{"PotentialMatches": 0}', {"Matches": []}),
        ("ListTagsForResource", b"{}", {"tags": {}}),
        ("GetDomain", b'{"DomainName": "shop"}', {}),
    ],
)
def test_body_when_a_list_is_left_out_then_it_is_empty(
    operation: str, body: bytes, added: dict[str, Any]
) -> None:
    """An object without items says that there are none; a structure that is missing is missing."""
    assert (body, added) == checked(200, body, operation)


@pytest.mark.parametrize("body", [b'{"__type": ["a"]}', b'{"code": 5}', b'{"code": {}}'])
def test_body_when_the_code_of_an_error_is_not_a_string_then_emptied(body: bytes) -> None:
    """Botocore's parser would stumble over it, and the status would be lost."""
    assert (b"", {}) == checked(403, body)


@pytest.mark.parametrize("answer", [None, 5, "text", [1]])
def test_read_when_it_is_no_structure_then_refused(answer: object) -> None:
    """Only a structure can be a value."""
    with pytest.raises(responses.UnreadableResponseError, match="not an object"):
        responses.read(partial(from_wire, Domain), answer)


def test_read_when_a_member_is_wrong_then_its_path_and_not_its_value() -> None:
    """What the service answered may be a secret."""
    answer = {"DomainName": "shop", "DefaultEncryptionKey": ["arn:secret"]}
    with pytest.raises(responses.UnreadableResponseError, match="CreatedAt") as caught:
        responses.read(partial(from_wire, Domain), answer)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "items", "token"),
    [
        ({"Items": [1]}, [1], None),
        ({"Items": [1], "NextToken": ""}, [1], None),
        ({"Items": [1], "NextToken": "t"}, [1], "t"),
        ({"NextToken": "t"}, [], "t"),
        ({"ResponseMetadata": {"HTTPHeaders": {"content-length": "2"}}}, [], None),
    ],
)
def test_page_when_it_is_one_then_items_and_token(
    answer: Mapping[str, Any], items: list[object], token: str | None
) -> None:
    """A page has items, a token, or says that it is empty."""
    found, following = responses.page(answer, "Items")
    assert (items, token) == (list(found), following)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"ResponseMetadata": {"HTTPHeaders": {"content-length": "35"}}},
        {"Items": [], "NextToken": 5},
        {"Items": [], "NextToken": "\ud800"},
    ],
)
def test_page_when_it_is_none_then_refused(answer: Mapping[str, Any]) -> None:
    """What may be half a document is no empty list."""
    with pytest.raises(responses.UnreadableResponseError, match="missing or has the wrong type"):
        responses.page(answer, "Items")


@pytest.mark.parametrize("announced", ["2", "1", "-3", "many", "", "9" * 5000])
def test_body_when_as_long_as_announced_then_taken(announced: str) -> None:
    """What says nothing that can be held against it is no reason to refuse it."""
    with_length(announced)


@pytest.mark.parametrize("announced", ["3", "1000000"])
def test_body_when_shorter_than_announced_then_the_connection_broke(announced: str) -> None:
    """Half an answer may look like a whole one."""
    with pytest.raises(ResponseStreamingError, match=f"2 bytes of {announced}$"):
        with_length(announced)


def with_length(announced: str) -> None:
    """Let an empty object through the check, of which a length had been announced."""
    responses.reject_broken_bodies(
        response_dict={
            "status_code": 200,
            "body": b"{}",
            "headers": {"content-length": announced},
        },
        operation_model=model().operation_model("ListDomains"),
        customized_response_dict={},
    )
