"""Go wrong on purpose: the faults that a test can queue, and the queue.

Each fault says whether the request was applied before it went wrong. That is the question a
retrying caller cannot answer, and the one that its tests are about.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from datetime import timedelta
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from cpkit.local.messages import JSON_TYPE, Delivery, Response, phrase_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attrs import Attribute

_SERVER_ERRORS = range(500, 600)


class Fault(ABC):
    """Say how one request goes wrong.

    A subclass of your own can be injected like those that are here.
    """

    applied: bool
    """Whether the stand-in does what the request says before the fault strikes."""

    @abstractmethod
    def deliver(self, answer: Response | None, request_id: str) -> Delivery:
        """Return what the caller gets.

        Args:
            answer: What the caller would have got, or `None` when the request is not applied.
            request_id: The id of the request, for answers that carry one.
        """


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

    retry_after: timedelta | float | None = None
    """The hint in the header `x-amz-retry-after`; seconds when it is a float."""
    applied: bool = field(default=False, init=False)

    def deliver(self, answer: Response | None, request_id: str) -> Delivery:
        """Return the error, with the hint in milliseconds as the service gives it."""
        del answer  # there is none
        error = _error(429, "Rate exceeded", request_id, code="ThrottlingException")
        if self.retry_after is not None:
            milliseconds = round(seconds(self.retry_after) * 1000)
            headers = {**error.headers, "x-amz-retry-after": str(milliseconds)}
            error = evolve(error, headers=headers)
        return Delivery(error)


def _check_status(_: object, __: Attribute[int], status: int) -> None:
    if status not in _SERVER_ERRORS:
        raise ValueError(f"a server error has a status of 500 to 599, not {status}")


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

    status: int = field(default=500, validator=_check_status)
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
    timeout is a `ReadTimeoutError` at once, and the answer is lost.

    Example:
        >>> from cpkit.local import Delay, LocalService
        >>> waits = []
        >>> service = LocalService(sleep=waits.append)
        >>> service.inject(Delay(2.5))
        >>> _ = service.client().list_domains()
        >>> waits
        [2.5]
    """

    duration: timedelta | float
    """How late; seconds when it is a float."""
    applied: bool = field(default=True, init=False)

    def deliver(self, answer: Response | None, request_id: str) -> Delivery:
        """Return the answer and when to give it."""
        del request_id  # the answer has it
        return Delivery(answer, delay=seconds(self.duration))


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

    body: bytes = b"<html><body>It works!</body></html>"
    """The body's bytes."""
    status: int = field(default=200, kw_only=True)
    """The HTTP status."""
    headers: Mapping[str, str] = field(factory=dict[str, str], kw_only=True)
    """The header fields; a `Content-Length` above the body's length truncates it over HTTP."""
    applied: bool = field(default=True, kw_only=True)
    """Whether the request is applied."""

    def deliver(self, answer: Response | None, request_id: str) -> Delivery:
        """Return the malformed answer in place of the answer."""
        del answer, request_id  # neither is told
        return Delivery(Response(self.status, self.headers, self.body))


@define
class _Entry:
    fault: Fault
    operation: str | None
    left: int | None


class FaultQueue:
    """Keep faults in the order in which they were injected."""

    def __init__(self) -> None:
        """Begin with no fault."""
        self._entries: list[_Entry] = []

    def add(self, fault: Fault, *, operation: str | None, times: int | None) -> None:
        """Append a fault for the next requests of an operation, or of all.

        Raises:
            ValueError: It would strike less than once.
        """
        if times is not None and times < 1:
            raise ValueError(f"a fault strikes at least once, not {times} times")
        self._entries.append(_Entry(fault, operation, times))

    def take(self, operation: str | None) -> Fault | None:
        """Return the first fault that concerns the operation, and count it."""
        for entry in self._entries:
            if entry.operation in {None, operation}:
                if entry.left is not None:
                    entry.left -= 1
                    if not entry.left:
                        self._entries.remove(entry)
                return entry.fault
        return None

    def clear(self) -> None:
        """Forget all faults."""
        self._entries.clear()


def seconds(duration: timedelta | float) -> float:
    """Return a duration in seconds."""
    return duration.total_seconds() if isinstance(duration, timedelta) else duration


def _error(status: int, message: str, request_id: str, *, code: str | None) -> Response:
    headers = {**JSON_TYPE, "x-amzn-RequestId": request_id}
    if code is not None:
        headers["x-amzn-ErrorType"] = code
    return Response(status, headers, json.dumps({"Message": message}).encode())
