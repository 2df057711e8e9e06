"""Translate between HTTP and the core with werkzeug, which nothing else here imports."""

from __future__ import annotations

import socket
import sys
import traceback
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, ClassVar

from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.wsgi import get_input_stream

from cpkit.local.http.own_hosts import check_sender
from cpkit.local.protocol.messages import Delivery, Request, phrase_of
from cpkit.local.protocol.responses import RejectedError, bad_request, write_error
from cpkit.local.protocol.service_model import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from cpkit.local.service import LocalService

_POLL_SECONDS = 0.02
_RETRY_SECONDS = 0.1
"""How long to wait for a descriptor, where the process has none left."""
_LARGEST_BODY = 10 * 2**20
"""The most bytes that a body may have; no request of the service comes near."""


class _Handler(WSGIRequestHandler):
    """A connection, which has one request and of which nothing is logged."""

    protocol_version = "HTTP/1.0"
    timeout: ClassVar[float | None] = 30.0
    """Seconds to wait for the next bytes of a request."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Log nothing: the service records its requests."""


class _Server(ThreadedWSGIServer):
    """A server that knows which connections are open, to be able to end them."""

    def __init__(self, host: str, listener: socket.socket, application: _Application) -> None:
        """Take over a socket that listens already."""
        self._connections: list[tuple[Thread, socket.socket]] = []
        self._closing = application.closing
        port: int = listener.getsockname()[1]
        super().__init__(
            host,
            port,
            application,
            handler=_Handler,
            passthrough_errors=True,
            fd=listener.fileno(),
        )

    def get_request(self) -> tuple[Any, Any]:
        """Return the next connection; without a descriptor for it, wait for one to be closed."""
        try:
            return super().get_request()
        except OSError:
            self._closing.wait(_RETRY_SECONDS)
            raise

    def process_request(self, request: Any, client_address: Any) -> None:
        """Respond in a thread that can be waited for, and that no program has to wait for."""
        self._connections = [known for known in self._connections if known[0].is_alive()]
        thread = Thread(
            target=self.process_request_thread,
            args=(request, client_address),
            name="cpkit.local connection",
            daemon=True,
        )
        self._connections.append((thread, request))
        thread.start()

    def handle_error(self, request: object, client_address: object) -> None:
        """Print a failure of the stand-in itself, but not one of a connection or of the machine."""
        del request, client_address  # the service records its requests
        if not isinstance(sys.exc_info()[1], OSError):
            traceback.print_exc()

    def end_connections(self) -> None:
        """End the connections that are open, and wait until nothing of them is left."""
        for _, connection in self._connections:
            with suppress(OSError):  # it has ended by itself
                connection.shutdown(socket.SHUT_RDWR)
        for thread, _ in self._connections:
            thread.join()


class LocalWSGIServer:
    """A service behind werkzeug's threaded server."""

    def __init__(
        self, service: LocalService, host: str, listener: socket.socket, *, any_host: bool
    ) -> None:
        """Take over a socket that listens already; the caller may close its own handle.

        Args:
            service: The service that responds.
            host: The address or name that is listened on.
            listener: The socket.
            any_host: Whether requests may call this machine by any name.
        """
        knowledge()  # loaded once, before many connections ask for it at the same time
        self._application = _Application(service, host, any_host=any_host)
        self._server = _Server(host, listener, self._application)
        self.port: int = self._server.port

    def serve(self) -> None:
        """Serve until `close` is called from another thread."""
        self._server.serve_forever(poll_interval=_POLL_SECONDS)

    def close(self) -> None:
        """Stop serving, and end delays and connections; nothing is applied after that."""
        self._application.closing.set()
        self._server.shutdown()
        self._server.end_connections()


class _Application:
    """The WSGI application that asks the service."""

    def __init__(self, service: LocalService, host: str, *, any_host: bool) -> None:
        self._service = service
        self._host = host
        self._any_host = any_host
        self.closing = Event()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            request = self._request(environ)
            if self.closing.is_set():  # what arrived may have been cut off by that
                raise ConnectionAbortedError("the stand-in was closed")
            delivery = self._service.handle(request)
        except RejectedError as error:
            delivery = Delivery(write_error(error, knowledge().error_statuses))
        if delivery.delay and self.closing.wait(delivery.delay):
            raise ConnectionAbortedError("the stand-in was closed before the delay was over")
        if delivery.response is None:
            raise ConnectionAbortedError("the connection is cut off on purpose")
        response = delivery.response
        headers = Headers(response.headers)
        headers.setdefault("Content-Length", str(len(response.body)))
        start_response(f"{response.status} {phrase_of(response.status)}", list(headers))
        return [response.body]

    def _request(self, environ: WSGIEnvironment) -> Request:
        """Return what has arrived.

        Raises:
            RejectedError: A web page has sent it, or its body is too large or not whole.
        """
        host, origin = environ.get("HTTP_HOST"), environ.get("HTTP_ORIGIN")
        check_sender(host, origin, served=self._host, any_host=self._any_host)
        try:
            body = get_input_stream(environ, max_content_length=_LARGEST_BODY).read()
        except (HTTPException, OSError) as error:
            raise bad_request("The body of the request is too large or not whole") from error
        return Request(environ["REQUEST_METHOD"], environ["REQUEST_URI"], body)
