"""Errors that were answered and not read: told by their status all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError, ReadTimeoutError

from cpkit.client.boto.unread_answers import refusal

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def stumble(plain_client: Callable[..., Any]) -> Callable[..., Exception]:
    """Give what lets botocore stumble over an answer."""

    def make(status: int, body: bytes, headers: Any) -> Exception:
        client = plain_client()

        def respond(**_: object) -> AWSResponse:
            answer = AWSResponse("https://host", status, headers, None)
            vars(answer)["_content"] = body  # as if it had been read
            return answer

        client.meta.events.register("before-send.customer-profiles", respond)
        with pytest.raises((AttributeError, TypeError)) as caught:
            client.get_domain(DomainName="shop")
        return caught.value

    return make


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        (b"null", {}, "403"),
        (b"null", {"X-Amzn-ErrorType": "ns#New:http://host"}, "New"),
        (b'{"__type": ["a"]}', {}, "403"),
    ],
)
def test_refusal_when_its_body_makes_no_sense_then_status_and_headers_tell(
    stumble: Callable[..., Exception], body: bytes, headers: dict[str, str], code: str
) -> None:
    """What the parser stumbles over does not hide what was answered."""
    told = refusal(stumble(403, body, {**headers, "x-amzn-RequestId": "request-1"}), "GetDomain")
    assert isinstance(told, ClientError)
    response: Any = told.response
    assert {"Code": code, "Message": ""} == response["Error"]
    assert (403, "request-1") == (
        response["ResponseMetadata"]["HTTPStatusCode"],
        response["ResponseMetadata"]["RequestId"],
    )


@pytest.mark.parametrize(
    "error",
    [
        ClientError({"Error": {"Code": "New"}}, "GetDomain"),
        ReadTimeoutError(endpoint_url="https://host"),
        LookupError("a hook of the client's"),
    ],
)
def test_refusal_when_the_error_tells_itself_then_nothing(error: Exception) -> None:
    """What is no unread answer is left to others."""
    assert refusal(error, "GetDomain") is None


def test_refusal_when_the_answer_claims_success_then_nothing(
    stumble: Callable[..., Exception],
) -> None:
    """A success that cannot be read is no refusal."""
    assert refusal(stumble(200, b"5", {}), "GetDomain") is None
