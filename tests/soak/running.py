"""A soak from beginning to end: what works, what is worked on, and who watches both."""

import gc
import os
import threading
import time
import warnings
from collections.abc import Iterable

import boto3

from cpkit import CustomerProfiles, SettingsWarning
from tests.soak.faulty_server import FaultyServer, faulty_server
from tests.soak.judging import Quiet, Soak
from tests.soak.watching import Watch
from tests.soak.worker import Worker, kept

__all__ = ["soak"]

SESSION = boto3.Session(
    aws_access_key_id="soak",
    aws_secret_access_key="soak",  # noqa: S106 - opens nothing
    region_name="us-east-1",
)
WARM_UP = 0.25
LOOKS = 200


def soak(*, seconds: float, threads: int, share: float, seed: int) -> Soak:
    """Let threads work on a server with faults.

    Args:
        seconds: How long, the warm-up included.
        threads: How many threads share one client.
        share: How many of all requests go wrong, from 0 to 1.
        seed: What decides which.

    Returns:
        What was seen.
    """
    with (
        warnings.catch_warnings(),
        faulty_server(share, seed, map(kept, range(threads))) as server,
    ):
        warnings.simplefilter("ignore", SettingsWarning)
        profiles = CustomerProfiles(session=SESSION, endpoint_url=server.url)
        workers = [Worker(profiles, number) for number in range(threads)]
        watches = (Watch("client", os.getpid()), Watch("server", server.pid))
        _work(workers, seconds * WARM_UP, ())
        before = _quiet(workers, server)
        _work(workers, seconds * (1 - WARM_UP), watches)
        held = tuple(watch.holdings for watch in watches)
        # What was noted while watching is in this process, too.
        notes = sum(len(process.samples) for process in held)
        after = _quiet(workers, server, notes=notes)
    return Soak(threads, tuple(workers), held, before, after)


def _work(workers: Iterable[Worker], seconds: float, watches: Iterable[Watch]) -> None:
    """Let each worker work in a thread of its own, and look at the processes meanwhile."""
    end = time.monotonic() + seconds
    workers, watches = tuple(workers), tuple(watches)
    threads = [
        threading.Thread(target=worker.work, args=(lambda: time.monotonic() >= end,))
        for worker in workers
    ]
    for thread in threads:
        thread.start()
    while time.monotonic() < end:
        time.sleep(seconds / LOOKS)
        for watch in watches:
            watch.look(sum(worker.calls for worker in workers))
    for thread in threads:
        thread.join()


def _quiet(workers: Iterable[Worker], server: FaultyServer, *, notes: int = 0) -> Quiet:
    """Count while nobody works."""
    gc.collect()
    return Quiet(
        calls=sum(worker.calls for worker in workers),
        objects=len(gc.get_objects()) - notes,
        server=server.counts(),
    )
