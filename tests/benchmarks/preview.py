"""A preview beside Splink's deterministic link on DuckDB, and beside a bare scan of the columns.

Each engine runs in a process of its own, one after another, and what it cost is what the system
says when it has ended: CPU time, wall time and peak memory, reading and writing files included.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measuring import Row, Spread

__all__ = ["PARTS", "rows"]

ROUNDS = 3
MILLION = 1_000_000


@dataclass(frozen=True)
class Cost:
    """Say what one process cost."""

    cpu: float
    """Seconds, of all threads, in and for the process."""
    wall: float
    """Seconds."""
    peak: float
    """Resident memory, GiB."""


def rows() -> Iterable[Row]:
    """Compare one, five and ten million profiles, and five million whose sub-types all compare."""
    for part, measure in PARTS.items():
        if part != "preview-40m":
            yield from measure()


def beside_splink(profiles: int, kind: str = "plain", *, reach: Cost | None) -> Iterable[Row]:
    """Compare a file with what Splink and a bare scan do of it, and the partitions."""
    what = f"{profiles // MILLION} M {kind}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = _made(folder, profiles, kind)
        engines = ("documented", "transitive", "scan", "splink")
        turns = [
            {engine: cost(engine, kind, file, folder / engine) for engine in engines}
            for _ in range(ROUNDS)
        ]
        for engine in ("documented", "transitive"):
            for measure in ("cpu", "wall", "peak"):
                yield Row(
                    f"{what}, {engine}: {measure}",
                    "Splink on DuckDB",
                    _spread(turns, measure, engine, "splink"),
                    None if reach is None else getattr(reach, measure),
                )
        yield Row(
            f"{what}, documented: cpu",
            "bare scan and hash",
            _spread(turns, "cpu", "documented", "scan"),
            7 if profiles == 10 * MILLION else None,
        )
        yield from _seconds(what, turns)
        yield _partitions(what, folder / "transitive", folder / "splink")


def shared_email(profiles: int) -> Iterable[Row]:
    """Compare profiles of which 1 % have one e-mail address with the same without it."""
    what = f"{profiles // MILLION} M, one e-mail on {profiles // 100:,}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {
            "with": _made(folder, profiles, "plain", "--shared-email"),
            "without": _made(folder, profiles, "plain"),
        }
        for engine in ("documented", "transitive"):
            turns = [
                {each: cost(engine, "plain", file, folder / engine) for each, file in files.items()}
                for _ in range(ROUNDS)
            ]
            for measure in ("cpu", "wall", "peak"):
                spread = _spread(turns, measure, "with", "without")
                yield Row(f"{what}, {engine}: {measure}", "without", spread, 1.15)
        # The last of them evaluated the file without: once more, the one with.
        cost("transitive", "plain", files["with"], folder / "transitive")
        cost("splink", "plain", files["with"], folder / "splink")
        yield _partitions(what, folder / "transitive", folder / "splink")


def merging(profiles: int) -> Iterable[Row]:
    """Compare an evaluation and what its groups become with the evaluation alone."""
    what = f"{profiles // MILLION} M, merged"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = _made(folder, profiles, "plain")
        engines = ("evaluated", "merged")
        turns = [
            {engine: cost(engine, "plain", file, folder / engine) for engine in engines}
            for _ in range(ROUNDS)
        ]
    yield Row(f"{what}: cpu", "evaluated", _spread(turns, "cpu", "merged", "evaluated"), 2)
    peak = Spread.of(turn["merged"].peak for turn in turns)
    yield Row(f"{what}: peak", "1 GiB", peak, 2)


def growth(profiles: int, more: int) -> Iterable[Row]:
    """Compare many profiles with fewer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {str(count): _made(folder, count, "plain") for count in (profiles, more)}
        turns = [
            {
                count: cost("documented", "plain", file, folder / "out")
                for count, file in files.items()
            }
            for _ in range(ROUNDS)
        ]
    for measure in ("cpu", "wall", "peak"):
        spread = _spread(turns, measure, str(more), str(profiles))
        yield Row(f"{more // MILLION} M: {measure}", f"{profiles // MILLION} M", spread, 4.5)
    yield from _seconds("growth", turns)


def _spread(turns: list[dict[str, Cost]], measure: str, what: str, against: str) -> Spread:
    return Spread.of(
        getattr(turn[what], measure) / getattr(turn[against], measure) for turn in turns
    )


def _seconds(what: str, turns: list[dict[str, Cost]]) -> Iterable[Row]:
    """Say what the ratios are made of."""
    for name in turns[0]:
        for measure, unit in (("cpu", "s"), ("wall", "s"), ("peak", "GiB")):
            spread = Spread.of(getattr(turn[name], measure) for turn in turns)
            yield Row(f"{what}, {name}: {measure}", f"1 {unit}", spread)


def _partitions(what: str, ours: Path, theirs: Path) -> Row:
    """Count the profiles that are not in the same groups."""
    found = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.preview_partitions", str(ours), str(theirs)],
        check=True,
        capture_output=True,
        text=True,
    )
    return Row(
        f"{what}: profiles in another group",
        "Splink's",
        Spread.of([float(found.stdout)]),
        0,
        exact=True,
    )


def _made(folder: Path, profiles: int, kind: str, *options: str) -> Path:
    """Return a new file of profiles; made elsewhere, since what this process holds counts below."""
    file = folder / f"{profiles}{kind}{''.join(options)}.parquet"
    flags = [*options, *(["--crossed"] if kind == "crossed" else [])]
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.preview_data", str(profiles), str(file), *flags],
        check=True,
    )
    return file


def cost(engine: str, kind: str, file: Path, out: Path) -> Cost:
    """Run an engine, and return what it cost.

    Raises:
        RuntimeError: It failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.benchmarks.preview_engines",
            engine,
            kind,
            str(file),
            str(out),
        ],
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{engine} ended with {process.returncode}")
    return Cost(
        cpu=used.ru_utime + used.ru_stime,
        wall=time.perf_counter() - start,
        peak=used.ru_maxrss / (1 << 20),  # Linux counts in KiB
    )


PARTS: dict[str, Callable[[], Iterable[Row]]] = {
    "preview-1m": lambda: beside_splink(MILLION, reach=None),
    "preview-5m": lambda: beside_splink(5 * MILLION, reach=None),
    "preview-10m": lambda: beside_splink(10 * MILLION, reach=Cost(cpu=0.22, wall=0.25, peak=0.25)),
    "preview-crossed": lambda: beside_splink(
        5 * MILLION, "crossed", reach=Cost(cpu=0.18, wall=0.20, peak=0.25)
    ),
    "preview-shared": lambda: shared_email(10 * MILLION),
    "preview-merged": lambda: merging(10 * MILLION),
    "preview-40m": lambda: growth(10 * MILLION, 40 * MILLION),
}
"""What can be asked for by itself; the last is left out of the whole."""
