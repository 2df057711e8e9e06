"""Which failures are worth a retry, and which may have changed something.

The codes and statuses are those that botocore retries in its standard and its legacy mode, in one
list for both. What an operation's model says of an error by name takes precedence over its status.
"""

import re
import ssl
from typing import Any

from botocore import exceptions as boto
from botocore.exceptions import ClientError
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from cpkit.client.boto import error_response
from cpkit.client.boto.operation import Operation, RetryKind

__all__ = [
    "THROTTLING_CODES",
    "THROTTLING_STATUSES",
    "TRANSIENT_CODES",
    "TRANSIENT_STATUSES",
    "is_lost",
    "is_mistake",
    "refused_tunnel",
    "retry_kind",
    "status_kind",
]

THROTTLING_CODES = frozenset(
    {
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)
"""Error codes that ask the caller to slow down."""

TRANSIENT_CODES = frozenset({"RequestTimeout", "RequestTimeoutException"})
"""Error codes of requests that did not arrive whole."""

THROTTLING_STATUSES = frozenset({429, 509})
"""HTTP statuses that ask the caller to slow down, unless the model knows the error's code."""

TRANSIENT_STATUSES = frozenset({500, 502, 503, 504})
"""HTTP statuses of failures that pass."""

_NO_RESPONSE = (boto.ConnectionError, boto.HTTPClientError)
_MISTAKES = (AttributeError, LookupError, TypeError, ValueError)
_FIRST_SERVER_ERROR = 500
_TUNNEL_STATUS = re.compile(r"failed: (\d{3})\b")


def retry_kind(error: Exception, operation: Operation) -> RetryKind | None:
    """Return why an attempt that ended so is worth a retry.

    Args:
        error: What boto3 raised.
        operation: What was called.

    Returns:
        The reason, or ``None`` if the next attempt would end the same way.
    """
    if isinstance(error, ClientError):
        code, status = error_response.code(error), error_response.status(error)
        return status_kind(code, status, operation)
    if is_mistake(error):
        return None
    if (refused := refused_tunnel(error)) is not None:
        return status_kind("", int(refused or 500), operation)
    return "transient" if isinstance(error, _NO_RESPONSE) else None


def status_kind(code: str, status: int, operation: Operation) -> RetryKind | None:
    """Return why an error response is worth a retry.

    Args:
        code: The error's code.
        status: The HTTP status.
        operation: What was called.

    Returns:
        The reason, or ``None`` if the next attempt would end the same way.
    """
    if code in THROTTLING_CODES:
        return "throttling"
    if (modelled := operation.errors.get(code)) is not None:
        return modelled
    if code in TRANSIENT_CODES or status in TRANSIENT_STATUSES:
        return "transient"
    if status in THROTTLING_STATUSES and code not in operation.errors:
        return "throttling"
    return None


def is_lost(error: Exception) -> bool:
    """Return whether the service may have done what was requested although no success was read.

    It is read off the exception that was raised and its own attributes: it is false only where no
    byte of the request can have left, because there was no connection to send it over.

    Args:
        error: What boto3 raised.

    Returns:
        False where no connection came about, and for error responses below 500.
    """
    if isinstance(error, ClientError):
        return error_response.status(error) >= _FIRST_SERVER_ERROR
    if isinstance(error, boto.EndpointConnectionError | boto.ConnectTimeoutError):
        return False
    if isinstance(error, boto.SSLError):
        return not isinstance(_first(_inner(error)), ssl.SSLCertVerificationError)
    if isinstance(error, boto.ProxyConnectionError):
        return not _has_no_tunnel(error)
    return True


def refused_tunnel(error: Exception) -> str | None:
    """Return the status by which a proxy refused to open a tunnel.

    Args:
        error: What boto3 raised.

    Returns:
        The status; empty where it is not known, ``None`` where it is anything else.
    """
    original = getattr(_inner(error), "original_error", None)
    if not isinstance(error, boto.ProxyConnectionError) or not _is_refusal(original):
        return None
    found = _TUNNEL_STATUS.search(str(original))
    return found[1] if found else ""


def is_mistake(error: Exception) -> bool:
    """Return whether Python itself rejected what was to be sent, or stumbled over a response.

    Its text may repeat a header, and so a credential.

    Args:
        error: What boto3 raised.

    Returns:
        Whether botocore wrapped an exception of Python's own, such as ``ValueError``.
    """
    inner = _inner(error)
    return isinstance(inner, _MISTAKES) and type(inner).__module__ == "builtins"


def _has_no_tunnel(error: boto.ProxyConnectionError) -> bool:
    original = getattr(_inner(error), "original_error", None)
    return isinstance(original, NewConnectionError | ConnectTimeoutError) or _is_refusal(original)


def _is_refusal(original: object) -> bool:
    """Return whether CONNECT was responded to with 4xx or 5xx.

    http.client raises exactly an `OSError` then, of a text alone; what the system raises has a
    number, and can come after the request was sent.
    """
    return type(original) is OSError and original.errno is None


def _inner(error: Exception) -> Any:
    kwargs: dict[str, Any] = getattr(error, "kwargs", {})
    return kwargs.get("error")


def _first(error: Any) -> object:
    return next(iter(getattr(error, "args", ())), None)
