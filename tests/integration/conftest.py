"""Fixtures of the tests that talk over sockets."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests.support.aws_environment import keep_out_settings
from tests.support.connections import Connections
from tests.support.fault_answers import OK
from tests.support.fault_server import FaultServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """Give a server on loopback that answers well until it is told otherwise."""
    with FaultServer() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.script = [OK]
        yield running
        running.released.set()
        running.shutdown()
        thread.join()


@pytest.fixture
def no_aws_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own settings out."""
    keep_out_settings(monkeypatch)


@pytest.fixture
def connections(server: FaultServer, no_aws_settings: None) -> Iterator[Connections]:
    """Give what makes clients of the server."""
    del no_aws_settings  # it is there for what it does
    made = Connections(server)
    yield made
    for client in made.made:
        client.close()
