"""How a request goes wrong on purpose: late, cut off, or with a response that makes no sense.

Each fault states whether the request was applied before it went wrong. That is what a retrying
caller cannot know, and what its tests are about. Errors of the service are in `error_faults`.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import timedelta
from threading import TIMEOUT_MAX
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve, field, frozen
from attrs.validators import instance_of

from cpkit.local.protocol.messages import Delivery, Response

if TYPE_CHECKING:
    from attrs import Attribute

_STATUSES = range(100, 1000)
_HEADER = re.compile(r"[^\0\r\n\u0100-\U0010FFFF]*")


class Fault(ABC):
    """How one request goes wrong.

    A subclass of your own can be injected like those of cpkit.

    Example:
        >>> import cpkit
        >>> from cpkit.local import CutOff, Fault, LocalService, Throttle
        >>> class Failing(Fault):
        ...     applied = False
        ...     faults = [Throttle(), CutOff()]
        ...
        ...     def deliver(self, response, request_id):
        ...         return self.faults.pop(0).deliver(response, request_id)
        >>> service = LocalService()
        >>> service.inject(Failing(), times=2)
        >>> retry = cpkit.RetryPolicy(throttled_wait_initial=0, wait_initial=0)
        >>> list(cpkit.CustomerProfiles(service.client(), retry=retry).list_domains())
        []
        >>> len(service.requests)
        3
    """

    applied: bool
    """Whether the request is applied before the fault strikes."""

    @abstractmethod
    def deliver(self, response: Response | None, request_id: str) -> Delivery:
        """Return what the caller gets.

        Args:
            response: What the caller would have got, or ``None`` when the request is not applied.
            request_id: The id of the request, for responses that carry one.
        """


def check_duration(_: object, attribute: Attribute[Any], duration: Any) -> None:
    """Raise an error for what cannot be waited for; for attrs.

    Raises:
        TypeError: It is not a duration.
        ValueError: It is negative, or longer than a thread can wait.
    """
    if isinstance(duration, bool) or not isinstance(duration, (timedelta, float, int)):
        raise TypeError(f"{attribute.name} must be a timedelta or seconds, not {duration!r}")
    if not 0 <= seconds(duration) <= TIMEOUT_MAX:
        raise ValueError(
            f"{attribute.name} must be 0 to {TIMEOUT_MAX:.0f} seconds, not {duration!r}"
        )


@frozen
class CutOff(Fault):
    """Close the connection before any response.

    Example:
        >>> from botocore.config import Config
        >>> from botocore.exceptions import ConnectionClosedError
        >>> from cpkit.local import CutOff, LocalService
        >>> service = LocalService()
        >>> client = service.client(config=Config(retries={"total_max_attempts": 1}))
        >>> service.inject(CutOff(applied=True))
        >>> try:
        ...     client.create_domain(DomainName="Shop", DefaultExpirationDays=30)
        ... except ConnectionClosedError:
        ...     client.list_domains()["Items"][0]["DomainName"]
        'Shop'
    """

    applied: bool = field(default=False, kw_only=True)
    """Whether the request is applied and only its response is lost."""

    def deliver(self, response: Response | None, request_id: str) -> Delivery:
        """Return nothing."""
        del response, request_id  # neither is sent
        return Delivery(None)


@frozen
class TruncatedResponse(Fault):
    """Apply the request, and close the connection in the middle of the response.

    The headers name the length of the whole body, of which only the first half follows. botocore
    does not compare the lengths: it takes what came for a success without members.

    Example:
        >>> from cpkit.local import LocalService, TruncatedResponse
        >>> service = LocalService()
        >>> service.inject(TruncatedResponse())
        >>> response = service.client().create_domain(
        ...     DomainName="Shop", DefaultExpirationDays=30
        ... )
        >>> list(response)
        ['ResponseMetadata']
    """

    applied: bool = field(default=True, init=False)
    """Always: only the response suffers."""

    def deliver(self, response: Response | None, request_id: str) -> Delivery:
        """Return the headers and half of the body."""
        del request_id  # the response has it
        if response is None:
            return Delivery(None)
        length = len(response.body)
        headers = {**response.headers, "Content-Length": str(length)}
        return Delivery(evolve(response, headers=headers, body=response.body[: length // 2]))


@frozen
class Delay(Fault):
    """Apply the request and respond late.

    In the process nobody waits for longer than the client would: a delay beyond its read
    timeout is a ``ReadTimeoutError`` at once, and the response is lost.

    Example:
        >>> from cpkit.local import Delay, LocalService
        >>> waits = []
        >>> service = LocalService(sleep=waits.append)
        >>> service.inject(Delay(2.5))
        >>> _ = service.client().list_domains()
        >>> waits
        [2.5]
    """

    duration: timedelta | float = field(validator=check_duration)
    """How late; seconds when it is a float."""
    applied: bool = field(default=True, init=False)
    """Always: only the response is late."""

    def deliver(self, response: Response | None, request_id: str) -> Delivery:
        """Return the response and its delay."""
        del request_id  # the response has it
        return Delivery(response, delay=seconds(self.duration))


def _check_status(_: object, __: Attribute[int], status: object) -> None:
    if not isinstance(status, int) or status not in _STATUSES:
        raise ValueError(f"status must be 100 to 999, not {status!r}")


def _check_headers(_: object, __: Attribute[Mapping[str, str]], headers: object) -> None:
    if not isinstance(headers, Mapping):
        raise TypeError(f"headers must be a mapping of strings, not {headers!r}")
    for name, value in cast("Mapping[object, object]", headers).items():
        for text in (name, value):
            if not isinstance(text, str):
                raise TypeError(f"the name and the value of the header {name!r} must be strings")
            if not _HEADER.fullmatch(text):
                raise ValueError(
                    f"the header {name!r} has a line end or a character beyond Latin-1, "
                    "which no HTTP header can carry"
                )


@frozen
class MalformedResponse(Fault):
    """Respond with something that the service would never send.

    By default it is a page of HTML with the status 200. Nothing is added to the headers, not even a
    request id.

    Example:
        >>> from cpkit.local import LocalService, MalformedResponse
        >>> service = LocalService()
        >>> service.inject(MalformedResponse())
        >>> "Items" in service.client().list_domains()  # botocore takes it for a success
        False
    """

    body: bytes = field(
        default=b"<html><body>It works!</body></html>", validator=instance_of(bytes)
    )
    """The body's bytes."""
    status: int = field(default=200, kw_only=True, validator=_check_status)
    """The HTTP status, 100 to 999."""
    headers: Mapping[str, str] = field(
        factory=dict[str, str], kw_only=True, validator=_check_headers
    )
    """The header fields; a ``Content-Length`` above the body's length truncates it over HTTP."""
    applied: bool = field(default=True, kw_only=True)
    """Whether the request is applied."""

    def deliver(self, response: Response | None, request_id: str) -> Delivery:
        """Return the malformed response in place of the real one."""
        del response, request_id  # neither is sent
        return Delivery(Response(self.status, self.headers, self.body))


def seconds(duration: timedelta | float) -> float:
    """Return a duration in seconds."""
    return duration.total_seconds() if isinstance(duration, timedelta) else duration
