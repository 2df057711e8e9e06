"""What a process does around its calls: interruptions, threads, forks, and memory."""

from __future__ import annotations

import gc
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
import time
from typing import TYPE_CHECKING

import pytest

from cpkit import DomainSettings
from cpkit.client import RetryEvent, RetryPolicy
from cpkit.errors import InternalServerError, ThrottledError
from tests.support.connections import no_wait
from tests.support.fault_answers import DOMAIN, OK, THROTTLED, answer, error
from tests.support.thorough import thorough, times

if TYPE_CHECKING:
    from tests.support.connections import Connections
    from tests.support.fault_server import Connection, FaultServer

BROKEN = error(500, "InternalServerException")


def kept(name: str) -> bytes:
    """Answer a domain, and say that the connection stays."""
    content = answer(200, {**DOMAIN, "DomainName": name})
    return content.replace(b"connection: close", b"connection: keep-alive")


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot signal itself there")
def test_interruption_when_waiting_for_an_answer_then_it_passes_and_the_client_still_works(
    connections: Connections, server: FaultServer
) -> None:
    """Nobody is kept from stopping a call, and the next one gets its own answer."""

    def interrupt(connection: Connection) -> None:
        # To the thread that waits: another that takes the signal would not wake it.
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        connection.released.wait(0.2)
        connection.link.sendall(kept("late"))
        connection.stays = True

    server.script = [interrupt, OK]
    profiles = connections.profiles()
    gc.disable()  # what is raised in a callback of the collector, CPython prints and forgets
    try:
        with pytest.raises(KeyboardInterrupt):
            profiles.get_domain("shop")
    finally:
        gc.enable()
    assert "shop" == profiles.get_domain("shop").domain_name
    assert 2 == len(server.requests)


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit, LookupError])
@pytest.mark.parametrize("name", ["sleep", "on_retry"])
def test_interruption_when_between_attempts_then_it_passes_and_the_client_still_works(
    connections: Connections, server: FaultServer, name: str, interruption: type[BaseException]
) -> None:
    """What a sleep or a hook raises ends that call alone."""

    def interrupt(_: object) -> None:
        raise interruption

    server.script = [THROTTLED, OK]
    profiles = connections.profiles(retry=connections.policy(**{name: interrupt}))
    with pytest.raises(interruption):
        profiles.get_domain("shop")
    assert 1 == len(server.requests)
    assert "shop" == profiles.get_domain("shop").domain_name


def test_hook_when_it_calls_the_client_itself_then_each_call_counts_its_own(
    connections: Connections, server: FaultServer
) -> None:
    """A call within a call is another call."""
    seen: list[tuple[str, int]] = []

    def look(event: RetryEvent) -> None:
        seen.append((event.operation, event.attempt))
        if event.operation == "UpdateDomain":
            profiles.get_domain("shop")

    server.script = [THROTTLED, BROKEN, OK, THROTTLED, OK, OK]
    profiles = connections.profiles(retry=connections.policy(on_retry=look))
    assert (
        "shop"
        == profiles.update_domain(
            DomainSettings(domain_name="shop", default_expiration_days=3)
        ).domain_name
    )
    assert [("UpdateDomain", 1), ("GetDomain", 1), ("UpdateDomain", 2)] == seen
    assert ["PUT", "GET", "GET", "PUT", "GET", "PUT"] == [it.split()[0] for it in server.requests]


