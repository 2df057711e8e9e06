"""How one thing is measured against another: in turns, as ratios, with their spread."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
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
            disturbs least; what waits for another process needs a clock of the wall.
    """
    turns = costs({**subjects, "": reference}, rounds=rounds, clock=clock)
    return {name: Spread.of(took[name] / took[""] for took in turns) for name in subjects}


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
    count = 1
    while (took := _slice(call, count, clock) * count) < NANOSECONDS_A_SLICE // 2:
        count *= 2
    return max(1, round(count * NANOSECONDS_A_SLICE / took))


def _slice(call: Callable[[], object], count: int, clock: Callable[[], int]) -> float:
    """Return the nanoseconds of one call, out of so many in a row."""
    gc.collect()
    gc.disable()  # a collection belongs to whoever made the garbage, not to whoever is timed
    try:
        start = clock()
        for _ in range(count):
            call()
        return (clock() - start) / count
    finally:
        gc.enable()
