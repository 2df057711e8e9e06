"""A lock that belongs to one process."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any

from cpkit.client.boto.process_lock import ProcessLock
from cpkit.client.calls.retry_budget import RetryBudget

if TYPE_CHECKING:
    import pytest


def test_lock_when_held_by_another_thread_then_waited_for() -> None:
    """It is a lock."""
    lock, order = ProcessLock(), list[str]()

    def wait() -> None:
        with lock:
            order.append("other")

    other = threading.Thread(target=wait)
    with lock:
        other.start()
        other.join(0.05)
        order.append("holder")
    other.join()

    assert ["holder", "other"] == order


def test_lock_when_the_same_thread_takes_it_again_then_it_gets_it() -> None:
    """Such as in a signal handler."""
    lock = ProcessLock()
    with lock, lock:
        pass
    with lock:
        pass


def test_lock_when_held_in_a_process_that_is_gone_then_free(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A budget goes on in a process that is forked off while another thread spends."""
    budget = RetryBudget(1)
    owner: Any = budget
    holding, over = threading.Event(), threading.Event()

    def hold() -> None:
        with owner._lock:
            holding.set()
            over.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    holding.wait()
    process = os.getpid()
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", lambda: process + 1)
        assert budget.spend()
        budget.restore()
        assert 0.5 == budget.left
    over.set()
    thread.join()
