"""What a client costs that has not called anything yet: to make it, and to keep it."""

import gc
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterable
from typing import Any

import boto3

from cpkit import CustomerProfiles
from tests.benchmarks import peers
from tests.benchmarks.measuring import Row, Spread, ratios

URL = "http://127.0.0.1:9"
"""Nothing listens there, and nothing is sent."""

SESSION = boto3.Session(
    aws_access_key_id="benchmark",
    aws_secret_access_key="benchmark",  # noqa: S106 - opens nothing
    region_name="eu-central-1",
)

PREPARE = "import boto3; from cpkit import CustomerProfiles"
OWN = "CustomerProfiles(region_name='eu-central-1')"
BOTO3 = "boto3.client('customer-profiles', region_name='eu-central-1')"
"""How each makes its first client, in a process that has imported both."""

ROUNDS = 15
"""How many processes make one client each."""

KEPT = 8
"""How many clients are weighed at once, so that what they share counts little."""


def rows() -> Iterable[Row]:
    """Compare making and keeping a client with boto3's."""
    firsts = [_first(OWN) / _first(BOTO3) for _ in range(ROUNDS + 1)][1:]
    yield Row("the first client of a process", "boto3.client()", Spread.of(firsts), 1.02)
    others = peers.creation(URL)
    able = {peer.name: peer.call for peer in others if peer.call}
    found = ratios({"cpkit": _own, **able}, _plain)
    for name, spread in found.items():
        what = "one client more, of the same session" if name == "cpkit" else name
        yield Row(what, "session.client()", spread)
    for peer in others:
        if peer.call is None:
            yield Row(peer.name, "session.client()", None, note=peer.reason)
    weighed = [_bytes(_own) / _bytes(_plain) for _ in range(5)]
    yield Row("memory of an idle client", "boto3's client", Spread.of(weighed), 1.02)


def _first(make: str) -> float:
    """Return the CPU seconds of the first client of a new process, its imports left out."""
    timed = (
        f"from time import process_time as now; {PREPARE}\n"
        f"began = now(); {make}; print(now() - began)"
    )
    output = subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True)
    return float(output.stdout)


def _own() -> object:
    return CustomerProfiles(session=SESSION, endpoint_url=URL)


def _plain() -> object:
    # The stubs type the session's method for all services that are installed with them.
    source: Any = SESSION
    return source.client("customer-profiles", endpoint_url=URL)


def _bytes(make: Callable[[], object]) -> float:
    """Return what one client keeps allocated."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        kept = [make() for _ in range(KEPT)]
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return (after - before) / len(kept)
