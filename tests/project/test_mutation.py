"""A run of changed code counts only where enough of what was changed was noticed."""

import json
import tomllib
from pathlib import Path

import pytest

from tests.mutation.judging import Tally, objections, report, tally
from tests.mutation.parts import PARTS

ROOT = Path(__file__).parents[2]


def test_tally_when_read_then_each_exit_code_is_what_it_means(tmp_path: Path) -> None:
    """A change that hangs is noticed, one that no test meets is not."""
    codes = {"a": 1, "b": 3, "c": 36, "d": -24, "e": 0, "f": 33, "g": None, "h": -11, "i": 2}
    codes["j"] = -9
    below = tmp_path / "cpkit"
    below.mkdir()
    (below / "x.py.meta").write_text(json.dumps({"exit_code_by_key": codes}), encoding="utf-8")
    (below / "y.py.meta").write_text(json.dumps({"exit_code_by_key": {}}), encoding="utf-8")

    assert Tally(failed=3, timed_out=3, survivors=("e", "f"), unknown=2) == tally(tmp_path)


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (Tally(failed=90, timed_out=0, survivors=("x",) * 10), []),
        (Tally(failed=80, timed_out=10, survivors=("x",) * 10), []),
        (Tally(failed=89, timed_out=0, survivors=("x",) * 11), ["In wire tests notice 89.0%"]),
        (Tally(failed=99, timed_out=0, survivors=(), unknown=1), ["Of 1 changes in wire nothing"]),
        (Tally(failed=0, timed_out=0, survivors=()), ["Nothing was changed in wire"]),
    ],
)
def test_run_when_too_little_was_noticed_or_tried_then_it_is_said(
    seen: Tally, said: list[str]
) -> None:
    """Neither a part without tests nor one without code passes for a proof."""
    found = [*objections({"planning": Tally(9, 1, ()), "wire": seen})]

    assert len(said) == len(found)
    assert all(line.startswith(part) for part, line in zip(said, found, strict=True))


def test_run_when_it_looked_at_no_part_then_that_is_no_success() -> None:
    """Nothing tested is nothing proven."""
    assert ["No part was looked at."] == [*objections({})]


def test_report_when_written_then_with_counts_and_survivors() -> None:
    """What is to be looked at stands above the sum."""
    assert [
        "survived: a",
        "wire: 3 of 4 changes were noticed, 75.0%; 1 of them because the tests hung",
    ] == [*report({"wire": Tally(2, 1, ("a",))})]


def test_parts_when_compared_with_the_files_then_each_has_code_and_tests() -> None:
    """A file that was moved does not drop out of the run in silence."""
    for part in PARTS.values():
        for pattern in part.code:
            assert [*ROOT.glob(pattern)], pattern
        for path in part.tests:
            assert (ROOT / path.removeprefix("--ignore=")).exists(), path


def test_config_when_read_then_it_has_the_table_that_parts_are_written_into() -> None:
    """Each part's run adds its files and tests there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert {"only_mutate", "pytest_add_cli_args_test_selection"}.isdisjoint(
        project["tool"]["mutmut"]
    )
