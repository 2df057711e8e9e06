"""Which failures are worth another attempt, and which may have changed something.

The codes and statuses are those that botocore repeats in its standard and its legacy mode, in one
list for both. What an operation's model says of an error by name goes before its status.
"""

import ssl

from botocore import exceptions as boto
from botocore.exceptions import ClientError

from cpkit.client.boto import error_response
from cpkit.client.boto.operation import Operation, RetryKind
from cpkit.client.boto.origins import chain, was_raised_in

__all__ = [
    "THROTTLING_CODES",
    "THROTTLING_STATUSES",
    "TRANSIENT_CODES",
    "TRANSIENT_STATUSES",
    "is_lost",
    "retry_kind",
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

_NO_CONNECTION = (
    boto.EndpointConnectionError,
    boto.ConnectTimeoutError,
    boto.ProxyConnectionError,
)
_TUNNELS = ("http.client", "urllib3.connection")
"""Where a proxy is asked, by version."""

_NO_ANSWER = (boto.ConnectionError, boto.HTTPClientError)
_FIRST_SERVER_ERROR = 500


def retry_kind(error: Exception, operation: Operation) -> RetryKind | None:
    """Say whether an attempt that ended so is worth another one.

    Args:
        error: What boto3 raised.
        operation: What was called.

    Returns:
        Why it is, or ``None`` if the next attempt would end the same way.
    """
    if isinstance(error, ClientError):
        return _kind_of_answer(error_response.code(error), error_response.status(error), operation)
    return "transient" if isinstance(error, _NO_ANSWER) else None


def _kind_of_answer(code: str, status: int, operation: Operation) -> RetryKind | None:
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
    """Say whether the service may have done what was asked although no success was read.

    Args:
        error: What boto3 raised.

    Returns:
        True for answers that went missing and for server errors; false where no connection came
        about, and where the service refused.
    """
    if isinstance(error, ClientError):
        return error_response.status(error) >= _FIRST_SERVER_ERROR
    if isinstance(error, _NO_CONNECTION) or was_raised_in(error, "ssl", "do_handshake"):
        return False
    if any(was_raised_in(error, module, "_tunnel") for module in _TUNNELS):
        return False  # a proxy was asked for a connection, and gave none
    if was_raised_in(error, "botocore.credentials"):
        return False  # the request itself comes after
    return not isinstance(error, boto.SSLError) or _tls_broke(error)


def _tls_broke(error: Exception) -> bool:
    """Tell a TLS connection that broke later on from one that never came about."""
    return any(isinstance(link, ssl.SSLError) and link.__traceback__ for link in chain(error))
