"""Throttling over sockets, in all the ways it is spelled: what is sent, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpkit.errors import (
    AccessDeniedError,
    BadRequestError,
    InternalServerError,
    ResourceNotFoundError,
    ThrottledError,
    UnknownServiceError,
)
from tests.support.fault_answers import OK, THROTTLED, answer, error
from tests.support.fault_cases import SUCCESS, Case, Fails, check, each

if TYPE_CHECKING:
    from tests.support.connections import Connections

BROKEN = error(500, "InternalServerException")
GIVES_UP = Fails(ThrottledError, "ThrottlingException")
TOO_LATE = Fails(ThrottledError, "ThrottlingException", note="have passed the timeout")
WITHOUT_CODE = Fails(ThrottledError, "429")
URL = "http://internal.amazon.com/coral/com.amazon.coral.service/"

CODES = (
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
)


def hinted(value: str, status: int = 429, code: str = "ThrottlingException") -> bytes:
    """Throttle, and ask for a wait of so many milliseconds."""
    return error(status, code, x_amz_retry_after=value)


CASES = (
    Case("once", [THROTTLED, OK], 2, SUCCESS, [0.5]),
    Case("five times", [*[THROTTLED] * 5, OK], 6, SUCCESS, [0.5, 1.0, 2.0, 4.0, 8.0]),
    Case("always", [THROTTLED], 6, GIVES_UP, [0.5, 1.0, 2.0, 4.0, 8.0]),
    Case("always, one attempt", [THROTTLED], 1, GIVES_UP, [], {"max_attempts": 1}),
    Case("always, for 60 s", [THROTTLED], 10, TOO_LATE, None, {"max_attempts": 99}),
    Case("always, for 3 s", [THROTTLED], 3, TOO_LATE, [0.5, 1.0], {"timeout": 3}),
    Case("always, no budget", [THROTTLED], 6, GIVES_UP, None, {"budget": 0}),
    Case("then 500", [THROTTLED, BROKEN, THROTTLED, OK], 4, SUCCESS, [0.5, 0.05, 2.0]),
    Case(
        "always before 500",
        [THROTTLED, BROKEN] * 3,
        6,
        Fails(InternalServerError, "InternalServerException", lost=True),
    ),
    Case(
        "always after 500",
        [BROKEN, THROTTLED] * 3,
        6,
        Fails(ThrottledError, "ThrottlingException", lost=True),
    ),
    # As another status, or without a code.
    *(Case(f"{code} as 400", [error(400, code)], 6, Fails(ThrottledError, code)) for code in CODES),
    *(Case(f"{code} as 503", [error(503, code)], 6, Fails(ThrottledError, code)) for code in CODES),
    Case("unknown code as 429", [error(429, "New")], 6, Fails(ThrottledError, "New")),
    Case("unknown code as 509", [error(509, "New")], 6, Fails(ThrottledError, "New")),
    Case("no code as 400", [answer(400)], 1, Fails(UnknownServiceError, "400")),
    Case("no code, only a message", [answer(429, {"Message": "Slow."})], 6, WITHOUT_CODE),
    Case("no code, an empty object", [answer(429, {})], 6, WITHOUT_CODE),
    Case("no code, no body", [answer(429)], 6, WITHOUT_CODE),
    Case("no code, HTML", [answer(429, b"<html>Slow.</html>")], 6, WITHOUT_CODE),
    Case("no code, a list", [answer(429, b"[1]")], 6, WITHOUT_CODE, unparsed=True),
    Case("no code, null", [answer(429, b"null")], 6, WITHOUT_CODE, unparsed=True),
    Case(
        "no code, invalid UTF-8",
        [answer(429, b'{"Message": "\xff"}')],
        6,
        WITHOUT_CODE,
        unparsed=True,
    ),
    Case("no code, half an object", [answer(429, b'{"Message": ')], 6, WITHOUT_CODE),
    Case("no code, deep", [answer(429, b"[" * 20_000)], 6, WITHOUT_CODE, unparsed=True),
    # The spellings of the error's type, in a status that says nothing by itself.
    Case("header and URL", [error(400, f"ThrottlingException:{URL}")], 6, GIVES_UP),
    Case("header and namespace", [error(400, "ns#ThrottlingException")], 6, GIVES_UP),
    Case("header with both", [error(400, f"ns#ThrottlingException:{URL}")], 6, GIVES_UP),
    Case("__type", [answer(400, {"__type": "ThrottlingException"})], 6, GIVES_UP),
    Case("__type and namespace", [answer(400, {"__type": "ns#ThrottlingException"})], 6, GIVES_UP),
    Case("__type and URL", [answer(400, {"__type": f"ThrottlingException:{URL}"})], 6, GIVES_UP),
    Case("code", [answer(400, {"code": "ThrottlingException"})], 6, GIVES_UP),
    Case("code and namespace", [answer(400, {"code": "ns#ThrottlingException"})], 6, GIVES_UP),
    # Another error of the model is what it says.
    Case(
        "bad request",
        [error(429, "BadRequestException")],
        1,
        Fails(BadRequestError, "BadRequestException"),
    ),
    Case(
        "denied",
        [error(429, "AccessDeniedException")],
        1,
        Fails(AccessDeniedError, "AccessDeniedException"),
    ),
    Case(
        "not found",
        [error(429, "ResourceNotFoundException")],
        1,
        Fails(ResourceNotFoundError, "ResourceNotFoundException"),
    ),
    # How long the service asks to wait.
    Case("hint", [hinted("2500"), OK], 2, SUCCESS, [2.5]),
    Case("hint below the wait", [hinted("1"), OK], 2, SUCCESS, [0.5]),
    Case("hint of nothing", [hinted("0"), OK], 2, SUCCESS, [0.5]),
    Case("negative hint", [hinted("-2500"), OK], 2, SUCCESS, [0.5]),
    Case("hint of text", [hinted("soon"), OK], 2, SUCCESS, [0.5]),
    Case("hint of a fraction", [hinted("2500.5"), OK], 2, SUCCESS, [0.5]),
    Case("empty hint", [hinted(""), OK], 2, SUCCESS, [0.5]),
    Case("hint of no number", [hinted("nan"), OK], 2, SUCCESS, [0.5]),
    Case("infinite hint", [hinted("inf"), OK], 2, SUCCESS, [0.5]),
    Case("hint of an hour", [hinted("3600000"), OK], 2, SUCCESS, [5.5]),
    Case("hint beyond floats", [hinted("9" * 400), OK], 2, SUCCESS, [0.5]),
    Case("hint beyond integers", [hinted("9" * 5000), OK], 2, SUCCESS, [0.5]),
    Case("hint beyond the timeout", [hinted("4500")], 1, TOO_LATE, [], {"timeout": 4}),
    Case("hint up to the timeout", [hinted("4000"), OK], 2, SUCCESS, [4.0], {"timeout": 4}),
    Case("hint of a server error", [hinted("2500", 503, "New"), OK], 2, SUCCESS, [2.5]),
    Case("hint in seconds", [error(429, "New", retry_after="7"), OK], 2, SUCCESS, [0.5]),
)


@each(CASES)
def test_throttling_when_answered_then_as_the_table_says(
    case: Case, way: str, connections: Connections
) -> None:
    """Throttling is repeated until it passes, the attempts are sent, or the time is over."""
    check(case, way, connections)
