"""How one thing is measured against another: in turns, as ratios, with their spread."""

import gc
import statistics
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

NANOSECONDS_A_SLICE = 20_000_000
"""How long one turn lasts at least: far above the clock's grain, far below a machine's moods."""


@dataclass(frozen=True)
class Spread:
    """Say what a figure was over all rounds."""

    median: float
    """The figure."""
    low: float
    """The smallest of all rounds."""
    high: float
    """The largest of all rounds."""

    @classmethod
    def of(cls, ratios: Iterable[float]) -> "Spread":
        """Sum up the ratios of all rounds."""
        known = sorted(ratios)
        return cls(statistics.median(known), known[0], known[-1])


@dataclass(frozen=True)
class Row:
    """Hold one line of the table: what, against what, how much, and how much it may be."""

    what: str
    """What was measured."""
    against: str
    """What it is divided by."""
    ratio: Spread | None
    """How often what it is divided by fits into it; less is better. ``None``: it cannot be said."""
    reach: float | None = None
    """The largest median that is good enough; ``None`` for what stands there to compare."""
    exact: bool = False
    """Whether each round must give `reach` itself, no less and no more."""
    note: str = ""
    """Why there is no figure."""

    @property
    def verdict(self) -> str:
        """Say whether the figure is within reach, or why there is none; else nothing."""
        if self.reach is None or self.ratio is None:
            return self.note
        if self.exact:
            met = self.ratio.low == self.ratio.high == self.reach
        else:
            met = self.ratio.median <= self.reach
        return "met" if met else "missed"


def ratios(
    subjects: Mapping[str, Callable[[], object]],
    reference: Callable[[], object],
    *,
    rounds: int = 25,
    clock: Callable[[], int] = time.process_time_ns,
) -> dict[str, Spread]:
    """Time each subject and the reference in turns, and divide within each round.

    Args:
        subjects: What is measured, by name.
        reference: What each of them is divided by.
        rounds: How many turns each takes; the first, which warms up, is not counted.
        clock: Nanoseconds. The default counts the CPU time of this process, which a busy machine
            disturbs least.
    """
    turns = costs({**subjects, "": reference}, rounds=rounds, clock=clock)
    return {name: Spread.of(took[name] / took[""] for took in turns) for name in subjects}


def quiet_ratios(
    subjects: Mapping[str, Callable[[], object]],
    reference: Callable[[], object],
    *,
    rounds: int = 25,
    calls: int = 20,
) -> dict[str, Spread]:
    """Time calls that wait for another process, and divide.

    The wait is nobody's cost, so it is the CPU time of this process that counts. Whatever else the
    machine does can only make a call longer: all are called in turns, one call each, and a round
    counts a tenth of the way up from the shortest.

    Args:
        subjects: What is measured, by name.
        reference: What each of them is divided by.
        rounds: How many ratios there are of each; the first, which warms up, is not counted.
        calls: How many calls of each make a round.
    """
    timed = {**subjects, "": reference}
    found: dict[str, list[float]] = {name: [] for name in subjects}
    for turn in range(rounds + 1):
        took: dict[str, list[float]] = {name: [] for name in timed}
        with _no_collection():
            for each in range(calls):
                # There and back, so that nobody always comes after the same.
                order = list(timed.items())
                for name, call in order if each % 2 else reversed(order):
                    start = time.process_time_ns()
                    call()
                    took[name].append(time.process_time_ns() - start)
        quiet = {name: sorted(times)[calls // 10] for name, times in took.items()}
        if turn:
            for name, known in found.items():
                known.append(quiet[name] / quiet[""])
    return {name: Spread.of(known) for name, known in found.items()}


def costs(
    subjects: Mapping[str, Callable[[], object]],
    *,
    rounds: int = 25,
    clock: Callable[[], int] = time.process_time_ns,
) -> list[dict[str, float]]:
    """Time the subjects in turns, and return the nanoseconds of one call of each in each round."""
    calls = {name: _calls_a_slice(call, clock) for name, call in subjects.items()}
    turns = [
        {name: _slice(call, calls[name], clock) for name, call in subjects.items()}
        for _ in range(rounds + 1)
    ]
    return turns[1:]  # the first warms up


def _calls_a_slice(call: Callable[[], object], clock: Callable[[], int]) -> int:
    """Find out how many calls fill a slice."""
    call()  # what only the first one loads would make a slice of few calls, each with cold caches
    count = 1
    while (took := _slice(call, count, clock) * count) < NANOSECONDS_A_SLICE // 2:
        count *= 2
    return max(1, round(count * NANOSECONDS_A_SLICE / took))


def _slice(call: Callable[[], object], count: int, clock: Callable[[], int]) -> float:
    """Return the nanoseconds of one call, out of so many in a row."""
    with _no_collection():
        start = clock()
        for _ in range(count):
            call()
        return (clock() - start) / count


@contextmanager
def _no_collection() -> Generator[None]:
    """Collect garbage now and not within: it would be the time of whoever is timed just then."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
