"""What pytest itself shows of values of cpkit that are not equal: what differs, and no secret."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TESTS = """\
import dataclasses
from typing import NamedTuple
import attrs
import pytest
from cpkit import Change, DomainSettings, Plan, diff

def shop(days, word):
    return DomainSettings(
        domain_name="shop",
        default_expiration_days=days,
        default_encryption_key=f"arn:{word}",
        dead_letter_queue_url=f"https://{word}",
        tags={"team": word},
    )

A, B = shop(30, "SECRET-A"), shop(90, "SECRET-B")
PLANS = [Plan(settings=given, domain=None) for given in (A, B)]

@dataclasses.dataclass
class Data:
    settings: object

class Pair(NamedTuple):
    settings: object

@attrs.frozen
class Mine:
    settings: object

@pytest.mark.parametrize(("left", "right"), [
    (A, B), (PLANS[0], PLANS[1]), (PLANS[0].changes, PLANS[1].changes),
    (PLANS[0].steps, PLANS[1].steps), (PLANS[0].steps[0], PLANS[1].steps[0]),
    (A.tags, B.tags), (Data(A), Data(B)), (Mine(A), Mine(B)), (Pair(A), Pair(B)),
    (Data(Mine(A)), Data(Mine(B))), ([A], [B]), ({"a": A}, {"a": B}), ({A}, {B}), ((A, 1), (B, 1)),
    (A, None), (Data([A]), Data([B])), (Data({"a": Mine(A)}), Data({"a": Mine(B)})),
])
def test_values(left, right):
    assert left == right
"""


@pytest.mark.parametrize("option", ["", "-v", "-vv", "--showlocals"])
def test_pytest_when_values_differ_then_no_secret_is_shown(tmp_path: Path, option: str) -> None:
    """Compared alone, in a user's own classes, in containers, however much is asked for."""
    (tmp_path / "test_values.py").write_text(TESTS, encoding="utf-8")
    options = ["-q", "-p", "no:randomly", "-p", "no:cacheprovider", *filter(None, [option])]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "17 failed" in run.stdout
    assert "SECRET" not in run.stdout + run.stderr
    assert "DefaultExpirationDays: 30 -> 90" in run.stdout
