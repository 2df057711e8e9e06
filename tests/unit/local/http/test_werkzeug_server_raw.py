"""What arrives over a socket in part is never applied, and ends with the stand-in."""

from __future__ import annotations

import gc
import json
import logging
import socket
import threading
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

import pytest

from cpkit.local import Delay, LocalServer, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Send: TypeAlias = Callable[..., tuple[int, dict[str, str], bytes]]

_BODY = b'{"DefaultExpirationDays": 30}'
_CHUNKED = b"Transfer-Encoding: chunked\r\n"


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """Serve a new stand-in."""
    with serve() as server:
        yield server


def _connect(server: LocalServer) -> socket.socket:
    address = urlsplit(server.endpoint_url)
    assert address.hostname is not None
    assert address.port is not None
    return socket.create_connection((address.hostname, address.port), timeout=10)


@pytest.fixture
def send(
    server: LocalServer, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Iterator[Send]:
    """Give a function that sends bytes and reads status, headers and body of the answer.

    Whatever is sent, nothing is logged or printed.
    """

    def exchange(*pieces: bytes) -> tuple[int, dict[str, str], bytes]:
        with _connect(server) as connection:
            connection.sendall(b"".join(pieces))
            connection.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines)
        return int(first.split()[1]), headers, body

    with caplog.at_level(logging.INFO):
        yield exchange
    assert ("", "") == tuple(capfd.readouterr())
    assert [] == [record for record in caplog.records if record.name == "werkzeug"]


def _domains(server: LocalServer) -> list[Any]:
    return server.service.client().list_domains()["Items"]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (b"Content-Length: %d\r\n" % len(_BODY), _BODY),
        (_CHUNKED, b"%x\r\n%b\r\n0\r\n\r\n" % (len(_BODY), _BODY)),
    ],
)
def test_body_when_it_is_whole_then_it_is_applied(
    server: LocalServer, send: Send, headers: bytes, body: bytes
) -> None:
    """A length and chunks say the same."""
    status, _, _ = send(b"POST /domains/Shop HTTP/1.1\r\n", headers, b"\r\n", body)

    assert (200, 1) == (status, len(_domains(server)))


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (b"Content-Length: 99\r\n", b"{}"),
        (b"Content-Length: 99999999999999999999\r\n", b"{}"),
        (_CHUNKED, b"zz\r\n{}\r\n0\r\n\r\n"),
        (_CHUNKED, b"2\r\n{}0\r\n\r\n"),
    ],
)
def test_body_when_it_cannot_be_read_then_nothing_is_applied(
    server: LocalServer, send: Send, headers: bytes, body: bytes
) -> None:
    """An update without a body is a request too, and must not be what comes of it."""
    client = server.service.client()
    before = client.create_domain(DomainName="Shop", DefaultExpirationDays=30)["LastUpdatedAt"]
    server.service.forget_requests()
    status, answered, answer = send(b"PUT /domains/Shop HTTP/1.1\r\n", headers, b"\r\n", body)

    assert (400, "badrequestexception", ["Message"], ()) == (
        status,
        answered["x-amzn-errortype"],
        list(json.loads(answer)),
        server.service.requests,
    )
    assert before == client.get_domain(DomainName="Shop")["LastUpdatedAt"]


def test_tags_when_they_are_changed_then_the_body_is_empty(server: LocalServer, send: Send) -> None:
    """Not even an empty object is there (assumed)."""
    server.service.client().create_domain(DomainName="Shop", DefaultExpirationDays=30)
    arn = server.service.domain_arn("Shop").replace("/", "%2F").encode()
    body = b'{"tags": {"a": "b"}}'
    status, headers, answer = send(
        b"POST /tags/%b HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (arn, len(body)), body
    )

    assert (200, "0", b"") == (status, headers["content-length"], answer)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"PUT /domains/Shop HTTP/1.1\r\nHost: localhost\r\n",
        b"PUT /domains/Shop HTTP/1.1\r\nContent-Length: 2\r\n\r\n{",
        b"PUT /domains/Shop HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
    ],
)
def test_serve_when_the_context_ends_then_half_a_request_is_never_applied(
    send: Send, sent: bytes
) -> None:
    """Its connection ends, its thread too, and the other half meets nobody."""
    del send  # it is there because it sees what is printed
    before = set(threading.enumerate())
    with serve() as server:
        connection = _connect(server)
        connection.sendall(sent)
        while len(threading.enumerate()) < len(before) + 2:
            pass  # until the connection has its thread
    left = set(threading.enumerate()) - before
    with connection:
        try:
            connection.sendall(b"}\r\n0\r\n\r\n")
            rest = connection.recv(65536)
        except ConnectionError:
            rest = b""
    gc.collect()  # a socket that was left open would warn, and a warning is an error

    assert (set(), (), b"") == (left, server.service.requests, rest)


def test_serve_when_many_connections_come_then_those_that_ended_are_forgotten(
    server: LocalServer, send: Send
) -> None:
    """A thread that has ended is not waited for."""
    statuses = [send(b"GET /domains HTTP/1.1\r\n\r\n")[0] for _ in range(20)]

    assert ([200] * 20, 20) == (statuses, len(server.service.requests))


def test_serve_when_the_context_ends_then_a_delayed_answer_ends_with_it() -> None:
    """A request that was applied is cut off, and nobody waits for the delay."""
    before = set(threading.enumerate())
    with serve() as server:
        server.service.inject(Delay(3600))
        connection = _connect(server)
        connection.sendall(b"GET /domains HTTP/1.1\r\n\r\n")
        while not server.service.requests:
            pass  # until it has been applied
    with connection:
        answer = connection.recv(65536)

    assert (b"", set()) == (answer, set(threading.enumerate()) - before)


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        (b"", b""),
        (b"PUT /domains/Shop HTTP/1.1\r\n", b""),
        (b"PUT /domains/Shop HTTP/1.1\r\nContent-Length: 2\r\n\r\n{", b"HTTP/1.0 400"),
    ],
)
def test_connection_when_nothing_comes_any_more_then_it_ends_quietly(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    sent: bytes,
    received: bytes,
) -> None:
    """A client that was forgotten keeps no thread for ever."""
    monkeypatch.setattr("cpkit.local.http.werkzeug_server._Handler.timeout", 0.02)
    with serve() as server:
        with _connect(server) as connection:
            connection.sendall(sent)
            seen = connection.recv(65536)[:12]
        recorded = server.service.requests

    assert (received, ()) == (seen, recorded)
    assert ("", "") == tuple(capsys.readouterr())
