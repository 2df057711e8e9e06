"""Connections and locks stay with the process that they were made in.

A process that is forked off inherits open connections. Two processes that send over the same one
read each other's answers, so the new one begins with none. It inherits locks too, as they are: one
that another thread held is never released there, so the new process gets new ones.
"""

import os
import sys
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    from types import TracebackType

    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["OwnLock", "begin_anew", "separate_forks"]

_clients: "WeakSet[CustomerProfilesClient]" = WeakSet()
_locks: "WeakSet[OwnLock]" = WeakSet()
_inherited: list[object] = []
"""Connections of the process that this one was forked from.

They are kept, since what urllib3 does when they are gone takes their locks.
"""


class OwnLock:
    """A lock of one process: one that is forked off finds it free."""

    __slots__ = ("__weakref__", "_lock")

    def __init__(self) -> None:
        """Begin free."""
        self._lock = Lock()
        _locks.add(self)

    def __enter__(self) -> None:
        """Wait until it is free, and hold it."""
        self._lock.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: "TracebackType | None",
    ) -> None:
        """Release it."""
        self._lock.release()

    def renew(self) -> None:
        """Be free, whoever held it."""
        self._lock = Lock()


def separate_forks(client: "CustomerProfilesClient") -> None:
    """Let processes that are forked off open connections of their own.

    Args:
        client: A client that cpkit has made.
    """
    _clients.add(client)


def begin_anew() -> None:
    """Leave aside what was inherited, without a lock: any may be held by a thread that is gone."""
    for lock in list(_locks):
        lock.renew()
    for client in list(_clients):
        _leave_connections(client)


def _leave_connections(client: Any) -> None:
    """Give a client new pools; closing the old ones, as botocore can, would wait for their lock."""
    session = client._endpoint.http_session  # noqa: SLF001 - botocore has no other way to them
    for manager in (session._manager, *session._proxy_managers.values()):  # noqa: SLF001 - as above
        _inherited.append(manager.pools)
        manager.pools = type(manager.pools)(dispose_func=manager.pools.dispose_func)


if sys.platform != "win32":  # where there are no forks
    os.register_at_fork(after_in_child=begin_anew)
