"""Write responses and errors."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cpkit.local.protocol.responses import (
    RejectedError,
    bad_request,
    not_found,
    write_response,
)
from cpkit.local.protocol.service_model import knowledge

if TYPE_CHECKING:
    from collections.abc import Callable


def test_answer_when_it_has_times_then_they_are_epoch_numbers() -> None:
    """A time is a number of seconds with milliseconds."""
    operation = knowledge().operations["GetDomain"]
    at = datetime(1970, 1, 1, 0, 1, 0, 123456, tzinfo=UTC)

    assert {"CreatedAt": 60.123} == json.loads(write_response(operation, {"CreatedAt": at}).body)


def test_answer_when_a_member_is_not_the_operations_then_it_is_left_out() -> None:
    """Statistics belong to GetDomain alone."""
    operation = knowledge().operations["UpdateDomain"]

    assert b"{}" == write_response(operation, {"Stats": {}, "DomainName": None}).body


@pytest.mark.parametrize("name", ["TagResource", "UntagResource"])
def test_answer_when_the_operation_has_no_members_to_give_then_there_is_no_body(name: str) -> None:
    """The service's reference says that the body is empty (assumed)."""
    answer = write_response(knowledge().operations[name], {})

    assert (200, {}, b"") == (answer.status, answer.headers, answer.body)


def test_answer_when_a_value_cannot_be_written_then_it_fails_loudly() -> None:
    """A mistake of the stand-in is no answer."""
    operation = knowledge().operations["GetDomain"]

    with pytest.raises(TypeError, match="object cannot be part of a response"):
        write_response(operation, {"DomainName": object()})


@pytest.mark.parametrize(
    ("make", "code"),
    [(bad_request, "BadRequestException"), (not_found, "ResourceNotFoundException")],
)
def test_rejection_when_made_then_it_has_the_models_name_and_the_message(
    make: Callable[[str], RejectedError], code: str
) -> None:
    """Both are what a client reads."""
    rejection = make("No such thing")

    assert (code, "No such thing") == (rejection.code, rejection.message)
