"""What is read of an error's answer, which may lack anything."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from cpkit.client.boto import error_response


def made(response: Any) -> ClientError:
    """Make what boto3 raises."""
    return ClientError(response, "GetDomain")


@pytest.mark.parametrize(
    "response", [{}, {"Error": {"Code": 5, "Message": None}, "ResponseMetadata": {"RequestId": 1}}]
)
def test_facts_when_missing_or_wrong_then_nothing(response: object) -> None:
    """A broken answer is no reason for another exception."""
    error = made(response)
    assert ("", "", 0, None, 0, None) == (
        error_response.code(error),
        error_response.message(error),
        error_response.status(error),
        error_response.request_id(error),
        error_response.retries(error),
        error_response.hint(error),
    )


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("1500", 1.5),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("9" * 400, None),
        ("9" * 5000, None),
        (None, None),
    ],
)
def test_hint_when_it_is_no_number_of_milliseconds_then_none(
    value: str | None, seconds: float | None
) -> None:
    """Only whole milliseconds from 0 on count."""
    error = made({"ResponseMetadata": {"HTTPHeaders": {"x-amz-retry-after": value}}})
    assert seconds == error_response.hint(error)


def test_facts_when_nothing_was_answered_then_nothing() -> None:
    """Other exceptions have neither hint nor retries."""
    assert (None, 0) == (error_response.hint(OSError()), error_response.retries(OSError()))
