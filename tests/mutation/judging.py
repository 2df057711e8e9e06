"""What became of the changes: noticed or not, and whether that is enough."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

__all__ = ["Tally", "objections", "report", "tally"]

ENOUGH = 0.9
"""The share of the changes in each part that tests must notice."""

_FAILED = frozenset({1, 2, 3})
"""pytest's exit codes where a test failed, or the tests could not even be imported."""
_TIMED_OUT = frozenset({36, 24, -24, 152, 255, -9})
"""mutmut's exit codes where the tests took many times as long as without the change.

The last is that of a process that did not even end when it was told to.
"""


@attrs.frozen
class Tally:
    """What became of the changes of one part."""

    failed: int
    """How many made a test fail."""
    timed_out: int
    """How many made the tests hang, which would be noticed as well."""
    survivors: tuple[str, ...]
    """The names of those that no test noticed, or that no test ran into."""
    unknown: int = 0
    """How many were not tried, or of whose tests nothing is known."""

    @property
    def all(self) -> int:
        """How many changes there are."""
        return self.failed + self.timed_out + len(self.survivors) + self.unknown

    @property
    def share(self) -> float:
        """The share that was noticed; none where there is nothing."""
        return (self.failed + self.timed_out) / self.all if self.all else 0.0


def tally(folder: Path) -> Tally:
    """Read what mutmut has written beside the code that it changed.

    Args:
        folder: The folder of that code.

    Returns:
        The counts, and the names of the survivors.
    """
    codes: dict[str, int | None] = {}
    for path in sorted(folder.rglob("*.meta")):
        codes |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    counts = Counter(map(_outcome, codes.values()))
    return Tally(
        failed=counts["failed"],
        timed_out=counts["timed out"],
        survivors=tuple(name for name, code in codes.items() if _outcome(code) == "survived"),
        unknown=counts["unknown"],
    )


def _outcome(code: int | None) -> str:
    if code in _FAILED:
        return "failed"
    if code in _TIMED_OUT:
        return "timed out"
    return "survived" if code in {0, 5, 33} else "unknown"  # 5 and 33: there was no test


def report(tallies: Mapping[str, Tally]) -> Iterator[str]:
    """Write a line for each part, and what survived.

    Args:
        tallies: The parts' tallies, by name.

    Yields:
        The lines.
    """
    for part, seen in tallies.items():
        yield from (f"survived: {name}" for name in seen.survivors)
        yield (
            f"{part}: {seen.failed + seen.timed_out} of {seen.all} changes were noticed, "
            f"{seen.share:.1%}; {seen.timed_out} of them because the tests hung"
        )


def objections(tallies: Mapping[str, Tally]) -> Iterator[str]:
    """List what stands against taking a run for a success.

    Args:
        tallies: The parts' tallies, by name.

    Yields:
        One line for each objection.
    """
    if not tallies:
        yield "No part was looked at."
    for part, seen in tallies.items():
        if not seen.all:
            yield f"Nothing was changed in {part}: are its files where tests/mutation says?"
        elif seen.unknown:
            yield f"Of {seen.unknown} changes in {part} nothing is known: was the run cut short?"
        elif seen.share < ENOUGH:
            yield f"In {part} tests notice {seen.share:.1%} of the changes, of {ENOUGH:.0%} wanted."
