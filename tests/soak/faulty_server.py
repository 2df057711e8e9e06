"""A stand-in in a process of its own that lets a share of all requests go wrong."""

import gc
import itertools
import multiprocessing
import random
from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

import attrs

from cpkit.local import (
    CutOff,
    Delay,
    Fault,
    LocalService,
    MalformedResponse,
    ServerError,
    Throttle,
    TruncatedResponse,
    serve,
)
from cpkit.local.protocol.messages import Delivery, Request

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["UNREADABLE", "Counts", "FaultyServer", "FaultyService", "faulty_server"]

FAULTS: dict[str, Fault] = {
    "throttled": Throttle(),
    "throttled with a hint": Throttle(retry_after=0.01),
    "500": ServerError(500),
    "503 but applied": ServerError(503, applied=True),
    "closed": CutOff(),
    "closed but applied": CutOff(applied=True),
    "late": Delay(0.05),
    "truncated": TruncatedResponse(),
    "malformed": MalformedResponse(),
}
UNREADABLE = ("truncated", "malformed")
"""Those that no further attempt follows: an answer that cannot be read may come every time."""


@attrs.frozen
class Counts:
    """What the server has seen so far."""

    requests: int
    """How many requests came."""
    faults: Counter[str]
    """How many of them went wrong, by the kinds above."""
    objects: int
    """How many objects the garbage collector knows in the server's process."""


class FaultyService(LocalService):
    """Let requests go wrong: which of them decides chance, and how, goes round in turns."""

    def __init__(self, share: float, seed: int, domains: Iterable[str]) -> None:
        """Begin with these domains, and with nothing counted."""
        super().__init__()
        self._share = 0.0
        self._chance = random.Random(seed)  # noqa: S311 - the same each time
        self._kinds = itertools.cycle(FAULTS)
        self._counting = Lock()
        self._arrived = 0
        self._faulty: Counter[str] = Counter()
        for name in domains:
            self.client().create_domain(DomainName=name, DefaultExpirationDays=1)
        self._share = share

    def handle(self, request: Request) -> Delivery:
        """Answer, unless it is a fault's turn."""
        with self._counting:
            self._arrived += 1
            if self._chance.random() < self._share:
                kind = next(self._kinds)
                self._faulty[kind] += 1
                self.inject(FAULTS[kind])
        delivery = super().handle(request)
        self.forget_requests()  # it records them all, for tests that are shorter than this
        return delivery

    def counts(self) -> Counts:
        """Tell what was seen."""
        gc.collect()
        with self._counting:
            return Counts(self._arrived, self._faulty.copy(), len(gc.get_objects()))


@attrs.frozen
class FaultyServer:
    """Where the server is, seen from the process that calls it."""

    url: str
    """Its address."""
    pid: int
    """Its process."""
    _connection: "Connection[None, str | Counts]"

    def counts(self) -> Counts:
        """Ask for what was seen so far."""
        self._connection.send(None)
        counts = self._connection.recv()
        if not isinstance(counts, Counts):
            raise TypeError("the server tells its address once, and counts from then on")
        return counts


@contextmanager
def faulty_server(share: float, seed: int, domains: Iterable[str]) -> Generator[FaultyServer]:
    """Serve from a new process while the context lasts.

    Args:
        share: How many of all requests go wrong, from 0 to 1.
        seed: What decides which.
        domains: The domains that are there from the beginning.

    Yields:
        Where it is.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=_serve, args=(share, seed, tuple(domains), theirs), daemon=True
    )
    process.start()
    try:
        yield FaultyServer(str(ours.recv()), process.pid or 0, ours)
    finally:
        process.terminate()
        process.join()


def _serve(
    share: float,
    seed: int,
    domains: tuple[str, ...],
    parent: "Connection[str | Counts, None]",
) -> None:
    """Tell the parent the address, and then the counts whenever it asks."""
    service = FaultyService(share, seed, domains)
    with serve(service) as server:
        parent.send(server.endpoint_url)
        while True:
            parent.recv()
            parent.send(service.counts())
