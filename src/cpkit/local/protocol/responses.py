"""Write responses and errors as the service writes them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from cpkit.local.protocol.messages import JSON_TYPE, Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cpkit.local.protocol.service_model import Operation

UNKNOWN_OPERATION = "UnknownOperationException"
NOT_IMPLEMENTED = "NotImplementedByStandInException"
_OWN_STATUSES = {NOT_IMPLEMENTED: 501, UNKNOWN_OPERATION: 404}


class RejectedError(Exception):
    """A rejection, from where it is noticed to where it becomes a response."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the error's name in the service model and its message."""
        super().__init__(code, message)
        self.code = code
        self.message = message


def bad_request(message: str) -> RejectedError:
    """Return the rejection of a request that is wrong in itself or at this time."""
    return RejectedError("BadRequestException", message)


def not_found(message: str) -> RejectedError:
    """Return the rejection of a request that names something that does not exist."""
    return RejectedError("ResourceNotFoundException", message)


def write_response(operation: Operation, members: Mapping[str, object]) -> Response:
    """Return a successful response, with the members that the model defines and no other.

    A time becomes an epoch number with milliseconds, and a member that is `None` is left out.
    The body is empty, not `{}`, where a response never has members.
    """
    known = operation.output.members
    if not known:
        return Response(200, {})
    shown = {name: value for name, value in members.items() if value is not None and name in known}
    return Response(200, JSON_TYPE, json.dumps(shown, default=_write_time).encode())


def write_error(rejection: RejectedError, statuses: Mapping[str, int]) -> Response:
    """Return an error: its code in a header, its message in the body.

    Args:
        rejection: What is rejected, and why.
        statuses: The HTTP status for each error that the service model knows.
    """
    status = statuses.get(rejection.code) or _OWN_STATUSES[rejection.code]
    headers = {**JSON_TYPE, "x-amzn-ErrorType": rejection.code}
    return Response(status, headers, json.dumps({"Message": rejection.message}).encode())


def _write_time(value: object) -> float:
    if isinstance(value, datetime):
        return round(value.timestamp(), 3)
    raise TypeError(f"{type(value).__name__} cannot be part of a response")
