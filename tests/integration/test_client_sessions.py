"""Sessions that clients are made of, in threads and in processes that are forked off."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import Any

import pytest
from botocore.config import Config

from cpkit.client.boto.sessions import Source

MOMENT = 0.05
"""Seconds that something would need to happen that must not."""


def made_of(session: Any) -> Source:
    """Say that clients are made of a session."""
    return Source(session=session, config=Config(), verify=None)


class Empty:
    """Make nothing at all."""

    def client(self, service: str, **_: object) -> str:
        """Name the service, since there is no client."""
        return service


def test_session_when_another_thread_makes_a_client_then_it_waits() -> None:
    """Boto3's sessions are not safe between threads, and the default one is everybody's."""
    is_waiting: list[bool] = []
    others: list[threading.Thread] = []

    class Slow:
        """Let another thread try to make a client meanwhile."""

        def client(self, *_: object, **__: object) -> None:
            """See whether it has got one."""
            other = threading.Thread(target=made_of(Empty()).client, args=("sts",))
            other.start()
            other.join(MOMENT)
            is_waiting.append(other.is_alive())
            others.append(other)

    made_of(Slow()).client("sts")
    for other in others:
        other.join()

    assert [True] == is_waiting


def test_session_when_its_credentials_need_a_client_then_it_is_made() -> None:
    """What gives credentials may call a service for them, in the same thread."""

    class Nested:
        """Make another client first."""

        def client(self, service: str, **_: object) -> list[str]:
            """Name both."""
            return [made_of(Empty()).client("sts"), service]

    assert ["sts", "customer-profiles"] == made_of(Nested()).client("customer-profiles")


FORKING = """
import os, signal, sys, threading, time, warnings
from botocore.config import Config
from cpkit.client.boto.sessions import Source

warnings.simplefilter("ignore", DeprecationWarning)  # the fork beside a thread is the point
signal.alarm(30)
inside = threading.Event()

class Slow:
    def client(self, service, **_):
        inside.set()
        time.sleep(0.2)

class Quick:
    def client(self, service, **_):
        return service

def made_of(session):
    return Source(session=session, config=Config(), verify=None)

thread = threading.Thread(target=made_of(Slow()).client, args=("sts",))
thread.start()
inside.wait()
child = os.fork()
signal.alarm(10)
made = made_of(Quick()).client("sts")
if not child:
    os._exit(0 if made == "sts" else 1)
thread.join()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no forks")
def test_fork_when_a_client_is_being_made_then_both_processes_can_make_others() -> None:
    """The thread that makes one is not there in the new process, and could not let go."""
    command = [sys.executable, "-c", FORKING]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert (0, "") == (done.returncode, done.stderr)
