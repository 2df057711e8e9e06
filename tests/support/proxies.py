"""Proxies on loopback: one opens tunnels, one passes requests on and loses responses."""

from __future__ import annotations

import http.client
import socket
import socketserver
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

__all__ = ["ForwardProxy", "TunnelProxy", "running"]


class _Server(socketserver.ThreadingTCPServer):
    """Listen on a free port of loopback."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, handler: type[socketserver.BaseRequestHandler]) -> None:
        """Listen."""
        super().__init__(("127.0.0.1", 0), handler)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class TunnelProxy(_Server):
    """Respond to CONNECT with 200 and pass bytes on in both directions, whatever they are."""

    def __init__(self) -> None:
        """Listen; ``opened`` has each target that a tunnel was opened to."""
        super().__init__(_Tunnel)
        self.opened: list[str] = []


class _Tunnel(socketserver.StreamRequestHandler):
    """One tunnel, open until both ends are closed."""

    def handle(self) -> None:
        proxy = cast("TunnelProxy", self.server)
        _, target, _ = self.rfile.readline().decode().split()
        while self.rfile.readline() not in {b"\r\n", b""}:
            pass
        host, port = target.split(":")
        proxy.opened.append(target)
        with socket.create_connection((host, int(port))) as upstream:
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_pass_on, args=(upstream, self.connection))
            back.start()
            _pass_on(self.connection, upstream)
            back.join()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    """Pass bytes on until there are no more, or one of the ends was reset; then close."""
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


class ForwardProxy(_Server):
    """Pass whole requests of plain http on, and die with some responses in hand."""

    def __init__(self, loses: Callable[[str], bool]) -> None:
        """Listen.

        Args:
            loses: Whether the response to a method is lost; asked once for each request.
        """
        super().__init__(_Forwarding)
        self.loses = loses
        self.passed_on: list[str] = []
        self.authorizations: list[str | None] = []


class _Forwarding(socketserver.StreamRequestHandler):
    """One request: an absolute URL, passed on whole."""

    def handle(self) -> None:
        proxy = cast("ForwardProxy", self.server)
        line = self.rfile.readline().decode()
        if not line:
            return
        method, url, _ = line.split()
        headers = http.client.parse_headers(self.rfile)
        body = self.rfile.read(int(headers.get("content-length", 0)))
        parts = urlsplit(url)
        upstream = http.client.HTTPConnection(parts.netloc)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        upstream.request(method, path, body, dict(headers.items()))
        response = upstream.getresponse()
        content = response.read()
        upstream.close()
        proxy.passed_on.append(method)
        proxy.authorizations.append(headers.get("proxy-authorization"))
        if proxy.loses(method):
            return
        fields = [(k, v) for k, v in response.getheaders() if k.lower() not in _HOP]
        fields += [("content-length", str(len(content))), ("connection", "close")]
        head = "".join(f"{name}: {value}\r\n" for name, value in fields)
        self.wfile.write(f"HTTP/1.1 {response.status} Passed on\r\n{head}\r\n".encode() + content)


_HOP = {"connection", "content-length", "transfer-encoding", "keep-alive"}


@contextmanager
def running(server: socketserver.ThreadingTCPServer) -> Generator[None]:
    """Serve for as long as the block lasts."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
