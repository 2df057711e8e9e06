"""How a request goes wrong on purpose: the errors that the service responds with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen
from attrs.validators import instance_of, optional

from cpkit.local.faults import Fault, check_duration, seconds
from cpkit.local.protocol.messages import JSON_TYPE, Delivery, Response, phrase_of

if TYPE_CHECKING:
    from datetime import timedelta

    from attrs import Attribute

_SERVER_ERRORS = range(500, 600)
_OTHER_FAULTS: dict[Any, str] = {
    400: "BadRequest()",
    401: "ExpiredToken()",
    403: "AccessDenied() or ExpiredToken()",
    404: "a domain that does not exist",
    429: "Throttle()",
}
"""What makes errors of other statuses."""


@frozen
class Throttle(Fault):
    """Respond with 429 ThrottlingException. The request is not applied.

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

    retry_after: timedelta | float | None = field(default=None, validator=optional(check_duration))
    """The hint in the header ``x-amz-retry-after``; seconds when it is a float."""
    applied: bool = field(default=False, init=False)
    """Never: what is throttled is not applied."""

    def deliver(self, response: Response | None, request_id: str) -> Delivery:
        """Return the error, with the hint in milliseconds as the service sends it."""
        del response  # there is none
        error = _error(429, "Rate exceeded", request_id, "ThrottlingException")
        if self.retry_after is not None:
            milliseconds = round(seconds(self.retry_after) * 1000)
            headers = {**error.headers, "x-amz-retry-after": str(milliseconds)}
            error = evolve(error, headers=headers)
        return Delivery(error)


def _check_server_error(_: object, __: Attribute[int], status: object) -> None:
    if not isinstance(status, int) or status not in _SERVER_ERRORS:
        other = _OTHER_FAULTS.get(status, "MalformedResponse(status=...)")
        raise ValueError(f"status must be 500 to 599, not {status!r}; use {other}.")


@frozen
class ServerError(Fault):
    """Respond with a status of 500 to 599.

    Only 500 has a code in the service model, InternalServerException; other statuses come without
    one, as they do from a gateway in front of a service.

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

    def deliver(self, response: Response | None, request_id: str) -> Delivery:
        """Return the error, whatever the response would have been."""
        del response  # it is lost
        code = "InternalServerException" if self.status == _SERVER_ERRORS.start else None
        return Delivery(_error(self.status, phrase_of(self.status), request_id, code))


@frozen
class AccessDenied(Fault):
    """Respond with 403 AccessDeniedException. The request is not applied.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit.errors import AccessDeniedError
        >>> from cpkit.local import AccessDenied, LocalService
        >>> service = LocalService()
        >>> service.inject(AccessDenied(), operation="GetDomain")
        >>> try:
        ...     CustomerProfiles(service.client()).get_domain("shop")
        ... except AccessDeniedError as error:
        ...     print(error.status_code)
        403
    """

    message: str = field(
        default="User is not authorized to perform this operation", validator=instance_of(str)
    )
    """What the error says."""
    applied: bool = field(default=False, init=False)
    """Never: what is denied is not applied."""

    def deliver(self, response: Response | None, request_id: str) -> Delivery:
        """Return the error."""
        del response  # there is none
        return Delivery(_error(403, self.message, request_id, "AccessDeniedException"))


@frozen
class ExpiredToken(Fault):
    """Respond with 403 ExpiredTokenException: the session's credentials have expired.

    The request is not applied.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit.errors import ExpiredCredentialsError
        >>> from cpkit.local import ExpiredToken, LocalService
        >>> service = LocalService()
        >>> service.inject(ExpiredToken())
        >>> try:
        ...     CustomerProfiles(service.client()).get_domain("shop")
        ... except ExpiredCredentialsError as error:
        ...     print(error.code)
        ExpiredTokenException
    """

    applied: bool = field(default=False, init=False)
    """Never: what is not authenticated is not applied."""

    def deliver(self, response: Response | None, request_id: str) -> Delivery:
        """Return the error."""
        del response  # there is none
        message = "The security token included in the request is expired"
        return Delivery(_error(403, message, request_id, "ExpiredTokenException"))


@frozen
class BadRequest(Fault):
    """Respond with 400 BadRequestException. The request is not applied.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit.errors import BadRequestError
        >>> from cpkit.local import BadRequest, LocalService
        >>> service = LocalService()
        >>> service.inject(BadRequest("The bucket cannot be written to"))
        >>> try:
        ...     CustomerProfiles(service.client()).get_domain("shop")
        ... except BadRequestError as error:
        ...     print(error.message)
        The bucket cannot be written to
    """

    message: str = field(default="The request is not valid", validator=instance_of(str))
    """What the error says."""
    applied: bool = field(default=False, init=False)
    """Never: what is rejected is not applied."""

    def deliver(self, response: Response | None, request_id: str) -> Delivery:
        """Return the error."""
        del response  # there is none
        return Delivery(_error(400, self.message, request_id, "BadRequestException"))


def _error(status: int, message: str, request_id: str, code: str | None) -> Response:
    headers = {**JSON_TYPE, "x-amzn-RequestId": request_id}
    if code is not None:
        headers["x-amzn-ErrorType"] = code
    return Response(status, headers, json.dumps({"Message": message}).encode())
