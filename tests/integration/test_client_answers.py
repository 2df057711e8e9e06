"""What becomes of answers that are lost, broken, redirected or none, over real sockets."""

from __future__ import annotations

import pickle
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from botocore.config import Config

from cpkit.client import CustomerProfiles
from cpkit.errors import (
    AccessDeniedError,
    BadRequestError,
    ExpiredCredentialsError,
    InternalServerError,
    MalformedResponseError,
    ResourceNotFoundError,
    ServiceError,
    ThrottledError,
    UnknownServiceError,
)
from cpkit.models import DomainSettings
from tests.support.fault_answers import DOMAIN, answer, error

if TYPE_CHECKING:
    from tests.support.connections import Connections
    from tests.support.fault_server import FaultServer

SETTINGS = DomainSettings(domain_name="shop", default_expiration_days=30)


@pytest.mark.parametrize("passed_in", [False, True])
@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"",
        b'{"Items": {}}',
        b'{"Items": [5]}',
        b'{"Items": [null]}',
        b'{"Items": [{}]}',
        b'{"Items": [{"DomainName": "", "CreatedAt": 1.0, "LastUpdatedAt": 1.0}]}',
        b"[]",
    ],
)
def test_list_when_a_page_is_none_then_malformed_and_not_applied(
    connections: Connections, server: FaultServer, body: bytes, *, passed_in: bool
) -> None:
    """An empty list is a list: anything else without items is refused."""
    server.script = [answer(200, body)]
    client = connections.client(config=Config(retries={"total_max_attempts": 1}))
    profiles = CustomerProfiles(client) if passed_in else connections.profiles()
    with pytest.raises(MalformedResponseError) as caught:
        list(profiles.list_domains())
    assert not caught.value.maybe_applied


@pytest.mark.parametrize("body", [b"{}", b'{"Items": []}', b'{"Items": [], "NextToken": ""}'])
def test_list_when_there_are_no_items_then_empty(
    connections: Connections, server: FaultServer, body: bytes
) -> None:
    """All ways to say that there is nothing are understood."""
    server.script = [answer(200, body)]
    assert [] == list(connections.profiles().list_domains())


@pytest.mark.parametrize("body", [b"{}", b"{ }", b"\n{}\n"])
def test_list_when_an_empty_object_comes_in_chunks_then_empty(
    connections: Connections, server: FaultServer, body: bytes
) -> None:
    """An answer need not say how long it is."""
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n"
    server.script = [head + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)]
    assert [] == list(connections.profiles().list_domains())


@pytest.mark.parametrize("body", [b"", b"{}"])
def test_tags_when_changed_directly_then_an_empty_answer_is_a_success(
    connections: Connections, server: FaultServer, body: bytes
) -> None:
    """What the model says nothing of has nothing to say."""
    server.script = [answer(200, body)]
    client = connections.profiles().boto3_client
    arn = "arn:aws:profile:us-east-1:111122223333:domains/shop"
    client.tag_resource(resourceArn=arn, tags={"team": "web"})
    client.untag_resource(resourceArn=arn, tagKeys=["team"])
    assert ["POST", "DELETE"] == [request.split()[0] for request in server.requests]


def test_list_when_there_are_pages_then_all_of_them_in_order(
    connections: Connections, server: FaultServer
) -> None:
    """Tokens are handed on until there is none."""
    names = ["a", "b", "c"]
    items = [{**DOMAIN, "DomainName": name} for name in names]
    server.script = [
        answer(200, {"Items": items[:1], "NextToken": "one"}),
        answer(200, {"Items": [], "NextToken": "two"}),
        answer(200, {"Items": items[1:]}),
    ]
    assert names == [item.domain_name for item in connections.profiles().list_domains()]
    assert ["GET /domains", "GET /domains?next-token=one", "GET /domains?next-token=two"] == (
        server.requests
    )


def test_list_when_a_token_comes_again_then_malformed(
    connections: Connections, server: FaultServer
) -> None:
    """A circle of pages ends in an error."""
    server.script = [
        answer(200, {"Items": [DOMAIN], "NextToken": token}) for token in ("a", "b", "a")
    ]
    listed = connections.profiles().list_domains()
    assert ["shop"] * 3 == [item.domain_name for item in islice(listed, 3)]
    with pytest.raises(MalformedResponseError, match="next page that was there before"):
        next(iter(listed))
    assert 3 == len(server.requests)


@pytest.mark.parametrize(
    ("status", "code", "kind", "requests"),
    [
        (400, "BadRequestException", BadRequestError, 1),
        (403, "AccessDeniedException", AccessDeniedError, 1),
        (404, "ResourceNotFoundException", ResourceNotFoundError, 1),
        (403, "ExpiredTokenException", ExpiredCredentialsError, 1),
        (404, "UnknownOperationException", UnknownServiceError, 1),
        (429, "BadRequestException", BadRequestError, 1),
        (429, "ThrottlingException", ThrottledError, 6),
        (429, "NewQuotaException", ThrottledError, 6),
        (400, "ThrottlingException", ThrottledError, 6),
        (400, "RequestTimeout", UnknownServiceError, 6),
        (500, "InternalServerException", InternalServerError, 6),
    ],
)
def test_error_when_answered_then_its_class_and_its_requests(
    connections: Connections,
    server: FaultServer,
    status: int,
    code: str,
    kind: type[ServiceError],
    requests: int,
) -> None:
    """Errors arrive as the tree has them, with what the service said, and survive pickling."""
    server.script = [error(status, code)]
    with pytest.raises(kind) as caught:
        connections.profiles().update_domain(SETTINGS)
    raised = caught.value
    assert kind is type(raised)
    assert requests == len(server.requests) == raised.attempts
    assert ("UpdateDomain", code, "No.", status, "request-1", requests == 6, status == 500) == (
        raised.operation,
        raised.code,
        raised.message,
        raised.status_code,
        raised.request_id,
        raised.is_retryable,
        raised.maybe_applied,
    )
    assert raised.__cause__ is not None
    copy = pickle.loads(pickle.dumps(raised))
    assert (str(raised), vars(raised)) == (str(copy), vars(copy))


@pytest.mark.parametrize("body", [b"{}", b'{"Message": 5}'])
def test_delete_when_the_message_is_missing_then_malformed(
    connections: Connections, server: FaultServer, body: bytes
) -> None:
    """An empty object does not say that anything was deleted."""
    server.script = [answer(200, body)]
    with pytest.raises(MalformedResponseError, match="Message"):
        connections.profiles().delete_domain("shop")
