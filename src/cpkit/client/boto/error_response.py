"""What an error response says, read from boto3's exception without trusting it, and means."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from botocore.exceptions import ClientError

from cpkit import errors
from cpkit.client.boto.operation import RetryKind
from cpkit.display import visible

__all__ = [
    "ADVICE_BY_CODE",
    "ADVICE_BY_OPERATION",
    "ERRORS_BY_CODE",
    "PROXY_ADVICE",
    "ErrorResponse",
    "advice",
    "class_of",
    "code",
    "hint",
    "message",
    "request_id",
    "retries",
    "status",
]

ERRORS_BY_CODE: Final[dict[str, type[errors.ServiceError]]] = {
    "AccessDeniedException": errors.AccessDeniedError,
    "BadRequestException": errors.BadRequestError,
    "ExpiredToken": errors.ExpiredCredentialsError,
    "ExpiredTokenException": errors.ExpiredCredentialsError,
    "InternalServerException": errors.InternalServerError,
    "ResourceNotFoundException": errors.ResourceNotFoundError,
    "ThrottlingException": errors.ThrottledError,
}
"""The service's five errors, and those of expired credentials; others go by their status."""

_CREDENTIALS = (
    "Check AWS_ACCESS_KEY_ID, or the profile that profile_name= names: AWS does not know this "
    "access key in this region."
)
_EXPIRED = (
    "Renew the credentials, AWS_SESSION_TOKEN or the login of the profile: they have expired."
)
_INCOMPLETE = (
    "Check the credentials, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or those of the profile: "
    "the request was not signed as AWS expects. A proxy may have changed it."
)
_SIGNATURE = (
    "Check AWS_SECRET_ACCESS_KEY, or that of the profile, AWS_SESSION_TOKEN, and this machine's "
    "clock."
)

ADVICE_BY_CODE: Final = {
    "AccessDeniedException": "Give the caller the permission, or use other credentials.",
    "BadRequestException": "Change the request: a retry will not help.",
    "ExpiredToken": _EXPIRED,
    "ExpiredTokenException": _EXPIRED,
    "IncompleteSignature": _INCOMPLETE,
    "IncompleteSignatureException": _INCOMPLETE,
    "InvalidAccessKeyId": _CREDENTIALS,
    "InvalidClientTokenId": _CREDENTIALS,
    "InvalidSignatureException": _SIGNATURE,
    "MissingAuthenticationToken": _INCOMPLETE,
    "MissingAuthenticationTokenException": _INCOMPLETE,
    "RequestExpired": _SIGNATURE,
    "RequestTimeTooSkewed": _SIGNATURE,
    "ResourceNotFoundException": "Check the domain's name, the region and the account.",
    "SignatureDoesNotMatch": _SIGNATURE,
    "UnrecognizedClientException": _CREDENTIALS,
}
"""What to do about an error, by the service's code."""

ADVICE_BY_OPERATION: Final = {
    "CreateDomain": (
        "If the domain exists, change it with update_domain, or with plan and apply. Otherwise "
        "correct the request."
    ),
    "UpdateDomain": (
        "If it changes rules, wait: they are locked while they are IN_PROGRESS and for a day after "
        "they became ACTIVE. Otherwise correct the request."
    ),
}
"""What to do about a BadRequestException, by the operation: its code says too little."""

PROXY_ADVICE: Final = (
    "Check the user name and password in HTTP_PROXY, HTTPS_PROXY or the proxies of config, and "
    "what the proxy lets through."
)
_ADVICE_BY_KIND: Final[dict[RetryKind, str]] = {
    "throttling": "Call less often, or allow more attempts or time in the RetryPolicy.",
    "transient": "Try again later.",
}
_MOTO: Final = (404, "Not yet implemented")
_REDIRECTS = range(300, 400)
_PROXY_AUTHENTICATION = 407
_FIRST_SERVER_ERROR = 500


class ErrorResponse(Protocol):
    """What is read of boto3's ``ClientError``."""

    @property
    def response(self) -> Mapping[str, Any]:
        """Return the response, parsed."""
        ...


def code(error: ErrorResponse) -> str:
    """Return the error's code; the status where it has none, nothing where that is not known."""
    return _string(error, "Code") or str(status(error) or "")


def message(error: ErrorResponse) -> str:
    """Return the service's message; empty where the response had none."""
    return _string(error, "Message")


def status(error: ErrorResponse) -> int:
    """Return the HTTP status; 0 where it is not known."""
    value = _metadata(error).get("HTTPStatusCode")
    return value if isinstance(value, int) else 0


def request_id(error: ErrorResponse) -> str | None:
    """Return the service's id of the request."""
    value = _metadata(error).get("RequestId")
    return visible(value) if isinstance(value, str) else None


def retries(error: Exception) -> int:
    """Return how often botocore itself retried the request before it gave up."""
    value = _metadata(error).get("RetryAttempts") if isinstance(error, ClientError) else None
    return value if isinstance(value, int) else 0


def hint(error: Exception) -> float | None:
    """Return how many seconds the service asked to wait, from ``x-amz-retry-after``.

    Args:
        error: What boto3 raised.

    Returns:
        The seconds, or ``None`` where the header is missing or is not a number of milliseconds.
    """
    if not isinstance(error, ClientError):
        return None
    headers: Mapping[str, object] = _metadata(error).get("HTTPHeaders", {})
    try:
        seconds = int(str(headers.get("x-amz-retry-after"))) / 1000
    except (ValueError, OverflowError):
        return None
    return seconds if seconds >= 0 else None


def _metadata(error: ErrorResponse) -> Mapping[str, Any]:
    metadata: Mapping[str, Any] = error.response.get("ResponseMetadata", {})
    return metadata


def _string(error: ErrorResponse, key: str) -> str:
    value = error.response.get("Error", {}).get(key)
    return visible(value) if isinstance(value, str) else ""


def class_of(code: str, status: int, kind: RetryKind | None) -> type[errors.ServiceError]:
    """Return the class of an error.

    Args:
        code: The service's code.
        status: The HTTP status.
        kind: Why it is worth a retry, if it is.

    Returns:
        The class that its code has; that of its status where cpkit does not know the code.
    """
    if code in ERRORS_BY_CODE:
        return ERRORS_BY_CODE[code]
    if kind == "throttling":
        return errors.ThrottledError
    return (
        errors.InternalServerError if status >= _FIRST_SERVER_ERROR else errors.UnknownServiceError
    )


def advice(
    operation: str, code: str, status: int, kind: RetryKind | None, message: str = ""
) -> str:
    """Return what to do about an error; empty where that is not known.

    Args:
        operation: What was called.
        code: The service's code.
        status: The HTTP status.
        kind: Why it is worth a retry, if it is.
        message: The service's message.

    Returns:
        A sentence.
    """
    if kind is not None:
        return _ADVICE_BY_KIND[kind]
    if status in _REDIRECTS:
        return "Redirects are not followed: check endpoint_url."
    if (status, message) == _MOTO:
        return (
            "This is moto, which does not have the service: use cpkit.local.LocalService, whose "
            "attach() serves a client beside moto."
        )
    if status == _PROXY_AUTHENTICATION:
        return PROXY_ADVICE
    if code == "BadRequestException" and operation in ADVICE_BY_OPERATION:
        return ADVICE_BY_OPERATION[operation]
    return ADVICE_BY_CODE.get(code, "")