@thorough
def test_threads_when_hundreds_share_a_client_then_each_call_counts_its_own(
    connections: Connections, server: FaultServer
) -> None:
    """Half of the first requests are throttled, and all calls succeed."""
    half = times(100, 400)
    server.script = [*[THROTTLED] * half, OK]
    events: list[RetryEvent] = []
    profiles = connections.profiles(
        retry=RetryPolicy(sleep=no_wait, on_retry=events.append, max_attempts=half + 1, timeout=1e6)
    )
    names: list[str] = []

    def call() -> None:
        names.append(profiles.get_domain("shop").domain_name)

    threads = [threading.Thread(target=call) for _ in range(2 * half)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ["shop"] * 2 * half == names
    assert 3 * half == len(server.requests)
    assert half == len(events)


FORKING = """
import os, sys, threading
import boto3
from botocore.config import Config
from cpkit import CustomerProfiles
from cpkit.errors import ConfigurationError

session = boto3.Session("AKIDEXAMPLE", "example", region_name="us-east-1")
profiles = CustomerProfiles(session=session, endpoint_url=sys.argv[1])
once = Config(retries={"total_max_attempts": 1})
given = CustomerProfiles(
    session.client("customer-profiles", endpoint_url=sys.argv[1], config=once)
)
assert "before" == profiles.get_domain("before").domain_name
making, over = threading.Event(), threading.Event()

class Slow(boto3.Session):
    def client(self, *args, **settings):
        making.set()
        over.wait()
        return super().client(*args, **settings)

slow = Slow("AKIDEXAMPLE", "example", region_name="us-east-1")
make = lambda: CustomerProfiles(session=slow, endpoint_url=sys.argv[1]).boto3_client.close()
thread = threading.Thread(target=make)
thread.start()
making.wait()
child = os.fork()
over.set()
name = "parent" if child else "child"
for _ in range(20):
    assert name == profiles.get_domain(name).domain_name
make()  # whoever was making a client of that session is not there in the child
if child:
    thread.join()
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
try:
    given.get_domain("child")
except ConfigurationError as error:
    assert "client" == error.setting
    os._exit(0)
os._exit(1)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no forks")
def test_fork_when_after_use_then_no_connection_is_shared(
    connections: Connections, server: FaultServer
) -> None:
    """Both processes go on, each with a client of its own; one passed in is rejected in the child.

    While the child is forked off, another thread holds the lock of a session.
    """

    def named(connection: Connection) -> None:
        connection.link.sendall(kept(connection.request.rpartition("/")[2]))
        connection.stays = True

    server.script = [named]
    command = [
        sys.executable,
        "-W",
        "ignore:This process:DeprecationWarning",
        "-c",
        textwrap.dedent(FORKING),
        server.url,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (0, "") == (done.returncode, done.stderr)
    assert 41 == len(server.requests)
    assert 2 == len(set(server.clients))
    assert [] == connections.made


def test_event_when_pickled_then_the_same(connections: Connections, server: FaultServer) -> None:
    """What a hook is told can be sent to another process."""
    server.script = [THROTTLED, OK]
    events: list[RetryEvent] = []
    connections.profiles(retry=connections.policy(on_retry=events.append)).get_domain("shop")
    copy = pickle.loads(pickle.dumps(events[0]))
    assert repr(events[0]) == repr(copy)
    assert vars(events[0].error) == vars(copy.error)


OURS = ("cpkit.", "boto", "tenacity", "urllib3")
"""What calls make objects of."""


def alive() -> int:
    """Count what calls could leave behind."""
    gc.collect()
    kinds: list[type] = list(map(type, gc.get_objects()))
    return sum(str(kind.__module__).startswith(OURS) for kind in kinds)


@thorough
def test_memory_when_hundreds_of_calls_are_exhausted_then_nothing_is_kept_alive(
    connections: Connections, server: FaultServer
) -> None:
    """Neither errors nor what they hold stay behind."""
    server.script = [THROTTLED]
    profiles = connections.profiles(retry=RetryPolicy(max_attempts=2, sleep=no_wait))

    def exhaust(calls: int) -> None:
        for _ in range(calls):
            with pytest.raises(ThrottledError):
                profiles.get_domain("shop")
        server.requests.clear()
        server.clients.clear()

    exhaust(20)
    before = alive()
    calls = times(300, 1000)
    exhaust(calls)
    assert alive() < before + calls / 10  # a tenth of one for each call


@pytest.mark.parametrize("jump", [86_400, -86_400, 10**9])
def test_clock_when_the_wall_jumps_then_only_the_monotonic_one_counts(
    connections: Connections, server: FaultServer, monkeypatch: pytest.MonkeyPatch, jump: int
) -> None:
    """A clock that is set neither ends a call early nor prolongs it."""
    wall = [time.time()]

    def jumping() -> float:
        wall[0] += jump
        return wall[0]

    monkeypatch.setattr(time, "time", jumping)
    server.script = [BROKEN]
    waits: list[float] = []
    with pytest.raises(InternalServerError) as caught:
        connections.profiles(retry=RetryPolicy(sleep=waits.append)).get_domain("shop")
    assert 6 == len(server.requests) == caught.value.attempts
    assert all(0 <= wait <= 1 for wait in waits)
    assert not hasattr(caught.value, "__notes__")
