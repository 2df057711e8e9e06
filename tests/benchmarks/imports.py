"""What an import costs: CPU time of a whole interpreter that does nothing else."""

import resource
import subprocess
import sys
from collections.abc import Iterable

from tests.benchmarks.measuring import Row, Spread

ROUNDS = 15
BOTO3 = "import boto3"
SUBJECTS: dict[str, tuple[str, float | None]] = {
    "from cpkit import DomainSettings, RuleBasedMatching": (
        "from cpkit import DomainSettings, RuleBasedMatching",
        0.40,
    ),
    "attrs alone": ("import attrs", None),
    "pydantic alone": ("from pydantic import BaseModel", None),
    "an interpreter that imports nothing": ("pass", None),
}
"""What runs, and the largest ratio that is good enough."""

BESIDE: dict[str, float | None] = {
    "import cpkit": 0.18,
    "from cpkit import DomainSettings": 0.18,
    "from cpkit import CustomerProfiles, DomainSettings": None,
}
"""What is imported where boto3 is there already, and the largest ratio that is good enough."""


def rows() -> Iterable[Row]:
    """Compare the imports with that of boto3, interpreter included on both sides."""
    found: dict[str, list[float]] = {what: [] for what in SUBJECTS}
    for turn in range(ROUNDS + 1):
        reference = _seconds(BOTO3)
        for what, (program, _) in SUBJECTS.items():
            took = _seconds(program)
            if turn:  # the first round fills the caches of bytecode and files
                found[what].append(took / reference)
    for what, (_, reach) in SUBJECTS.items():
        yield Row(what, BOTO3, Spread.of(found[what]), reach)
    for what, reach in BESIDE.items():
        spread = Spread.of([_beside_boto3(what) for _ in range(ROUNDS + 1)][1:])
        yield Row(f"{what}, after boto3", "boto3's import", spread, reach)


def _beside_boto3(program: str) -> float:
    """Divide what an import takes in a process that has boto3 by what boto3's own took in it."""
    timed = (
        "from time import process_time as now\n"
        f"began = now(); {BOTO3}; loaded = now(); {program}; ended = now()\n"
        "print((ended - loaded) / (loaded - began))"
    )
    output = subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True)
    return float(output.stdout)


def _seconds(program: str) -> float:
    """Return the CPU time of one interpreter that runs the program."""
    # The times of children add up as each is waited for; one at a time, so the difference is its.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
