"""What boto3 raises in a call, as errors of `cpkit.errors`: one border, one table."""

from typing import Any, Final

import attrs
from botocore import exceptions as boto
from botocore.exceptions import BotoCoreError, ClientError

from cpkit import errors
from cpkit.client.boto import error_response
from cpkit.client.boto.operation import Operation, RetryKind
from cpkit.client.boto.responses import is_unreadable
from cpkit.client.boto.retryable import is_lost, retry_kind

__all__ = [
    "ADVICE_BY_CODE",
    "ADVICE_BY_OPERATION",
    "ERRORS_BY_CODE",
    "TRANSPORT_TEXTS",
    "Call",
    "Failure",
    "translate",
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
    "the request was not signed as AWS wants it. A proxy may have changed it."
)
_SIGNATURE = (
    "Check AWS_SECRET_ACCESS_KEY, or that of the profile, AWS_SESSION_TOKEN, and this machine's "
    "clock."
)

ADVICE_BY_CODE: Final = {
    "AccessDeniedException": "Give the caller the permission, or use other credentials.",
    "BadRequestException": "Change the request: repeating it will not help.",
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

_REDIRECTS = range(300, 400)
_FIRST_SERVER_ERROR = 500

TRANSPORT_TEXTS: Final[tuple[tuple[type[BotoCoreError], str], ...]] = (
    (
        boto.ReadTimeoutError,
        "no answer came within the read timeout: config=Config(read_timeout=...) sets it",
    ),
    (
        boto.ConnectTimeoutError,
        "no connection came about within the connect timeout: check {target}, and the network",
    ),
    (boto.ProxyConnectionError, "the proxy could not be reached, or refused"),
    (boto.SSLError, "the TLS connection failed: check the certificates, `verify` and {target}"),
    (
        boto.ResponseStreamingError,
        "the connection was closed in the middle of the answer",
    ),
    (boto.ConnectionClosedError, "the connection was closed before an answer came"),
    (
        boto.EndpointConnectionError,
        "the endpoint could not be reached: check {target}, and the network",
    ),
    (boto.ConnectionError, "the connection failed: check {target}, and the network"),
    (boto.HTTPClientError, "the request failed on its way"),
)
"""Kinds of exceptions, the narrower first, and what they mean."""


@attrs.frozen
class Call:
    """What an error must know of the call that it ends."""

    operation: Operation
    """What was called."""
    requests: int
    """How many requests are known to have been sent, those of this attempt included."""
    maybe_applied: bool
    """Whether an earlier attempt may have taken effect."""


@attrs.frozen
class Failure:
    """A failed attempt: what to raise, and whether to try again instead."""

    error: errors.CallError
    """What to raise if this was the last attempt."""
    kind: RetryKind | None
    """Why another attempt is worth it, if it is."""
    hint: float | None
    """Seconds that the service asked to wait."""


def translate(error: Exception, call: Call) -> Failure | None:
    """Make cpkit's error of what boto3 raised when a request had been sent.

    Args:
        error: What boto3 raised.
        call: The call so far.

    Returns:
        The failure; ``None`` for what is none of boto3's, such as an exception of a hook.
    """
    if is_unreadable(error):
        return _failure(_malformed(error, call), error, call)
    if isinstance(error, ClientError):
        return _failure(_refused(error, call), error, call)
    if isinstance(error, BotoCoreError):
        return _failure(_unanswered(error, call), error, call)
    return None


def _failure(text: errors.CallError, error: Exception, call: Call) -> Failure:
    return Failure(text, retry_kind(error, call.operation), error_response.hint(error))


def _facts(call: Call, *, lost: bool) -> dict[str, Any]:
    return {
        "operation": call.operation.name,
        "attempts": call.requests,
        "maybe_applied": call.operation.writes and (lost or call.maybe_applied),
    }


def _malformed(error: Exception, call: Call) -> errors.MalformedResponseError:
    what = str(error) if type(error).__module__.startswith("cpkit.") else "botocore cannot parse it"
    return errors.MalformedResponseError(
        f"{call.operation.name} was answered, but not by the service as it is documented: {what}. "
        f"Check {call.operation.target}, and what stands between, such as a proxy.",
        **_facts(call, lost=True),
    )


def _unanswered(error: BotoCoreError, call: Call) -> errors.TransportError:
    operation = call.operation
    known = (text for kind, text in TRANSPORT_TEXTS if isinstance(error, kind))
    what = next(known, "botocore gave up")
    # A client that repeats by itself does not say how often it did, nor what came before the last.
    counted = f"{_attempts(call)}{' or more' if operation.requests_per_attempt > 1 else ''}"
    lost = is_lost(error) or operation.requests_per_attempt > 1
    return errors.TransportError(
        f"{operation.name} got no answer in {counted}: "
        f"{what.format(target=operation.target)} ({type(error).__name__}).",
        **_facts(call, lost=lost),
    )


def _refused(error: ClientError, call: Call) -> errors.ServiceError:
    code, status = error_response.code(error), error_response.status(error)
    request_id, message = error_response.request_id(error), error_response.message(error)
    kind = retry_kind(error, call.operation)
    says = f": {message.rstrip('.')}." if message else "."
    known = "" if request_id is None else f", request {request_id}"
    text = f"{call.operation.name} failed in {_attempts(call)} with {code} (HTTP {status}{known})"
    # Throttling is a refusal, whatever status it comes in; what came before an answer that botocore
    # itself asked for again is not told.
    lost = (kind != "throttling" and is_lost(error)) or error_response.repeats(error) > 0
    return _class_of(code, status, kind)(
        " ".join(filter(None, (text + says, _advice(call.operation.name, code, status, kind)))),
        **_facts(call, lost=lost),
        code=code,
        message=message,
        status_code=status,
        request_id=request_id,
        is_retryable=kind is not None,
    )


def _class_of(code: str, status: int, kind: RetryKind | None) -> type[errors.ServiceError]:
    if code in ERRORS_BY_CODE:
        return ERRORS_BY_CODE[code]
    if kind == "throttling":
        return errors.ThrottledError
    return (
        errors.InternalServerError if status >= _FIRST_SERVER_ERROR else errors.UnknownServiceError
    )


def _advice(operation: str, code: str, status: int, kind: RetryKind | None) -> str:
    if kind == "throttling":
        return "Call less often, or allow more attempts or time in the RetryPolicy."
    if kind == "transient":
        return "Try again later."
    if status in _REDIRECTS:
        return "Redirects are not followed: check endpoint_url."
    if code == "BadRequestException" and operation in ADVICE_BY_OPERATION:
        return ADVICE_BY_OPERATION[operation]
    return ADVICE_BY_CODE.get(code, "")


def _attempts(call: Call) -> str:
    return "1 attempt" if call.requests == 1 else f"{call.requests} attempts"
