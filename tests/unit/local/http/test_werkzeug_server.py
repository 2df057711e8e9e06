"""Behind the server: who may send, and what happens where a machine is short of something."""

from __future__ import annotations

import errno
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from werkzeug.serving import ThreadedWSGIServer

from cpkit.local import LocalServer, LocalService, serve

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """Serve a new stand-in."""
    with serve() as server:
        yield server


def _send(
    server: LocalServer, method: str, target: str, body: bytes = b"", **headers: str
) -> tuple[int, Any]:
    connection = http.client.HTTPConnection(urlsplit(server.endpoint_url).netloc, timeout=10)
    try:
        connection.request(method, target, body, headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.com", "Content-Type": "text/plain"},
        {"Origin": "null", "Content-Type": "text/plain"},
        {"Host": "example.com"},
    ],
)
def test_request_when_a_web_page_sends_it_then_it_is_rejected_and_not_applied(
    server: LocalServer, headers: dict[str, str]
) -> None:
    """A browser sends such a request without asking anybody, and a test must not see its effect."""
    status, error = _send(
        server, "POST", "/domains/Shop", b'{"DefaultExpirationDays": 30}', **headers
    )

    assert 403 == status
    assert error["Message"].startswith(
        "The stand-in serves programs on this machine, not web pages"
    )
    assert () == server.service.requests


def test_request_when_the_program_is_on_this_machine_then_it_is_applied(
    server: LocalServer,
) -> None:
    """The same request without such headers."""
    body = b'{"DefaultExpirationDays": 30}'

    assert 200 == _send(server, "POST", "/domains/Shop", body, Host="localhost:5005")[0]
    assert 1 == len(server.service.requests)


def test_request_when_its_body_is_too_large_then_it_is_rejected(server: LocalServer) -> None:
    """No request of the service has ten megabytes."""
    status, error = _send(server, "POST", "/domains/Shop", b" " * (10 * 2**20 + 1))

    assert (400, "The body of the request is too large or not whole") == (status, error["Message"])
    assert () == server.service.requests


def test_server_when_there_is_no_descriptor_then_it_waits_before_it_tries_again(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that cannot be accepted stays ready, and must not keep a core busy."""
    waits: list[float] = []
    accept = ThreadedWSGIServer.get_request
    failures = [errno.EMFILE, errno.ENFILE, errno.EMFILE]

    def fail(self: ThreadedWSGIServer) -> Any:
        if failures:
            raise OSError(failures.pop(), "Too many open files")
        return accept(self)

    wait = threading.Event.wait

    def record(self: Any, timeout: float | None = None) -> bool:
        if timeout == 0.1:
            waits.append(0.1)
            return False
        return wait(self, timeout)

    monkeypatch.setattr(ThreadedWSGIServer, "get_request", fail)
    monkeypatch.setattr(threading.Event, "wait", record)

    assert 200 == _send(server, "GET", "/domains")[0]
    assert [0.1, 0.1, 0.1] == waits


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_server_when_connections_use_up_all_descriptors_then_it_is_quiet_and_goes_on() -> None:
    """Once some have ended it responds again; nothing is printed."""
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))\n"
        "from cpkit.local.http.program import main\n"
        "sys.exit(main(['--port', '0']))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(os.environ),
    ) as program:
        assert program.stdout is not None
        line: bytes = program.stdout.readline()
        address = urlsplit(line.decode().split()[2])
        server = LocalServer(address.geturl(), LocalService())
        assert address.hostname is not None
        where = address.hostname, address.port or 0
        half_open = [socket.create_connection(where, timeout=10) for _ in range(60)]
        for connection in half_open:
            connection.sendall(b"GET /domains HTTP/1.1\r\n")
        for connection in half_open:
            connection.sendall(b"\r\n")
        statuses = {connection.recv(12) for connection in half_open}
        for connection in half_open:
            connection.close()
        after, _ = _send(server, "GET", "/domains")
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=30)

    # One for which no descriptor was left to work with may be closed without a response.
    assert statuses - {b""} == {b"HTTP/1.0 200"}
    assert (200, 0, b"") == (after, program.returncode, errors)


def test_server_when_it_fails_itself_then_that_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake in the stand-in, or in a fault of one's own, does not pass in silence."""

    def fail(_: object) -> None:
        raise LookupError("a fault of one's own")

    with serve() as server:
        monkeypatch.setattr(server.service, "handle", fail)
        with pytest.raises(http.client.RemoteDisconnected):
            _send(server, "GET", "/domains")

    assert "LookupError: a fault of one's own\n" in capsys.readouterr().err
