"""A lock of one process, for what a process that is forked off goes on with."""

import os
from threading import RLock
from typing import Any

__all__ = ["ProcessLock"]


class ProcessLock:
    """A lock that a process which is forked off finds free, whoever held it.

    The same thread may take it again, such as in a signal handler. Nothing is sent, waited for or
    called back while it is held, except that clients of one session are made under it.
    """

    __slots__ = ("__weakref__", "_locks")

    def __init__(self) -> None:
        """Create a free lock."""
        self._locks: dict[int, Any] = {}

    def __enter__(self) -> None:
        """Wait until it is free, and take it."""
        process = os.getpid()
        lock = self._locks.get(process)
        if lock is None:
            # Of two threads that come here at once, both get the first one's.
            lock = self._locks.setdefault(process, RLock())
        lock.acquire()

    def __exit__(self, *_: object) -> None:
        """Release it."""
        self._locks[os.getpid()].release()
