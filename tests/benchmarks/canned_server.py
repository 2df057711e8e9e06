"""A server that answers every request alike: it costs little, and always the same."""

import json
import multiprocessing
import socketserver
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


class CannedServer(socketserver.ThreadingTCPServer):
    """Answer every request with the same status and body, and count the requests."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, status: HTTPStatus, body: dict[str, Any]) -> None:
        """Listen on a free port of loopback."""
        payload = json.dumps(body).encode()
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\n"
            "Content-Type: application/json\r\n"
            "x-amzn-RequestId: 11111111-2222-3333-4444-555555555555\r\n"
            f"Content-Length: {len(payload)}\r\n\r\n"
        )
        self.answer = head.encode() + payload
        self.requests = 0
        super().__init__(("127.0.0.1", 0), _Connection)

    @property
    def url(self) -> str:
        """Say where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Connection(socketserver.StreamRequestHandler):
    """Serve one connection for as long as requests come."""

    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Read request after request, and answer each in one piece."""
        server = self.server
        if not isinstance(server, CannedServer):
            raise TypeError("only a CannedServer has an answer")
        while self.rfile.readline():
            length = 0
            while line := self.rfile.readline().strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            self.rfile.read(length)
            server.requests += 1
            self.wfile.write(server.answer)


@contextmanager
def in_this_process(status: HTTPStatus, body: dict[str, Any]) -> Generator[CannedServer]:
    """Serve from a thread, where the requests can be counted."""
    with CannedServer(status, body) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@contextmanager
def in_another_process(status: HTTPStatus, body: dict[str, Any]) -> Generator[str]:
    """Serve from a process of its own, which takes nothing from the one that is measured.

    Yields:
        The URL.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(status, body, theirs), daemon=True)
    process.start()
    try:
        url: str = ours.recv()
        yield url
    finally:
        process.terminate()
        process.join()


def _serve(status: HTTPStatus, body: dict[str, Any], parent: "Connection[str, str]") -> None:
    """Tell the parent the URL, then serve until it ends this process."""
    with CannedServer(status, body) as server:
        parent.send(server.url)
        server.serve_forever()
