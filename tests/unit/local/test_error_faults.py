"""Let the service respond with its errors."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from cpkit import CustomerProfiles, DomainSettings
from cpkit.errors import AccessDeniedError, BadRequestError, ExpiredCredentialsError, ServiceError
from cpkit.local import AccessDenied, BadRequest, ExpiredToken, Fault, ServerError, Throttle

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

    from cpkit.local import LocalService


def _create(client: CustomerProfilesClient) -> None:
    client.create_domain(DomainName="Shop", DefaultExpirationDays=1)


def _names(client: CustomerProfilesClient) -> list[str]:
    return [item["DomainName"] for item in client.list_domains()["Items"]]


@pytest.mark.parametrize(
    ("retry_after", "header"), [(None, None), (0.25, "250"), (timedelta(seconds=2), "2000")]
)
def test_throttle_when_it_strikes_then_a_hint_in_milliseconds_may_be_there(
    service: LocalService,
    client: CustomerProfilesClient,
    retry_after: timedelta | float | None,
    header: str | None,
) -> None:
    """The request is not applied, and the hint is the service's own header."""
    service.inject(Throttle(retry_after))
    with pytest.raises(client.exceptions.ThrottlingException) as caught:
        _create(client)

    metadata = caught.value.response.get("ResponseMetadata", {})
    assert (429, header, []) == (
        metadata.get("HTTPStatusCode"),
        metadata.get("HTTPHeaders", {}).get("x-amz-retry-after"),
        _names(client),
    )


@pytest.mark.parametrize(
    ("status", "code"), [(500, "InternalServerException"), (503, "503"), (599, "599")]
)
@pytest.mark.parametrize("applied", [False, True])
def test_server_error_when_it_strikes_then_the_request_may_be_applied(
    service: LocalService, client: CustomerProfilesClient, status: int, code: str, *, applied: bool
) -> None:
    """Only 500 has a name; whether anything was done is for the test to say."""
    service.inject(ServerError(status, applied=applied))
    with pytest.raises(ClientError) as caught:
        _create(client)

    assert (code, ["Shop"] if applied else []) == (
        caught.value.response.get("Error", {}).get("Code"),
        _names(client),
    )


@pytest.mark.parametrize("status", [499, 600, 500.0, "500"])
def test_server_error_when_its_status_is_none_then_it_cannot_be_made(status: Any) -> None:
    """A server's errors are 500 to 599."""
    with pytest.raises(ValueError, match="500 to 599"):
        ServerError(status)


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (400, "BadRequest()"),
        (403, "AccessDenied() or ExpiredToken()"),
        (404, "a domain that does not exist"),
        (429, "Throttle()"),
        (418, "MalformedResponse(status=...)"),
    ],
)
def test_server_error_when_the_status_is_of_another_error_then_it_names_what_makes_it(
    status: int, fault: str
) -> None:
    """Whoever wants an error of the caller is told how to get it."""
    with pytest.raises(ValueError, match=r"^status must be 500 to 599") as caught:
        ServerError(status)

    assert str(caught.value).endswith(f"; use {fault}.")


@pytest.mark.parametrize(
    ("fault", "cls", "code", "status", "message"),
    [
        (AccessDenied(), AccessDeniedError, "AccessDeniedException", 403, "User is not authorized"),
        (AccessDenied("no"), AccessDeniedError, "AccessDeniedException", 403, "no"),
        (
            ExpiredToken(),
            ExpiredCredentialsError,
            "ExpiredTokenException",
            403,
            "The security token included in the request is expired",
        ),
        (BadRequest(), BadRequestError, "BadRequestException", 400, "The request is not valid"),
        (BadRequest("bucket"), BadRequestError, "BadRequestException", 400, "bucket"),
    ],
)
def test_error_when_it_is_ready_made_then_cpkit_raises_its_class(
    service: LocalService,
    client: CustomerProfilesClient,
    fault: Fault,
    cls: type[ServiceError],
    code: str,
    status: int,
    message: str,
) -> None:
    """A test needs no header and no body for the errors that callers meet; nothing is applied."""
    service.inject(fault, operation="CreateDomain")
    with pytest.raises(cls) as caught:
        CustomerProfiles(client).create_domain(
            DomainSettings(domain_name="Shop", default_expiration_days=1)
        )

    assert (code, status, 1) == (
        caught.value.code,
        caught.value.status_code,
        caught.value.attempts,
    )
    assert caught.value.message.startswith(message)
    assert caught.value.request_id is not None
    assert [] == _names(client)


@pytest.mark.parametrize("make", [AccessDenied, BadRequest])
def test_error_when_its_message_is_not_a_string_then_it_cannot_be_made(make: Any) -> None:
    """A status is easily taken for a message."""
    with pytest.raises(TypeError, match="'message' must be"):
        make(403)
