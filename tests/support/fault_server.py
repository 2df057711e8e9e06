"""A server of raw sockets that does what a script says, and counts what it was sent.

An entry of a script is the bytes of an answer, after which the connection is closed, or a deed of
this module. Each request takes the next entry; the last one is for all that follow. The server
knows no service and no library: what is wrong on the wire is written out.
"""

from __future__ import annotations

import os
import socket
import socketserver
import struct
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

__all__ = [
    "LOST",
    "SILENT",
    "Connection",
    "Entry",
    "FaultServer",
    "HangUp",
    "Script",
    "closed_port",
    "drip",
    "garbled",
    "keep",
    "reset",
    "silent",
]

_LONGEST = 30
"""Seconds after which a silent server gives up, should a client have no timeout at all."""

_TLS_HANDSHAKE = b"\x16"


class Connection:
    """One connection, as deeds see it."""

    def __init__(self, link: socket.socket, released: threading.Event) -> None:
        """Hold the socket, and what is set when the test is over."""
        self.link = link
        self.released = released
        self.request = ""
        self.stays = False


Deed: TypeAlias = Callable[[Connection], None]
Entry: TypeAlias = bytes | Deed
Script: TypeAlias = list[Entry]

HangUp: TypeAlias = Literal["in the handshake", "after the handshake"]
"""When to close a connection of TLS before any request is read."""

LOST = b""
"""Close the connection without a word."""


def keep(content: bytes) -> Deed:
    """Answer, and read the next request from the same connection."""

    def do(connection: Connection) -> None:
        connection.link.sendall(content)
        connection.stays = True

    return do


def reset(part: bytes = b"") -> Deed:
    """Send a part, and reset the connection instead of closing it."""

    def do(connection: Connection) -> None:
        connection.link.sendall(part)
        no_lingering = struct.pack("ii", 1, 0)
        connection.link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, no_lingering)
        # Shutting it down first, as the server does otherwise, would close it in good order.
        connection.link.close()

    return do


def silent(part: bytes = b"") -> Deed:
    """Send a part, and then nothing for as long as the test lasts."""

    def do(connection: Connection) -> None:
        connection.link.sendall(part)
        connection.released.wait(_LONGEST)

    return do


SILENT = silent()
"""Never answer."""


def garbled(connection: Connection) -> None:
    """Send what is no record of TLS, where a response would be one."""
    with socket.socket(fileno=os.dup(connection.link.fileno())) as plain:
        plain.sendall(b"garbage, not a record of TLS\r\n" * 10)


def drip(content: bytes, pause: float) -> Deed:
    """Answer byte by byte, with so many seconds after each."""

    def do(connection: Connection) -> None:
        connection.link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in content:
            connection.link.sendall(bytes((byte,)))
            connection.released.wait(pause)

    return do


def closed_port() -> int:
    """Find a port of loopback where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


class FaultServer(socketserver.ThreadingTCPServer):
    """Do what the script says, and note each request as its method and target.

    ``clients`` has the port of the other side for each connection.
    """

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 1024

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        """Listen on a free port of loopback.

        Args:
            tls: Speaks TLS with this context, if it is given.
        """
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.tls = tls
        self.hangs_up: HangUp | None = None
        self.script: Script = [LOST]
        self.requests: list[str] = []
        self.clients: list[int] = []
        self.released = threading.Event()
        self._arrival = threading.Condition()

    @property
    def url(self) -> str:
        """Where it listens."""
        scheme, host = ("http", "127.0.0.1") if self.tls is None else ("https", "localhost")
        return f"{scheme}://{host}:{self.server_address[1]}"

    def next_entry(self, request: str) -> Entry:
        """Note a request and take the entry that is due."""
        with self._arrival:
            self.requests.append(request)
            self._arrival.notify_all()
            return self.script[min(len(self.requests), len(self.script)) - 1]

    def arrived(self, count: int) -> int:
        """Wait for so many requests, since a client that gives up can be first; count them."""
        with self._arrival:
            self._arrival.wait_for(lambda: len(self.requests) >= count, timeout=_LONGEST)
            return len(self.requests)


class _Conversation(socketserver.BaseRequestHandler):
    """One connection: requests are read whole before anything is done."""

    request: socket.socket

    def finish(self) -> None:
        """Close what speaks TLS; the server closes what it has accepted itself."""
        self.request.close()

    def handle(self) -> None:
        server = cast("FaultServer", self.server)
        server.clients.append(self.client_address[1])
        if server.hangs_up == "in the handshake":
            self.request.recv(1)
            return
        if server.tls is not None:
            try:
                self.request = server.tls.wrap_socket(self.request, server_side=True)
            except OSError:
                return  # the client does not trust it
        if server.hangs_up == "after the handshake":
            return
        connection = Connection(self.request, server.released)
        for request in self._requests():
            entry = server.next_entry(request)
            connection.request, connection.stays = request, False
            try:
                if isinstance(entry, bytes):
                    self.request.sendall(entry)
                else:
                    entry(connection)
            except OSError:
                return  # the client has gone before the script was through
            if not connection.stays:
                return

    def _requests(self) -> Iterator[str]:
        with self.request.makefile("rb") as incoming:
            while first := incoming.peek(1)[:1]:
                if first == _TLS_HANDSHAKE:
                    yield "TLS handshake"
                    return  # what follows would be read as TLS, which nobody speaks here
                line = incoming.readline().decode("latin-1").rsplit(" ", 1)[0]
                length = 0
                while (field := incoming.readline()) not in {b"\r\n", b""}:
                    name, _, value = field.decode("latin-1").partition(":")
                    if name.lower() == "content-length":
                        length = int(value)
                incoming.read(length)
                yield line
