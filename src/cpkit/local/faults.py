"""Go wrong on purpose: the faults that a test can queue, and the queue.

Each fault says whether the request was applied before it went wrong. That is the question a
retrying caller cannot answer, and the one that its tests are about.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import timedelta
from threading import TIMEOUT_MAX
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve, field, frozen
from attrs.validators import instance_of, optional

from cpkit.local.protocol.messages import JSON_TYPE, Delivery, Response, phrase_of

if TYPE_CHECKING:
    from attrs import Attribute

_STATUSES = range(100, 1000)
_SERVER_ERRORS = range(500, 600)
_HEADER = re.compile(r"[^\0\r\n\u0100-\U0010FFFF]*")


class Fault(ABC):
    """Say how one request goes wrong.

    A subclass of your own can be injected like those that are here.

    Example:
        >>> import cpkit
        >>> from cpkit.local import CutOff, Fault, LocalService, Throttle
        >>> class Failing(Fault):
        ...     applied = False
        ...     faults = [Throttle(), CutOff()]
        ...
        ...     def deliver(self, answer, request_id):
        ...         return self.faults.pop(0).deliver(answer, request_id)
        >>> service = LocalService()
        >>> service.inject(Failing(), times=2)
        >>> retry = cpkit.RetryPolicy(throttled_wait_initial=0, wait_initial=0)
        >>> list(cpkit.CustomerProfiles(service.client(), retry=retry).list_domains())
        []
        >>> len(service.requests)
        3
    """

    applied: bool
    """Whether the stand-in does what the request says before the fault strikes."""

    @abstractmethod
    def deliver(self, answer: Response | None, request_id: str) -> Delivery:
        """Return what the caller gets.

        Args:
            answer: What the caller would have got, or ``None`` when the request is not applied.
            request_id: The id of the request, for answers that carry one.
        """


def _check_duration(_: object, attribute: Attribute[Any], duration: Any) -> None:
    if not isinstance(duration, (timedelta, float, int)):
        raise TypeError(f"{attribute.name} is a timedelta or seconds, not {duration!r}")
    if not 0 <= seconds(duration) <= TIMEOUT_MAX:
        raise ValueError(
            f"{attribute.name} is at least 0 seconds and at most {TIMEOUT_MAX:.0f}, "
            f"not {duration!r}"
        )


@frozen
class Throttle(Fault):
    """Answer 429 ThrottlingException. The request is not applied.

    Example:
        >>> from botocore.config import Config
        >>> from cpkit.local import LocalService, Throttle
        >>> service = LocalService()
        >>> client = service.client(config=Config(retries={"total_max_attempts": 1}))
        >>> service.inject(Throttle(retry_after=0.25), operation="ListDomains")
        >>> try:
        ...     client.list_domains()
        ... except client.exceptions.ThrottlingException as error:
        ...     error.response["ResponseMetadata"]["HTTPHeaders"]["x-amz-retry-after"]
        '250'
    """

    retry_after: timedelta | float | None = field(default=None, validator=optional(_check_duration))
    """The hint in the header ``x-amz-retry-after``; seconds when it is a float."""
    applied: bool = field(default=False, init=False)
    """Never: what is throttled is not done."""

    def deliver(self, answer: Response | None, request_id: str) -> Delivery:
        """Return the error, with the hint in milliseconds as the service gives it."""
        del answer  # there is none
        error = _error(429, "Rate exceeded", request_id, code="ThrottlingException")
        if self.retry_after is not None:
            milliseconds = round(seconds(self.retry_after) * 1000)
            headers = {**error.headers, "x-amz-retry-after": str(milliseconds)}
            error = evolve(error, headers=headers)
        return Delivery(error)


def _check_server_error(_: object, __: Attribute[int], status: object) -> None:
    if not isinstance(status, int) or status not in _SERVER_ERRORS:
        raise ValueError(f"a server error has a status of 500 to 599, not {status!r}")


@frozen
class ServerError(Fault):
    """Answer with a status of 500 to 599.

    Only 500 has a name in the service model, InternalServerException; other statuses come
    without one, as they do from what stands before a service.

    Example:
        >>> from botocore.config import Config
        >>> from botocore.exceptions import ClientError
        >>> from cpkit.local import LocalService, ServerError
        >>> service = LocalService()
        >>> client = service.client(config=Config(retries={"total_max_attempts": 1}))
        >>> service.inject(ServerError(503, applied=True))
        >>> try:
        ...     client.create_domain(DomainName="Shop", DefaultExpirationDays=30)
        ... except ClientError as error:
        ...     error.response["Error"]["Code"], error.response["Error"]["Message"]
        ('503', 'Service Unavailable')
        >>> len(client.list_domains()["Items"])
        1
    """

    status: int = field(default=500, validator=_check_server_error)
    """The HTTP status."""
    applied: bool = field(default=False, kw_only=True)
    """Whether the request is applied all the same, as a service may do."""

    def deliver(self, answer: Response | None, request_id: str) -> Delivery:
        """Return the error, whatever the answer would have been."""
        del answer  # it is lost
        code = "InternalServerException" if self.status == _SERVER_ERRORS.start else None
        return Delivery(_error(self.status, phrase_of(self.status), request_id, code=code))


@frozen
class CutOff(Fault):
    """Close the connection before any answer.

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
    """Whether the request is applied and only its answer is lost."""

    def deliver(self, answer: Response | None, request_id: str) -> Delivery:
        """Return nothing."""
        del answer, request_id  # neither is told
        return Delivery(None)


