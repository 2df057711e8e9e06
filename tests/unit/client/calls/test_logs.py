"""The records of one call, each with its facts, on a clock that only waiting moves."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from cpkit.client.boto.operation import Operation
from cpkit.client.calls.attempts import call
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.errors import CPKitError

UPDATE = Operation("UpdateDomain", writes=True, errors={"ThrottlingException": None})
THROTTLED: Any = {
    "Error": {"Code": "ThrottlingException", "Message": "Slow it."},
    "ResponseMetadata": {"HTTPStatusCode": 429, "RequestId": "abc"},
}
ANSWERED = {"error": "ThrottledError", "status_code": 429, "request_id": "abc"}
SLOW = ClientError(THROTTLED, "UpdateDomain")
REFUSED = EndpointConnectionError(endpoint_url="https://host", error="no")
FACTS = (
    *("event", "attempt", "attempts", "error", "status_code", "request_id", "wait", "elapsed"),
    *("budget_left", "stopped_by"),
)


def run(*due: Exception | None, **policy: Any) -> None:
    """Make a call whose attempts end so, if need be with an error."""
    now, ends = [1000.0], iter(due)

    def send() -> None:
        if (error := next(ends)) is not None:
            raise error

    def sleep(seconds: float) -> None:
        now[0] += seconds

    settings: dict[str, Any] = {"clock": lambda: now[0], "sleep": sleep, "random": lambda: 1.0}
    with suppress(CPKitError):
        call(UPDATE, RetryPolicy(**{**settings, **policy}), send)


def records(caplog: pytest.LogCaptureFixture) -> list[tuple[str, dict[str, Any]]]:
    """Give each record's level and facts."""
    return [
        (record.levelname, {name: vars(record)[name] for name in FACTS if name in vars(record)})
        for record in caplog.records
    ]


def test_records_when_a_call_succeeds_at_last_then_one_for_each_step(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What each attempt came to, each wait, and the sum."""
    caplog.set_level(logging.DEBUG, "cpkit.client")

    run(SLOW, REFUSED, None)

    second = {"attempt": 2, "error": "TransportError"}
    assert [
        ("DEBUG", {"event": "attempt-failed", "attempt": 1, **ANSWERED}),
        (
            "INFO",
            {
                "event": "wait",
                "attempt": 1,
                **ANSWERED,
                "wait": 1.0,
                "elapsed": 0.0,
                "budget_left": 100.0,
            },
        ),
        ("DEBUG", {"event": "attempt-failed", **second}),
        ("INFO", {"event": "wait", **second, "wait": 0.1, "elapsed": 1.0, "budget_left": 99.0}),
        ("DEBUG", {"event": "call-succeeded", "attempts": 3, "elapsed": pytest.approx(1.1)}),
    ] == records(caplog)
    assert "UpdateDomain: attempt-failed" == caplog.messages[0]
    assert {("UpdateDomain", 6)} == {
        (vars(record)["operation"], vars(record)["max_attempts"]) for record in caplog.records
    }


@pytest.mark.parametrize(
    ("due", "policy", "stopped_by", "sent"),
    [
        ([SLOW, SLOW], {"max_attempts": 2}, "max_attempts", 2),
        ([SLOW], {"timeout": 0.5}, "timeout", 1),
        ([REFUSED], {"budget": 0}, "budget", 1),
        ([ClientError({}, "UpdateDomain")], {}, "error", 1),
    ],
)
def test_records_when_a_call_fails_then_the_last_says_what_ended_it(
    caplog: pytest.LogCaptureFixture,
    due: list[Exception],
    policy: dict[str, Any],
    stopped_by: str,
    sent: int,
) -> None:
    """Whoever is to be told of failures finds them at INFO, with the last attempt's error."""
    caplog.set_level(logging.DEBUG, "cpkit.client")

    run(*due, **policy)

    level, facts = records(caplog)[-1]
    assert facts["error"] == records(caplog)[0][1]["error"]
    assert ("INFO", "call-failed", stopped_by, sent) == (
        level,
        facts["event"],
        facts["stopped_by"],
        facts["attempts"],
    )
