"""A server that says what it is told to, and clients of it: for tests that talk over sockets."""

from __future__ import annotations

import json
import socketserver
import threading
from typing import TYPE_CHECKING, Any, cast

from aws_environment import make_session

from cpkit.client import CustomerProfiles, RetryPolicy

if TYPE_CHECKING:
    import boto3
    from mypy_boto3_customer_profiles import CustomerProfilesClient

DOMAIN: dict[str, Any] = {
    "DomainName": "shop",
    "CreatedAt": 1700000000,
    "LastUpdatedAt": 1700000001,
}
"""The least that is a domain."""


def answer(status: int, body: bytes | dict[str, Any] = b"", **headers: str) -> bytes:
    """Write an HTTP answer; underscores in the names of headers become hyphens."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    fields = {"content-length": str(len(content)), "connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} Scripted\r\n{head}\r\n".encode() + content


def error(status: int, code: str, message: str = "No.", **headers: str) -> bytes:
    """Write an error as the service does."""
    return answer(
        status,
        {"Message": message},
        x_amzn_errortype=code,
        x_amzn_requestid="request-1",
        **headers,
    )


LOST = b""
"""A script's entry that closes the connection without a word."""

SILENT = b"silent"
"""A script's entry that never answers."""


def no_wait(seconds: float) -> None:
    """Stand in for `time.sleep`."""
    del seconds  # they are not waited


class ScriptedServer(socketserver.ThreadingTCPServer):
    """Give scripted answers, the last one over and over, and count the requests."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port of loopback."""
        super().__init__(("127.0.0.1", 0), _Scripted)
        self.script: list[bytes] = [answer(200, DOMAIN)]
        self.requests: list[str] = []
        self.released = threading.Event()
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def next_answer(self, request: str) -> bytes:
        """Note a request and take the answer that is due."""
        with self.lock:
            self.requests.append(request)
            return self.script[min(len(self.requests), len(self.script)) - 1]


class _Scripted(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast("ScriptedServer", self.server)
        first = self.rfile.readline().decode().rsplit(" ", 1)[0]
        length = 0
        while (line := self.rfile.readline()) not in {b"\r\n", b""}:
            name, _, value = line.decode().partition(":")
            if name.lower() == "content-length":
                length = int(value)
        self.rfile.read(length)
        due = server.next_answer(first)
        if due == SILENT:
            server.released.wait(10)
        else:
            self.wfile.write(due)


class Connections:
    """Make facades and clients of one server, and close them when the test is over."""

    def __init__(self, server: ScriptedServer) -> None:
        """Hold the server and the waits that policies made here have drawn."""
        self.server = server
        self.waits: list[float] = []
        self.made: list[CustomerProfilesClient] = []

    def session(self) -> boto3.Session:
        """Make a session of credentials that open nothing."""
        return make_session("us-east-1")

    def policy(self, **settings: Any) -> RetryPolicy:
        """Make a policy that notes its waits and never sleeps."""
        usual: dict[str, Any] = {"sleep": self.waits.append}
        return RetryPolicy(**{**usual, **settings})

    def client(self, **settings: Any) -> CustomerProfilesClient:
        """Make a plain boto3 client."""
        session: Any = self.session()
        client: CustomerProfilesClient = session.client(
            "customer-profiles", endpoint_url=self.server.url, **settings
        )
        self.made.append(client)
        return client

    def profiles(self, **settings: Any) -> CustomerProfiles:
        """Make a facade with a client of its own."""
        usual: dict[str, Any] = {
            "session": self.session(),
            "endpoint_url": self.server.url,
            "retry": self.policy(),
        }
        profiles = CustomerProfiles(**{**usual, **settings})
        self.made.append(profiles.boto3_client)
        return profiles
