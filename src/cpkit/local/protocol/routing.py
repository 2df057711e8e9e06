"""Find out which operation a request means, and with which members."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from attrs import frozen

from cpkit.local.protocol.messages import RecordedRequest
from cpkit.local.protocol.parameters import parse
from cpkit.local.protocol.responses import UNKNOWN_OPERATION, RejectedError, bad_request
from cpkit.local.protocol.service_model import knowledge

if TYPE_CHECKING:
    from cpkit.local.protocol.messages import Request
    from cpkit.local.protocol.service_model import Operation


@frozen
class Call:
    """A request that was understood, though its members are not checked yet."""

    recorded: RecordedRequest
    operation: Operation
    members: dict[str, Any]


@frozen
class Misread:
    """A request that could not be understood, and how to reject it."""

    recorded: RecordedRequest
    rejection: RejectedError


class Requiring(Protocol):
    """What reading needs of the operations."""

    def require(self, operation: str) -> None:
        """Reject an operation that is not there."""
        ...


def read(request: Request, operations: Requiring) -> Call | Misread:
    """Route a request and read its members.

    Args:
        request: What arrived.
        operations: Knows which operations of the service are implemented.

    Returns:
        A call, or why it is rejected; both with what is to be recorded.
    """
    path, _, query = request.target.partition("?")
    name = None
    try:
        operation, labels = _route(request.method, path)
        name = operation.name
        operations.require(name)
        members = parse(operation, labels, query, request.body)
    except RejectedError as rejection:
        return Misread(_record(request, path, name, {}), rejection)
    return Call(_record(request, path, name, members), operation, members)


def _record(
    request: Request, path: str, operation: str | None, members: dict[str, Any]
) -> RecordedRequest:
    parameters = MappingProxyType(members)
    return RecordedRequest(operation, request.method, path, parameters, request.body)


def _route(method: str, path: str) -> tuple[Operation, dict[str, str]]:
    try:
        found = knowledge().route(method, path)
    except UnicodeDecodeError as error:
        raise bad_request("The path of the request is not percent-encoded UTF-8") from error
    if found is None:
        raise RejectedError(UNKNOWN_OPERATION, f"No operation has the route {method} {path}")
    return found
