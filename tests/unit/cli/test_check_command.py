"""`cpkit check`: findings, formats and statuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.command import SHOP

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run

WRONG = "DomainName: store\nMatching: {Enabeld: true}\nDefaultExpirationDays: 2000\n"
SUSPICIOUS = """\
DomainName: store
Matching:
  Enabled: true
  ExportingConfig: {}
"""


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    (folder / "wrong.yaml").write_text(WRONG)
    (folder / "suspicious.yml").write_text(SUSPICIOUS)
    (folder / "unreadable.json").write_text('{"DomainName": "store",}')
    (folder / "empty").mkdir()


@pytest.mark.parametrize(
    ("arguments", "status", "findings"),
    [
        (["domains"], 0, 0),
        (["domains/shop.yaml", "domains"], 0, 0),
        (["suspicious.yml"], 0, 1),
        (["suspicious.yml", "--strict"], 1, 1),
        (["suspicious.yml", "--strict", "--ignore", "exports-nothing"], 0, 0),
        (["wrong.yaml"], 1, 3),
        (["wrong.yaml", "--ignore", "range"], 1, 2),
        (["unreadable.json"], 1, 1),
        (["missing.json"], 1, 1),
        (["missing.json", "wrong.yaml"], 1, 4),
        (["."], 1, 5),
    ],
)
def test_check_when_it_ends_then_its_status_says_how(
    run: Run, arguments: list[str], status: int, findings: int
) -> None:
    """Zero is fine, one is a problem; each finding is a line, and no file stops the others."""
    done = run("check", *arguments)

    assert (status, findings, "") == (done.status, len(done.out.splitlines()), done.err)


def test_check_when_something_is_wrong_then_a_line_says_where_and_what(run: Run) -> None:
    """Editors jump to FILE:LINE:COLUMN."""
    lines = run("check", "wrong.yaml").out.splitlines()

    assert [
        "wrong.yaml:2:1: error: Matching.Enabled: ",
        "wrong.yaml:2:12: error: Matching.Enabeld: ",
        "wrong.yaml:3:24: error: DefaultExpirationDays: ",
    ] == [line[: line.index(": ", line.index("error: ") + 7) + 2] for line in lines]


def test_check_when_two_files_declare_a_domain_then_the_second_is_a_problem(
    run: Run, folder: Path
) -> None:
    """Which of them would win is nobody's guess."""
    (folder / "domains" / "store.yaml").write_text(SHOP)

    assert (
        1,
        (
            "domains/store.yaml: error: domain shop is declared by domains/shop.yaml as well; "
            "keep one of the two files. [same-domain]\n"
        ),
        "",
    ) == run("check", "domains")


def test_check_when_a_folder_has_no_files_then_that_is_said(run: Run) -> None:
    """A mistyped folder must not pass for one in which all is well."""
    assert (
        2,
        "",
        (
            "cpkit check: no settings files in empty: it has no .yaml, .yml or .json file; "
            "see cpkit check -h.\n"
        ),
    ) == run("check", "empty")


def test_check_when_a_code_does_not_exist_then_that_is_said(run: Run) -> None:
    """A mistyped code would ignore nothing."""
    done = run("check", "domains", "--ignore", "rang")

    assert (2, "") == done[:2]
    assert "'rang'" in done.err
    assert "did you mean 'range'?" in done.err


def test_check_when_json_is_wanted_then_it_is_one_list(run: Run) -> None:
    """Programs read findings with all that is known of them."""
    (found,) = json.loads(run("check", "suspicious.yml", "--output", "json").out)

    assert ("suspicious.yml", 4, "warning", "exports-nothing", "assumption") == tuple(
        found[name] for name in ("file", "line", "severity", "code", "basis")
    )


def test_check_when_github_is_wanted_then_commands(run: Run) -> None:
    """GitHub shows them beside the lines of a pull request."""
    out = run("check", "suspicious.yml", "--output", "github").out

    assert out.startswith("::warning file=suspicious.yml,line=4,col=")


def test_check_when_files_are_hidden_then_they_are_passed_over(run: Run, folder: Path) -> None:
    """What tools keep in hidden folders is nobody's settings."""
    (folder / "domains" / ".cache").mkdir()
    (folder / "domains" / ".cache" / "old.yaml").write_text(WRONG)

    assert (0, "", "") == run("check", "domains")
