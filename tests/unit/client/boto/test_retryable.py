"""Which failures are worth another attempt, and which may have changed something: one line each."""

from __future__ import annotations

import errno
import http.client
import ssl
from typing import Any

import pytest
from botocore import exceptions as boto
from urllib3 import exceptions as urllib3

from cpkit.client.boto.operation import Operation
from cpkit.client.boto.retryable import is_lost, refused_tunnel, retry_kind

URL = "https://host/domains/shop"
UPDATE = Operation(
    "UpdateDomain",
    writes=True,
    errors={
        "BadRequestException": None,
        "ThrottlingException": None,
        "TryLaterException": "transient",
        "TryMuchLaterException": "throttling",
    },
)


def answered(status: int, code: str = "") -> boto.ClientError:
    """Make what boto3 raises for an error that was answered."""
    response: Any = {
        "Error": {"Code": code or str(status)},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return boto.ClientError(response, "UpdateDomain")


def tls(error: Exception) -> boto.SSLError:
    """Make what botocore raises of an error of TLS."""
    return boto.SSLError(endpoint_url=URL, error=urllib3.SSLError(error))


def proxy(original: Exception) -> boto.ProxyConnectionError:
    """Make what botocore raises where a proxy gave no connection."""
    return boto.ProxyConnectionError(proxy_url=URL, error=urllib3.ProxyError("no", original))


POOL: Any = None
"""What urllib3's exceptions are made with; nobody looks at it."""
REFUSED = urllib3.NewConnectionError(POOL, "refused")
LATE = urllib3.ConnectTimeoutError(POOL, "late")
UNREACHABLE = OSError(errno.EHOSTUNREACH, "No route to host")
"""What the system raises has a number, and can come after the request was sent."""


CASES: list[tuple[Exception, str | None, bool]] = [
    # error, why it is repeated, whether it may have been applied
    (answered(429, "ThrottlingException"), "throttling", False),
    (answered(400, "ThrottlingException"), "throttling", False),
    (answered(400, "Throttling"), "throttling", False),
    (answered(400, "ThrottledException"), "throttling", False),
    (answered(400, "RequestThrottledException"), "throttling", False),
    (answered(400, "TooManyRequestsException"), "throttling", False),
    (answered(400, "ProvisionedThroughputExceededException"), "throttling", False),
    (answered(400, "TransactionInProgressException"), "throttling", False),
    (answered(400, "RequestLimitExceeded"), "throttling", False),
    (answered(400, "BandwidthLimitExceeded"), "throttling", False),
    (answered(400, "LimitExceededException"), "throttling", False),
    (answered(400, "RequestThrottled"), "throttling", False),
    (answered(503, "SlowDown"), "throttling", True),
    (answered(400, "PriorRequestNotComplete"), "throttling", False),
    (answered(503, "EC2ThrottledException"), "throttling", True),
    (answered(429), "throttling", False),
    (answered(429, "SomethingNewException"), "throttling", False),
    (answered(429, "BadRequestException"), None, False),
    (answered(509), "throttling", True),
    (answered(400, "RequestTimeout"), "transient", False),
    (answered(408, "RequestTimeoutException"), "transient", False),
    (answered(500), "transient", True),
    (answered(500, "InternalServerException"), "transient", True),
    (answered(502), "transient", True),
    (answered(503), "transient", True),
    (answered(504), "transient", True),
    (answered(400, "TryLaterException"), "transient", False),
    (answered(400, "TryMuchLaterException"), "throttling", False),
    (answered(501), None, True),
    (answered(505), None, True),
    (answered(507), None, True),
    (answered(301), None, False),
    (answered(400), None, False),
    (answered(400, "BadRequestException"), None, False),
    (answered(401), None, False),
    (answered(403, "AccessDeniedException"), None, False),
    (answered(404, "ResourceNotFoundException"), None, False),
    (answered(408), None, False),
    (answered(409), None, False),
    (boto.ReadTimeoutError(endpoint_url=URL), "transient", True),
    (boto.ConnectionClosedError(endpoint_url=URL), "transient", True),
    (boto.ResponseStreamingError(error="cut"), "transient", True),
    (boto.HTTPClientError(error="odd"), "transient", True),
    (boto.ConnectionError(error=OSError("odd")), "transient", True),
    (boto.ConnectTimeoutError(endpoint_url=URL), "transient", False),
    (boto.EndpointConnectionError(endpoint_url=URL), "transient", False),
    (proxy(REFUSED), "transient", False),
    (proxy(LATE), "transient", False),
    (proxy(OSError("Tunnel connection failed: 407 Who are you")), None, False),
    (proxy(OSError("Tunnel connection failed: 403 No")), None, False),
    (proxy(OSError("Tunnel connection failed: 429 Slow")), "throttling", False),
    (proxy(OSError("Tunnel connection failed: 502 Bad gateway")), "transient", False),
    (proxy(OSError("odd")), "transient", False),
    (proxy(UNREACHABLE), "transient", True),
    (proxy(ConnectionResetError(errno.ECONNRESET, "reset")), "transient", True),
    (proxy(http.client.RemoteDisconnected("closed")), "transient", True),
    (proxy(TimeoutError("late")), "transient", True),
    (boto.ProxyConnectionError(proxy_url=URL), "transient", True),
    (tls(ssl.SSLCertVerificationError(1, "certificate verify failed")), "transient", False),
    (tls(ssl.SSLError(1, "bad record mac")), "transient", True),
    (tls(ssl.SSLEOFError(8, "EOF in the handshake")), "transient", True),
    (boto.SSLError(endpoint_url=URL, error=urllib3.SSLError()), "transient", True),
    (boto.HTTPClientError(error=ValueError("Invalid header value")), None, True),
    (boto.HTTPClientError(error=UnicodeEncodeError("ascii", "é", 0, 1, "no")), None, True),
    (boto.HTTPClientError(error=urllib3.LocationParseError("odd")), "transient", True),
    (boto.ChecksumError(checksum_type="", expected_checksum="", actual_checksum=""), None, True),
]


@pytest.mark.parametrize(("error", "kind", "lost"), CASES)
def test_failure_when_looked_up_then_as_botocore_has_it(
    error: Exception, kind: str | None, *, lost: bool
) -> None:
    """Repeated is what plain boto3 repeats; lost is what may have been done."""
    assert (kind, lost) == (retry_kind(error, UPDATE), is_lost(error))


@pytest.mark.parametrize("earlier", [REFUSED, ssl.SSLCertVerificationError(1, "wrong CA")])
def test_failure_when_another_error_is_its_context_then_it_does_not_matter(
    earlier: Exception,
) -> None:
    """What was handled when a call was made says nothing of the call."""
    lost = boto.ConnectionClosedError(endpoint_url=URL)
    lost.__context__ = tls(earlier)
    lost.__cause__ = earlier

    assert is_lost(lost)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (proxy(OSError("Tunnel connection failed: 407 Who are you")), "407"),
        (proxy(OSError("odd")), ""),
        (proxy(UNREACHABLE), None),
        (boto.EndpointConnectionError(endpoint_url=URL), None),
    ],
)
def test_tunnel_when_a_proxy_refused_it_then_the_status(
    error: Exception, status: str | None
) -> None:
    """The status decides whether to retry; where there is none, it is empty."""
    assert status == refused_tunnel(error)
