"""Connections stay with the process that opened them.

A process that is forked off inherits open connections. Two processes that send over the same one
read each other's answers, so the new one begins with none.
"""

import os
import sys
from typing import TYPE_CHECKING
from weakref import WeakSet

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["drop_connections", "separate_forks"]

_clients: "WeakSet[CustomerProfilesClient]" = WeakSet()


def separate_forks(client: "CustomerProfilesClient") -> None:
    """Let processes that are forked off open connections of their own.

    Args:
        client: A client that cpkit has made.
    """
    _clients.add(client)


def drop_connections() -> None:
    """Drop what was inherited; clients open new connections when they need some."""
    for client in list(_clients):
        client.close()


if sys.platform != "win32":  # where there are no forks
    os.register_at_fork(after_in_child=drop_connections)
