"""The misuses themselves: each names the errors of both checkers, and says why it is one."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

FILES = sorted(set(Path(__file__).parent.glob("*.py")) - {Path(__file__)})
MISUSE = re.compile(r"  # type: ignore\[[a-z, -]+\] # pyright: ignore\[\w+(, \w+)*\]$")


def misuses(path: Path) -> list[tuple[str, str]]:
    """Give each line with an ignore, and the line before it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(before.strip(), line) for before, line in pairwise(lines) if "ignore[" in line]


def test_misuses_when_counted_then_enough() -> None:
    """Most mistakes that a checker can find are tried out."""
    assert sum(len(misuses(path)) for path in FILES) >= 80


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_misuse_when_read_then_both_errors_and_the_reason_are_there(path: Path) -> None:
    """Nobody has to guess what is wrong, or who finds it."""
    for before, line in misuses(path):
        assert MISUSE.search(line), line
        assert before.startswith("# "), line
