"""Runs of the command `cpkit`, and how they ended."""

from __future__ import annotations

from typing import NamedTuple, Protocol

__all__ = ["SHOP", "Ended", "Run"]

SHOP = """\
DomainName: shop
DefaultExpirationDays: 366
"""
"""A settings file in which nothing is wrong."""


class Ended(NamedTuple):
    """How a run of the command ended."""

    status: int
    """The exit status."""
    out: str
    """What it printed to stdout."""
    err: str
    """What it printed to stderr."""


class Run(Protocol):
    """What runs the command."""

    def __call__(self, *arguments: str) -> Ended:
        """Run one command line."""
        ...
