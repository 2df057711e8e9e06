"""Connections that fail, break, or say nothing: what is sent, and whether it may have arrived."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from botocore.config import Config

from cpkit.client import CustomerProfiles
from cpkit.errors import MalformedResponseError, TransportError
from cpkit.models import DomainSettings
from tests.support.fault_answers import OK, answer
from tests.support.fault_cases import OWN, SUCCESS, Case, Fails, check, each
from tests.support.fault_server import LOST, SILENT, closed_port, drip, keep, reset, silent

if TYPE_CHECKING:
    from tests.support.connections import Connections
    from tests.support.fault_server import Entry

BODY = OK.partition(b"\r\n\r\n")[2]
HEAD = OK.removesuffix(BODY)
KEPT = OK.replace(b"connection: close", b"connection: keep-alive")
CHUNKS = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n"
SETTINGS = DomainSettings(domain_name="shop", default_expiration_days=30)
NEVER_SENT = Fails(TransportError)
UNKNOWN = Fails(TransportError, lost=True)
IMPATIENT = {"connect_timeout": 0.2, "read_timeout": 0.2}
"""For a server that is silent; what answers after all may do so too late, and be asked again."""

BROKEN: dict[str, Entry] = {
    "closed before an answer": LOST,
    "closed in a chunk": CHUNKS + b"40\r\n" + BODY[:10],
    "closed between chunks": CHUNKS + b"%x\r\n%s\r\n" % (len(BODY), BODY),
    "a chunk of no size": CHUNKS + b"many\r\n" + BODY,
    "reset before an answer": reset(),
    "reset in the head": reset(HEAD[:30]),
    "reset in the body": reset(OK[:-5]),
    "garbage": b"\x00\x01\x02\x03\r\n\r\n" * 20,
    "a line of text": b"220 mail.example ESMTP\r\n",
    "another protocol's answer": b"SSH-2.0-OpenSSH_9.6\r\n",
    "a status that is none": b"HTTP/1.1 abc Oh\r\n\r\n",
    "a status of 99": b"HTTP/1.1 99 Oh\r\n\r\n",
    "a status of 1000": b"HTTP/1.1 1000 Oh\r\n\r\n",
    "a head without end": b"HTTP/1.1 200 OK\r\nx: " + b"x" * 70_000,
    "200 headers": b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 200 + b"\r\n",
    "TLS where none was asked for": b"\x15\x03\x01\x00\x02\x02\x46",
}
"""What a request met after it had been sent."""

CASES = (
    *(Case(f"{name} once", [what, OK], 2, SUCCESS, [0.025]) for name, what in BROKEN.items()),
    *(Case(f"{name} always", [what], 6, UNKNOWN) for name, what in BROKEN.items()),
    Case("one attempt", [LOST], 1, UNKNOWN, [], {"max_attempts": 1}),
    Case("silence", [SILENT], 2, UNKNOWN, [0.025], {"max_attempts": 2}, IMPATIENT),
    *(
        Case(f"silence in {name}", [silent(part), OK], 2, SUCCESS, config=IMPATIENT, or_more=True)
        for name, part in {
            "the head": HEAD[:30],
            "the body": OK[:-5],
            "a chunk": CHUNKS + b"40\r\n{",
        }.items()
    ),
    Case("a slow drip", [drip(OK, 0.001)], 1, SUCCESS),
    Case("a kept connection", [keep(KEPT), OK], 1, SUCCESS),
)


@each(CASES)
def test_connection_when_it_breaks_then_as_the_table_says(
    case: Case, way: str, connections: Connections
) -> None:
    """Each is repeated; what was sent may have arrived."""
    check(case, way, connections)


SHORT = {
    "no line of the head is whole": HEAD[:40],
    "closed after the head": HEAD,
    "closed in the body": OK[:-5],
    "a whole body, and more announced": OK.replace(b"length: ", b"length: 1"),
}
"""Answers shorter than they say, which botocore takes as they are."""


@each([Case(name, [what], 6, UNKNOWN) for name, what in SHORT.items()], *OWN)
def test_answer_when_shorter_than_announced_then_the_connection_broke(
    case: Case, way: str, connections: Connections
) -> None:
    """What was cut off is no answer: it is repeated as such."""
    check(case, way, connections)


@pytest.mark.parametrize("name", [name for name in SHORT if not name.startswith("a whole")])
def test_answer_when_shorter_than_a_client_passed_in_sees_then_no_success(
    name: str, connections: Connections
) -> None:
    """Whether a client that is not cpkit's tells what was announced depends on its botocore."""
    connections.server.script = [SHORT[name]]
    client = connections.client(config=Config(retries={"total_max_attempts": 1}))
    with pytest.raises((MalformedResponseError, TransportError)) as caught:
        CustomerProfiles(client, retry=connections.policy()).update_domain(SETTINGS)
    assert caught.value.maybe_applied
    assert caught.value.attempts == len(connections.server.requests)


