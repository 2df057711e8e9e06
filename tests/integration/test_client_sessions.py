"""Sessions that clients are made of: one after the other, and never waited for by other objects."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from boto3 import Session
from botocore.config import Config
from botocore.credentials import Credentials

from cpkit.client.boto.connection import ClientFactory
from cpkit.client.boto.events import Progress, send_as

MOMENT = 0.05
"""Seconds that something would need to happen that must not."""

PLACEHOLDER = "example"


class Watched(Session):
    """A session that does something else while it makes a client."""

    def __init__(self, meanwhile: Any = None) -> None:
        """Create a session of credentials that open nothing."""
        super().__init__("AKIDEXAMPLE", PLACEHOLDER, region_name="us-east-1")
        self.meanwhile = meanwhile

    def client(self, *args: Any, **settings: Any) -> Any:
        """Make a client, after something else."""
        if self.meanwhile is not None:
            self.meanwhile(self)
        return super().client(*args, **settings)


def made_of(session: Session) -> Any:
    """Make a client of a session, as cpkit does."""
    factory = ClientFactory(session=session, config=Config(), verify=None)
    made = factory.make("sts")
    made.close()
    return made


def is_waiting(thread: threading.Thread) -> bool:
    """Return whether a thread has still something to wait for."""
    thread.join(MOMENT)
    return thread.is_alive()


def test_session_when_another_thread_makes_a_client_of_it_then_it_waits() -> None:
    """boto3's sessions are not safe between threads, and the default one is everybody's."""
    seen: list[bool] = []
    others: list[threading.Thread] = []

    def try_meanwhile(session: Watched) -> None:
        session.meanwhile = None
        other = threading.Thread(target=made_of, args=(session,))
        other.start()
        seen.append(is_waiting(other))
        others.append(other)

    made_of(Watched(try_meanwhile))
    for other in others:
        other.join()

    assert [True] == seen


def test_session_when_another_is_slow_then_it_does_not_wait() -> None:
    """A credential process of six seconds delays nobody but its own session's clients."""
    inside, over = threading.Event(), threading.Event()

    def be_slow(_: Watched) -> None:
        inside.set()
        over.wait()

    slow = threading.Thread(target=made_of, args=(Watched(be_slow),))
    slow.start()
    inside.wait()
    quick = threading.Thread(target=made_of, args=(Watched(),))
    quick.start()
    quick.join()

    assert is_waiting(slow)
    over.set()
    slow.join()


def test_session_when_its_credentials_need_a_client_then_it_is_made() -> None:
    """What gives credentials may call a service for them, in the same thread."""
    made: list[str] = []

    def make_another(session: Watched) -> None:
        session.meanwhile = None
        made.append(made_of(session).meta.service_model.service_name)

    made.append(made_of(Watched(make_another)).meta.region_name)

    assert ["sts", "us-east-1"] == made


def test_session_when_its_credentials_are_resolved_then_its_clients_can_be_made() -> None:
    """A call that waits for credentials keeps nobody from making a client."""
    waited: list[bool] = []

    class Slow(Credentials):
        """Credentials that take as long as it takes to make a client."""

        def get_frozen_credentials(self) -> Any:
            """Return them after another client was made."""
            other = threading.Thread(target=made_of, args=(session,))
            other.start()
            other.join()
            waited.append(other.is_alive())
            return super().get_frozen_credentials()

    class Refreshing(Watched):
        """A session with such credentials."""

        def get_credentials(self) -> Any:
            """Return them."""
            return Slow("AKIDEXAMPLE", PLACEHOLDER)

    session = Refreshing()
    client = ClientFactory(session=session, config=Config(), verify=None).make("sts")
    client.meta.events.register("before-send.sts", stop)
    with pytest.raises(LookupError, match="enough"):
        send_as(Progress("GetCallerIdentity"), client.get_caller_identity)

    assert [False] == waited
    client.close()


def stop(**_: object) -> None:
    """Send nothing."""
    raise LookupError("enough")
