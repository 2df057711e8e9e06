"""Translate between HTTP and the core with werkzeug, which nothing else here imports."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from werkzeug.datastructures import Headers
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.wrappers import Request as WerkzeugRequest

from cpkit.local.messages import Request, phrase_of

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from cpkit.local.service import LocalService

_POLL_SECONDS = 0.02


class _QuietHandler(WSGIRequestHandler):
    """Serve one request a connection, so that closing the server leaves none open."""

    protocol_version = "HTTP/1.0"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the service records its requests."""


class LocalWSGIServer:
    """Run a service behind werkzeug's threaded server."""

    def __init__(self, service: LocalService, host: str, listener: socket.socket) -> None:
        """Take over a socket that listens already; the caller may close its own handle."""
        self._closing = Event()
        self._server = ThreadedWSGIServer(
            host,
            listener.getsockname()[1],
            _Application(service, self._closing),
            handler=_QuietHandler,
            fd=listener.fileno(),
        )
        self.port: int = self._server.port

    def serve(self) -> None:
        """Serve until `close` is called from another thread."""
        self._server.serve_forever(poll_interval=_POLL_SECONDS)

    def close(self) -> None:
        """Stop serving, and end delays that are still being waited for."""
        self._closing.set()
        self._server.shutdown()


class _Application:
    """Be the WSGI application that asks the service."""

    def __init__(self, service: LocalService, closing: Event) -> None:
        self._service = service
        self._closing = closing

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = WerkzeugRequest(environ)
        target: str = environ["REQUEST_URI"]
        delivery = self._service.handle(Request(request.method, target, request.get_data()))
        if delivery.delay and self._closing.wait(delivery.delay):
            raise ConnectionAbortedError("the stand-in was closed before the delay was over")
        if delivery.response is None:
            raise ConnectionAbortedError("the connection is cut off on purpose")
        response = delivery.response
        headers = Headers(response.headers)
        headers.setdefault("Content-Length", str(len(response.body)))
        start_response(f"{response.status} {phrase_of(response.status)}", list(headers))
        return [response.body]
