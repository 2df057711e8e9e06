"""Translate between HTTP and the core with werkzeug, which nothing else here imports."""

from __future__ import annotations

import io
import re
import socket
from contextlib import suppress
from email.errors import MissingHeaderBodySeparatorDefect
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, ClassVar

from werkzeug.datastructures import Headers
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from cpkit.local.http.bodies import read_body
from cpkit.local.protocol.messages import Delivery, Request, phrase_of
from cpkit.local.protocol.rejections import RejectedError, bad_request
from cpkit.local.protocol.serializing import write_error
from cpkit.local.protocol.service_model import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from cpkit.local.protocol.messages import Response
    from cpkit.local.service import LocalService

_POLL_SECONDS = 0.02
_BLANK = {b"\r\n", b"\n"}
_ABSOLUTE = re.compile(r"https?://[^/?]*", re.ASCII | re.IGNORECASE)


class _Lines(io.BufferedReader):
    """Remember the last line, for only a blank one ends the head of a request."""

    last = b""

    def readline(self, size: int | None = -1, /) -> bytes:
        """Return the next line."""
        self.last = super().readline(size)
        return self.last


class Handler(WSGIRequestHandler):
    """Serve one request a connection, and refuse what HTTP/1.1 does not let pass.

    werkzeug and what it is made of take a head that breaks off for a whole one, alter targets,
    and log what clients do wrong.
    """

    protocol_version = "HTTP/1.0"
    default_request_version = "HTTP/1.0"  # before it, answers had no head
    timeout: ClassVar[float | None] = 30.0
    """Seconds to wait for the next bytes of a request."""

    def setup(self) -> None:
        """Read through a reader that remembers."""
        super().setup()
        self._lines = _Lines(self.rfile.detach())
        self.rfile: io.BufferedIOBase = self._lines

    def parse_request(self) -> bool:
        """Read the head of a request.

        Returns:
            Whether it is whole and right; if not, it has been answered.
        """
        if not super().parse_request():
            return False
        if self._lines.last not in _BLANK:
            self.send_error(400, "The request ends before its head does")
            return False
        if any(
            isinstance(found, MissingHeaderBodySeparatorDefect) for found in self.headers.defects
        ):
            self.send_error(400, "The head of the request has a line that is no header")
            return False
        return True

    def make_environ(self) -> WSGIEnvironment:
        """Hand over the target as it was sent, and what says where the body ends."""
        target = self.requestline.split()[1]
        self.path = "/"  # werkzeug would split the target, and fails where it cannot
        environ = super().make_environ()
        environ["REQUEST_URI"] = _origin_form(target)
        environ["wsgi.input"] = self.rfile  # werkzeug's own reader of chunks is lenient
        lengths = self.headers.get_all("Content-Length")
        if lengths:
            environ["CONTENT_LENGTH"] = ",".join(lengths)
        return environ

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a request whose head cannot be read, as the service would name the error."""
        del explain  # it is for pages of HTML
        response = _bad_request(message or phrase_of(code))
        self.send_response(response.status, phrase_of(response.status))
        for name, value in _headers(response):
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(response.body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the service records its requests."""

    def log_error(self, format: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing: the client is told what it did wrong."""


class _Server(ThreadedWSGIServer):
    """Know the connections that are open, to be able to end them."""

    def __init__(self, host: str, listener: socket.socket, application: _Application) -> None:
        """Take over a socket that listens already."""
        self._connections: list[tuple[Thread, socket.socket]] = []
        port: int = listener.getsockname()[1]
        super().__init__(host, port, application, handler=Handler, fd=listener.fileno())

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread that can be waited for, and that no program has to wait for."""
        self._connections = [known for known in self._connections if known[0].is_alive()]
        thread = Thread(
            target=self.process_request_thread,
            args=(request, client_address),
            name="cpkit.local connection",
            daemon=True,
        )
        self._connections.append((thread, request))
        thread.start()

    def end_connections(self) -> None:
        """End the connections that are open, and wait until nothing of them is left."""
        for _, connection in self._connections:
            with suppress(OSError):  # it has ended by itself
                connection.shutdown(socket.SHUT_RDWR)
        for thread, _ in self._connections:
            thread.join()


class LocalWSGIServer:
    """Run a service behind werkzeug's threaded server."""

    def __init__(self, service: LocalService, host: str, listener: socket.socket) -> None:
        """Take over a socket that listens already; the caller may close its own handle."""
        self._closing = Event()
        self._server = _Server(host, listener, _Application(service, self._closing))
        self.port: int = self._server.port

    def serve(self) -> None:
        """Serve until `close` is called from another thread."""
        self._server.serve_forever(poll_interval=_POLL_SECONDS)

    def close(self) -> None:
        """Stop serving, and end delays and connections; nothing is applied after that."""
        self._closing.set()
        self._server.shutdown()
        self._server.end_connections()


class _Application:
    """Be the WSGI application that asks the service."""

    def __init__(self, service: LocalService, closing: Event) -> None:
        self._service = service
        self._closing = closing

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        delivery = self._ask(environ)
        if delivery.delay and self._closing.wait(delivery.delay):
            raise ConnectionAbortedError("the stand-in was closed before the delay was over")
        if delivery.response is None:
            raise ConnectionAbortedError("the connection is cut off on purpose")
        response = delivery.response
        start_response(f"{response.status} {phrase_of(response.status)}", list(_headers(response)))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [response.body]

    def _ask(self, environ: WSGIEnvironment) -> Delivery:
        length, encoding = environ.get("CONTENT_LENGTH"), environ.get("HTTP_TRANSFER_ENCODING")
        try:
            body = read_body(environ["wsgi.input"], length, encoding)
        except RejectedError as refusal:
            return Delivery(_bad_request(refusal.message))
        return self._service.handle(
            Request(environ["REQUEST_METHOD"], environ["REQUEST_URI"], body)
        )


def _bad_request(message: str) -> Response:
    return write_error(bad_request(message), knowledge().error_statuses)


def _headers(response: Response) -> Headers:
    headers = Headers(response.headers)
    headers.setdefault("Content-Length", str(len(response.body)))
    return headers


def _origin_form(target: str) -> str:
    """Return path and query of a target that may be an absolute one (RFC 9112, section 3.2)."""
    found = _ABSOLUTE.match(target)
    if found is None:
        return target
    rest = target[found.end() :]
    return rest if rest.startswith("/") else f"/{rest}"
