"""What a process holds while it works, and whether it grows."""

import statistics
from collections.abc import Sequence

import attrs

__all__ = ["Holdings", "Sample", "growth"]


@attrs.frozen
class Sample:
    """What one process held at one moment."""

    calls: int
    """How many calls had been made until then."""
    memory: int
    """The bytes of its resident memory."""
    threads: int
    """Its threads."""
    descriptors: int
    """Its open files and sockets."""


@attrs.frozen
class Holdings:
    """What one process held, moment by moment."""

    name: str
    """What to call the process."""
    first: Sample
    """What it held before anything was done."""
    samples: list[Sample] = attrs.Factory(list[Sample])
    """What it held after the warm-up, oldest first."""


def growth(samples: Sequence[Sample]) -> float:
    """Tell the bytes that each call adds to the resident memory, as the samples have it.

    It is the median of the slopes between any two samples, so that no single moment decides, and
    neither does a step up to what is then kept.
    """
    slopes = [
        (later.memory - earlier.memory) / (later.calls - earlier.calls)
        for index, earlier in enumerate(samples)
        for later in samples[index + 1 :]
        if later.calls > earlier.calls
    ]
    return statistics.median(slopes) if slopes else 0.0
