"""What a process that is forked off does with the connections it inherits."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

from cpkit.client.forks import drop_connections, separate_forks

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def test_connections_when_dropped_then_those_of_clients_that_are_there(
    plain_client: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that is gone is not kept for it."""
    closed: list[str] = []
    client = plain_client()
    monkeypatch.setattr(client, "close", lambda: closed.append("closed"))
    separate_forks(client)
    separate_forks(plain_client())
    gc.collect()
    drop_connections()
    assert ["closed"] == closed
