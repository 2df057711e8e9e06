"""Calls made while another failure is handled: the same result as without it, for every pair."""

from __future__ import annotations

import http.client
import itertools
import ssl
import urllib.request
from functools import partial
from typing import TYPE_CHECKING, Any

import boto3
import pytest
import trustme
from botocore.config import Config

from cpkit.client import CustomerProfiles
from cpkit.errors import ConfigurationError, CPKitError, MalformedResponseError, TransportError
from cpkit.models import DomainSettings
from tests.support.fault_answers import answer, error
from tests.support.fault_server import LOST, FaultServer, closed_port
from tests.support.proxies import running

ONCE: Any = Config(retries={"total_max_attempts": 1})

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.connections import Connections
    from tests.support.fault_server import Script


@pytest.fixture(scope="module")
def untrusted() -> Iterator[str]:
    """Give the URL of a server whose certificate nobody trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate: Any = trustme.CA().issue_cert("localhost")
    certificate.configure_cert(context)
    server = FaultServer(context)
    with running(server):
        yield server.url


def open_url(url: str) -> None:
    """Open a URL as a program of its own would."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url):
        pass


def refuse_tunnel(_: str) -> None:
    """Fail as a proxy that opens no tunnel does."""
    raise OSError("Tunnel connection failed: 403 No")


def write_a_bad_header(_: str) -> None:
    """Fail as a line break in a token does."""
    connection = http.client.HTTPConnection("127.0.0.1")
    connection.putrequest("PUT", "/domains/shop")
    connection.putheader("X-Amz-Security-Token", "a\nb")


def run_a_credential_process(_: str) -> None:
    """Fail as a profile whose credentials cannot be resolved does."""
    session = boto3.Session("AKIDEXAMPLE\n", "example", region_name="us-east-1")
    profiles = CustomerProfiles(session=session, endpoint_url="http://127.0.0.1:9")
    try:
        profiles.get_domain("shop")
    finally:
        profiles.boto3_client.close()


def load_bad_certificates(_: str) -> None:
    """Fail as a file that contains no certificates does."""
    ssl.create_default_context(cafile=__file__)


EARLIER: dict[str, Callable[[str], None]] = {
    "a certificate that is not trusted": open_url,
    "a refused connection": lambda _: open_url(f"http://127.0.0.1:{closed_port()}"),
    "a refused tunnel": refuse_tunnel,
    "a bad header": write_a_bad_header,
    "bad credentials": run_a_credential_process,
    "bad certificates": load_bad_certificates,
    "a name": lambda _: vars()["nothing"],
}
"""What failed before."""

NEW: dict[str, tuple[Script, type[CPKitError], bool]] = {
    "a lost response": ([LOST], TransportError, True),
    "HTML": ([answer(200, b"<html>It works!</html>")], MalformedResponseError, True),
    "an error": ([error(400, "BadRequestException")], CPKitError, False),
    "a server error": ([error(500, "InternalServerException")], CPKitError, True),
    "a refused connection": ([], TransportError, False),
    "no credentials": ([], ConfigurationError, False),
}
"""What fails while it is handled: the script, the class, and whether it may have been applied."""


def in_except(fail: Callable[[], None], call: Callable[[], None]) -> None:
    """Call while an exception is handled."""
    try:
        fail()
    except Exception:  # noqa: BLE001 - whatever it is
        call()


def in_finally(fail: Callable[[], None], call: Callable[[], None]) -> None:
    """Call while an exception passes by."""
    try:
        fail()
    finally:
        call()


def in_exit(fail: Callable[[], None], call: Callable[[], None]) -> None:
    """Call when a block is left by an exception."""

    class Block:
        def __enter__(self) -> None:
            pass

        def __exit__(self, *_: object) -> None:
            call()

    with Block():
        fail()


def in_except_star(fail: Callable[[], None], call: Callable[[], None]) -> None:
    """Call while one of a group of exceptions is handled."""
    try:
        try:
            fail()
        except Exception as error:
            raise ExceptionGroup("some", [error]) from error
    except* Exception:  # noqa: BLE001 - whatever it is
        call()


BLOCKS = (in_except, in_finally, in_exit, in_except_star)


def facts(raised: Any) -> object:
    """Return all that an error says."""
    if hasattr(raised, "exceptions"):  # of `except*`, which wraps what is raised in it
        (raised,) = raised.exceptions
    one: BaseException = raised
    cause: BaseException | None = one.__cause__
    return type(one), str(one), vars(one), None if cause is None else (type(cause), str(cause))


@pytest.mark.parametrize("new", NEW)
@pytest.mark.parametrize("passed_in", [False, True])
def test_call_when_another_failure_is_handled_then_the_same_as_without(
    connections: Connections, untrusted: str, new: str, *, passed_in: bool
) -> None:
    """Only what the call itself met counts, whatever failed before and wherever it is handled."""
    script, kind, maybe_applied = NEW[new]
    connections.server.script = script
    settings: dict[str, Any] = {}
    if new == "a refused connection":
        settings["endpoint_url"] = "http://127.0.0.1:9"
    if new == "no credentials":
        settings["session"] = boto3.Session(region_name="us-east-1")
    profiles = made(connections, settings, passed_in=passed_in)

    def call() -> None:
        profiles.update_domain(DomainSettings(domain_name="shop", default_expiration_days=30))

    with pytest.raises(CPKitError) as alone:
        call()
    assert isinstance(alone.value, kind)
    assert maybe_applied == getattr(alone.value, "maybe_applied", False)
    seen: dict[str, object] = {}
    for (name, fail), block in itertools.product(EARLIER.items(), BLOCKS):
        with pytest.raises((CPKitError, ExceptionGroup)) as within:
            block(partial(fail, untrusted), call)
        seen[f"{name}, {block.__name__}"] = facts(within.value)

    assert 28 == len(seen)
    assert dict.fromkeys(seen, facts(alone.value)) == seen


def made(
    connections: Connections, settings: dict[str, Any], *, passed_in: bool
) -> CustomerProfiles:
    """Make a facade of a client of its own, or of one passed in."""
    retry = connections.policy(max_attempts=1)
    if not passed_in:
        return connections.profiles(retry=retry, **settings)
    session = settings.pop("session", None)
    if session is not None:
        source: Any = session
        client = source.client("customer-profiles", endpoint_url=connections.server.url)
        connections.made.append(client)
        return CustomerProfiles(client, retry=retry)
    return CustomerProfiles(connections.client(config=ONCE, **settings), retry=retry)