TLS = (
    Case("a plain answer", [answer(400)], 6, UNKNOWN),
    Case("closed", [LOST], 6, UNKNOWN),
    Case("reset", [reset()], 6, UNKNOWN),
    Case("garbage", [b"\x00" * 300], 6, UNKNOWN),
    Case("an alert", [b"\x15\x03\x03\x00\x02\x02\x28"], 6, UNKNOWN),
    Case("silence", [SILENT], 2, UNKNOWN, None, {"max_attempts": 2}, IMPATIENT),
)


@each(TLS)
def test_tls_when_the_handshake_breaks_off_then_not_known_whether_it_was_sent(
    case: Case, way: str, connections: Connections
) -> None:
    """The same is raised when a connection breaks after a whole request has arrived."""
    url = connections.server.url.replace("http:", "https:")
    check(replace(case, endpoint_url=url), way, connections)
    assert {"TLS handshake"} == set(connections.server.requests)


def test_connection_when_nobody_listens_then_nothing_was_sent(connections: Connections) -> None:
    """Where nobody listens, nothing happens."""
    url = f"http://127.0.0.1:{closed_port()}"
    case = Case("refused", [], 6, NEVER_SENT, endpoint_url=url, arrive=0)
    raised = check(case, "write", connections)
    assert f"check endpoint_url, which is {url}" in str(raised)


def test_connection_when_nobody_takes_it_then_nothing_was_sent(connections: Connections) -> None:
    """A queue that is full lets nobody in, until the connect timeout."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, ExitStack() as waiting:
        for _ in range(4):
            waiting.enter_context(knock(full.getsockname()))
        case = Case(
            "full",
            [],
            2,
            NEVER_SENT,
            policy={"max_attempts": 2},
            config={"connect_timeout": 0.05},
            endpoint_url=f"http://127.0.0.1:{full.getsockname()[1]}",
            arrive=0,
        )
        raised = check(case, "write", connections)
    assert "within the connect timeout" in str(raised)


def knock(address: tuple[str, int]) -> socket.socket:
    """Begin a connection without waiting for it."""
    link = socket.socket()
    link.setblocking(False)
    link.connect_ex(address)
    return link


def test_connection_when_the_name_is_not_known_then_nothing_was_sent(
    connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor where the host has no address."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    case = Case("", [], 6, NEVER_SENT, endpoint_url="https://nowhere.invalid", arrive=0)
    assert "could not be reached" in str(check(case, "write", connections))


PROXIES = (
    Case("407", [answer(407)], 1, NEVER_SENT),
    Case("403", [answer(403)], 1, NEVER_SENT),
    Case("502", [answer(502)], 6, NEVER_SENT),
    Case("429", [answer(429)], 6, NEVER_SENT),
    Case("closed", [LOST], 6, UNKNOWN),
    Case("reset", [reset()], 6, UNKNOWN),
    Case("garbage", [b"\x00" * 300], 6, UNKNOWN),
    Case("silence", [SILENT], 2, UNKNOWN, None, {"max_attempts": 2}, IMPATIENT),
    Case("no TLS behind it", [keep(b"HTTP/1.1 200 OK\r\n\r\n"), LOST] * 6, 6, UNKNOWN, arrive=12),
)


@each(PROXIES)
def test_proxy_when_it_opens_no_tunnel_then_as_the_table_says(
    case: Case, way: str, connections: Connections
) -> None:
    """A refusal is certain, whatever breaks is not; the proxy's password is in no text."""
    proxy = connections.server.url.replace("//", "//user:secret@")
    config = {**case.config, "proxies": {"https": proxy}}
    through = replace(case, endpoint_url="https://shop.invalid", config=config)
    raised = check(through, way, connections)
    assert "secret" not in repr((raised, str(raised), raised and raised.__cause__))
    assert {"CONNECT shop.invalid:443"} <= set(connections.server.requests)


def test_proxy_when_nobody_listens_then_nothing_was_sent(connections: Connections) -> None:
    """A proxy that is not there passes nothing on."""
    proxies = {"http": f"http://user:secret@127.0.0.1:{closed_port()}"}
    case = Case("dead", [], 6, NEVER_SENT, config={"proxies": proxies}, arrive=0)
    raised = check(case, "write", connections)
    assert "the connection through the proxy failed" in str(raised)
    assert "secret" not in repr((raised, str(raised), raised and raised.__cause__))
