"""What a soak has shown, and what stands against it."""

from collections import Counter
from collections.abc import Iterator

import attrs

from tests.soak.faulty_server import FAULTS, UNREADABLE, Counts
from tests.soak.holdings import Holdings, growth
from tests.soak.worker import Worker

__all__ = ["Quiet", "Soak", "objections", "report"]

MOST_GROWTH = 2 * 1024**2
"""Bytes that a process may grow by after its warm-up, however long it works.

Without a leak it is less than half of that. What 20 seconds miss, ten minutes find: with thirty
times the calls.
"""
CALLS_AN_OBJECT = 10
"""Calls for each object that may be left over; without a leak none is, but for a few caches."""
DESCRIPTORS_A_THREAD = 4
"""What a connection has on the server, twice: one that was closed may linger beside its heir."""
SHOWN = 5
"""How many violations are worth reading."""


@attrs.frozen
class Quiet:
    """What was counted at a moment at which nobody worked."""

    calls: int
    """How many calls had been made."""
    objects: int
    """How many objects the garbage collector knew in the client's process."""
    server: Counts
    """What the server had seen."""


@attrs.frozen
class Soak:
    """What was seen of one soak."""

    threads: int
    """How many threads worked."""
    workers: tuple[Worker, ...]
    """What each of them has met."""
    held: tuple[Holdings, ...]
    """The processes, and what they held."""
    before: Quiet
    """The counts after the warm-up."""
    after: Quiet
    """The counts at the end."""

    @property
    def errors(self) -> Counter[str]:
        """How many errors there were that should not be, by their class."""
        return sum((worker.errors for worker in self.workers), Counter[str]())

    @property
    def unreadable(self) -> int:
        """How many calls ended with an answer that could not be read."""
        return sum(worker.unreadable for worker in self.workers)


def report(soak: Soak) -> list[str]:
    """Tell what was seen, a line for each subject."""
    counts, calls = soak.after.server, soak.after.calls
    faults = ", ".join(f"{kind} {number}" for kind, number in sorted(counts.faults.items()))
    objects = (
        soak.after.objects - soak.before.objects,
        counts.objects - soak.before.server.objects,
    )
    return [
        f"{calls} calls, {soak.before.calls} of them to warm up, in {soak.threads} threads",
        f"{counts.requests} requests, {counts.faults.total()} faults: {faults}",
        f"{soak.unreadable} answers that could not be read, {soak.errors.total()} other errors",
        "objects more since the warm-up: client {}, server {}".format(*objects),
        *map(_most, soak.held),
    ]


def _most(process: Holdings) -> str:
    first, last = (process.samples[index].memory / 1024**2 for index in (0, -1))
    threads, descriptors = (
        max(getattr(sample, what) for sample in process.samples)
        for what in ("threads", "descriptors")
    )
    return (
        f"{process.name}: memory {first:.1f} to {last:.1f} MiB, {growth(process.samples):+.0f} "
        f"bytes a call; at most {threads} threads and {descriptors} descriptors"
    )


def objections(soak: Soak) -> list[str]:
    """List what must not be.

    Args:
        soak: What was seen.

    Returns:
        One line for each objection.
    """
    return [*_wrong(soak), *_growing(soak)]


def _wrong(soak: Soak) -> Iterator[str]:
    """Object to what calls did, and to a soak that has met nothing."""
    faults = soak.after.server.faults
    if missing := [kind for kind in FAULTS if not faults[kind]]:
        yield f"no fault of these kinds was met: {', '.join(missing)}; let it take longer"
    if idle := [worker.number for worker in soak.workers if not worker.calls]:
        yield f"these workers made no call: {idle}"
    for name, number in soak.errors.items():
        yield f"{number} calls ended with {name}, which no single fault explains"
    if soak.unreadable > sum(faults[kind] for kind in UNREADABLE):
        yield f"{soak.unreadable} answers could not be read: more than were spoilt"
    violations = [text for worker in soak.workers for text in worker.violations]
    yield from violations[:SHOWN]
    if len(violations) > SHOWN:
        yield f"and {len(violations) - SHOWN} violations more"


def _growing(soak: Soak) -> Iterator[str]:
    """Object to what a process holds, and did not hold before."""
    calls = soak.after.calls - soak.before.calls
    for name, before, after in (
        ("client", soak.before.objects, soak.after.objects),
        ("server", soak.before.server.objects, soak.after.server.objects),
    ):
        if after - before > calls / CALLS_AN_OBJECT:
            yield f"the {name} holds {after - before} objects more after {calls} calls more"
    for process in soak.held:
        grown = growth(process.samples) * calls
        if grown > MOST_GROWTH:
            yield f"the {process.name}'s memory has grown by {grown / 1024**2:.1f} MiB"
        for what, most in (("threads", 2), ("descriptors", DESCRIPTORS_A_THREAD)):
            limit = getattr(process.first, what) + most * soak.threads
            if (seen := max(getattr(one, what) for one in process.samples)) > limit:
                yield f"the {process.name} had {seen} {what}, where {limit} are enough"
