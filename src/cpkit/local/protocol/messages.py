"""What goes in and comes out: requests, responses, and what is recorded of them.

The core of the stand-in speaks these values only; both adapters translate them.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON_TYPE = {"Content-Type": "application/json"}


@frozen
class Request:
    """An HTTP request, its path still percent-encoded."""

    method: str
    """The HTTP method, in capitals."""
    target: str
    """Path and query string as they were on the wire, for example `/domains?max-results=5`."""
    body: bytes = field(default=b"", repr=False)
    """The body's bytes, empty when there was none."""


@frozen
class Response:
    """An HTTP response."""

    status: int
    """The HTTP status code, 100 to 599."""
    headers: Mapping[str, str]
    """The header fields; those of the connection are the adapter's affair."""
    body: bytes = field(default=b"", repr=False)
    """The body's bytes."""


@frozen
class Delivery:
    """How an adapter delivers a response."""

    response: Response | None
    """The response, or `None` when the connection closes and nothing is sent back."""
    delay: float = 0.0
    """Seconds to wait before the response."""


@frozen
class RecordedRequest:
    """A request that the stand-in received, so that a test can count and compare.

    A request that met a fault is recorded too, whether it was applied or not. The printed form
    leaves the parameters out, for they may hold keys, queue addresses and tags.

    Example:
        >>> from cpkit.local import LocalService
        >>> service = LocalService()
        >>> _ = service.client().list_domains(MaxResults=5)
        >>> service.requests[0].operation, dict(service.requests[0].parameters)
        ('ListDomains', {'MaxResults': 5})
    """

    operation: str | None
    """The operation's name in the service model, or `None` when no route matches."""
    method: str
    """The HTTP method."""
    path: str
    """The path as it was on the wire, still percent-encoded, without the query string."""
    parameters: Mapping[str, Any] = field(repr=False)
    """The members by their wire names; empty when the request could not be read."""
    body: bytes = field(repr=False)
    """The body's bytes."""


def phrase_of(status: int) -> str:
    """Return the reason phrase of a status code, for example `Service Unavailable`."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