@frozen
class TruncatedAnswer(Fault):
    """Apply the request, and close the connection in the middle of the answer.

    The head is whole and tells the length of the whole body, of which the first half follows.
    botocore does not compare the lengths: it takes what came for a success without members.

    Example:
        >>> from cpkit.local import LocalService, TruncatedAnswer
        >>> service = LocalService()
        >>> service.inject(TruncatedAnswer())
        >>> answer = service.client().create_domain(DomainName="Shop", DefaultExpirationDays=30)
        >>> list(answer)
        ['ResponseMetadata']
    """

    applied: bool = field(default=True, init=False)
    """Always: only the answer suffers."""

    def deliver(self, answer: Response | None, request_id: str) -> Delivery:
        """Return the head and half of the body."""
        del request_id  # the answer has it
        if answer is None:
            return Delivery(None)
        length = len(answer.body)
        headers = {**answer.headers, "Content-Length": str(length)}
        return Delivery(evolve(answer, headers=headers, body=answer.body[: length // 2]))


@frozen
class Delay(Fault):
    """Apply the request and answer late.

    In the process nobody waits for longer than the client would: a delay beyond its read
    timeout is a ``ReadTimeoutError`` at once, and the answer is lost.

    Example:
        >>> from cpkit.local import Delay, LocalService
        >>> waits = []
        >>> service = LocalService(sleep=waits.append)
        >>> service.inject(Delay(2.5))
        >>> _ = service.client().list_domains()
        >>> waits
        [2.5]
    """

    duration: timedelta | float = field(validator=_check_duration)
    """How late; seconds when it is a float."""
    applied: bool = field(default=True, init=False)
    """Always: only the answer is late."""

    def deliver(self, answer: Response | None, request_id: str) -> Delivery:
        """Return the answer and when to give it."""
        del request_id  # the answer has it
        return Delivery(answer, delay=seconds(self.duration))


def _check_status(_: object, __: Attribute[int], status: object) -> None:
    if not isinstance(status, int) or status not in _STATUSES:
        raise ValueError(f"an answer has a status of three digits, not {status!r}")


def _check_headers(_: object, __: Attribute[Mapping[str, str]], headers: object) -> None:
    if not isinstance(headers, Mapping):
        raise TypeError(f"headers are a mapping of names to texts, not {headers!r}")
    for name, value in cast("Mapping[object, object]", headers).items():
        for text in (name, value):
            if not isinstance(text, str):
                raise TypeError(f"the name and the value of the header {name!r} must be str")
            if not _HEADER.fullmatch(text):
                raise ValueError(
                    f"the header {name!r} has a line end or a character beyond Latin-1, "
                    "which no HTTP header can carry"
                )


@frozen
class MalformedAnswer(Fault):
    """Answer with something that the service would never say.

    By default it is a page of HTML that claims success. Nothing is added to the headers, not
    even a request id.

    Example:
        >>> from cpkit.local import LocalService, MalformedAnswer
        >>> service = LocalService()
        >>> service.inject(MalformedAnswer())
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

    def deliver(self, answer: Response | None, request_id: str) -> Delivery:
        """Return the malformed answer in place of the answer."""
        del answer, request_id  # neither is told
        return Delivery(Response(self.status, self.headers, self.body))


def seconds(duration: timedelta | float) -> float:
    """Return a duration in seconds."""
    return duration.total_seconds() if isinstance(duration, timedelta) else duration


def _error(status: int, message: str, request_id: str, *, code: str | None) -> Response:
    headers = {**JSON_TYPE, "x-amzn-RequestId": request_id}
    if code is not None:
        headers["x-amzn-ErrorType"] = code
    return Response(status, headers, json.dumps({"Message": message}).encode())
