"""Which failures are worth another attempt, and which may have changed something: one line each."""

from __future__ import annotations

import http.client
import io
import ssl
from typing import Any

import pytest
from botocore import exceptions as boto
from botocore.credentials import DeferredRefreshableCredentials

from cpkit.client.boto.operation import Operation
from cpkit.client.boto.retryable import is_lost, retry_kind

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


def raised(error: Exception) -> Exception:
    """Raise an error, so that it has come from somewhere."""
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


def answered(status: int, code: str = "") -> boto.ClientError:
    """Make what boto3 raises for an error that was answered."""
    response: Any = {
        "Error": {"Code": code or str(status)},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return boto.ClientError(response, "UpdateDomain")


def plain_text_for_tls() -> ssl.SSLObject:
    """Connect to an end that does not speak TLS."""
    received, sent = ssl.MemoryBIO(), ssl.MemoryBIO()
    received.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    return ssl.create_default_context().wrap_bio(received, sent, server_hostname="host")


def tls_broke_while_reading() -> boto.SSLError:
    """Make what botocore raises when TLS ends in the middle of an answer."""
    error = boto.SSLError(endpoint_url=URL, error=OSError("bad record mac"))
    with pytest.raises(ssl.SSLError) as caught:
        plain_text_for_tls().read()
    error.__context__ = caught.value
    return error


def tls_never_came_about() -> Exception:
    """Make what comes out when TLS is not spoken on the other end, or it is cut off at once."""
    error = boto.ConnectionClosedError(endpoint_url=URL)
    with pytest.raises(ssl.SSLError) as caught:
        plain_text_for_tls().do_handshake()
    error.__context__ = caught.value
    return error


class Answered:
    """Stand for a socket that has been answered."""

    def __init__(self, answer: bytes) -> None:
        """Hold the answer."""
        self.answer = answer

    def sendall(self, data: bytes) -> None:
        """Send nothing."""

    def makefile(self, _: str) -> io.BytesIO:
        """Give the answer to read."""
        return io.BytesIO(self.answer)

    def close(self) -> None:
        """Close nothing."""


def proxy_gave_no_connection() -> Exception:
    """Make what comes out when a proxy does not open a tunnel."""
    connection: Any = http.client.HTTPConnection("proxy")
    connection.set_tunnel("host")
    connection.sock = Answered(b"HTTP/1.1 503 No\r\n\r\n")
    error = boto.HTTPClientError(error="odd")
    with pytest.raises(OSError, match="Tunnel connection failed") as caught:
        connection._tunnel()
    error.__context__ = caught.value
    return error


def closed_without_an_answer() -> Exception:
    """Make what comes out when the other end has read the request, maybe, and says nothing."""
    socket: Any = Answered(b"")
    error = boto.ConnectionClosedError(endpoint_url=URL)
    with pytest.raises(http.client.RemoteDisconnected) as caught:
        http.client.HTTPResponse(socket).begin()
    error.__context__ = caught.value
    return error


def credentials_timed_out() -> Exception:
    """Make what comes out when whoever gives credentials does not answer."""

    def ask() -> None:
        raise boto.ReadTimeoutError(endpoint_url=URL)

    credentials = DeferredRefreshableCredentials(refresh_using=ask, method="test")
    with pytest.raises(boto.ReadTimeoutError) as caught:
        credentials.get_frozen_credentials()
    return caught.value


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
    (boto.ProxyConnectionError(proxy_url=URL), "transient", False),
    (raised(boto.SSLError(endpoint_url=URL, error=OSError("certificate"))), "transient", False),
    (raised(boto.SSLError(endpoint_url=URL, error=ssl.SSLError(1, "x"))), "transient", False),
    (tls_never_came_about(), "transient", False),
    (proxy_gave_no_connection(), "transient", False),
    (closed_without_an_answer(), "transient", True),
    (tls_broke_while_reading(), "transient", True),
    (credentials_timed_out(), "transient", False),
    (boto.ChecksumError(checksum_type="", expected_checksum="", actual_checksum=""), None, True),
]


@pytest.mark.parametrize(("error", "kind", "lost"), CASES)
def test_failure_when_looked_up_then_as_botocore_has_it(
    error: Exception, kind: str | None, *, lost: bool
) -> None:
    """Repeated is what plain boto3 repeats; lost is what may have been done."""
    assert (kind, lost) == (retry_kind(error, UPDATE), is_lost(error))
