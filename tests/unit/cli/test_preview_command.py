"""`cpkit preview`: the gate, columns, and the report."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run

RULES = """\
DomainName: shop
RuleBasedMatching:
  Enabled: true
  MatchingRules: [{Rule: [EmailAddress]}]
  MaxAllowedRuleLevelForMatching: 1
  MaxAllowedRuleLevelForMerging: 1
  AttributeTypesSelector: {AttributeMatchingModel: ONE_TO_ONE, EmailAddress: [EmailAddress]}
"""
DATA = (
    "ProfileId,EmailAddress\n1,a@example.com\n2,a@example.com\n3,a@example.com\n4,b@example.com\n"
)


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    (folder / "rules.yaml").write_text(RULES)
    (folder / "data.csv").write_text(DATA)
    (folder / "own.csv").write_text(DATA.replace("EmailAddress", "mail"))


@pytest.mark.parametrize(
    ("limits", "status", "said"),
    [
        ([], 0, ""),
        (["--max-group", "3", "--max-merged", "2"], 0, ""),
        (["--max-group", "2"], 3, "the largest group that merges has 3 profiles, more than 2\n"),
        (["--max-merged", "1"], 3, "2 profiles would vanish into others, more than 1\n"),
    ],
)
def test_preview_when_it_is_a_gate_then_three_beyond_its_limits(
    run: Run, limits: list[str], status: int, said: str
) -> None:
    """CI stops a merge request that would merge strangers."""
    done = run("preview", "rules.yaml", "data.csv", *limits)

    assert (status, said) == (done.status, done.err)
    assert done.out


def test_preview_when_columns_have_other_names_then_they_are_mapped(run: Run) -> None:
    """Source systems have names of their own."""
    done = run("preview", "rules.yaml", "own.csv", "--columns", "mail=EmailAddress")

    assert run("preview", "rules.yaml", "data.csv").out == done.out


def test_preview_when_a_column_is_missing_then_one_sentence(run: Run) -> None:
    """It says how to map it."""
    done = run("preview", "rules.yaml", "own.csv")

    assert (1, "") == done[:2]
    assert "EmailAddress" in done.err


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (["mail"], "--columns mail: write NAME=FIELD"),
        (["mail=EmailAddress", "mail=City"], "--columns mail=City: mail stands twice"),
    ],
)
def test_preview_when_columns_are_mistyped_then_two(
    run: Run, columns: list[str], said: str
) -> None:
    """A mapping has two sides, and a column is one field."""
    options = [word for pair in columns for word in ("--columns", pair)]
    done = run("preview", "rules.yaml", "own.csv", *options)

    assert (2, "") == done[:2]
    assert said in done.err


def test_preview_when_nothing_else_is_said_then_no_value_of_a_profile(
    run: Run, folder: Path
) -> None:
    """The log of a job is read by many, and a page is mailed."""
    done = run("preview", "rules.yaml", "data.csv", "--common-value-limit", "2", "--save", "r.html")

    assert (0, "") == (done.status, done.err)
    assert "Too common to match on:\n    3  EmailAddress\n" in done.out
    assert "example.com" not in done.out + (folder / "r.html").read_text("utf-8")


def test_preview_when_values_are_wanted_then_what_the_largest_group_shares(run: Run) -> None:
    """A group that is too large is understood by what is in it."""
    hidden, shown = (
        run("preview", "rules.yaml", "data.csv", *options).out for options in ([], ["--values"])
    )

    assert "Largest group:\n    3  level 1  the same EmailAddress\n" in hidden
    assert "Largest group:\n    3  level 1  EmailAddress=a@example.com\n" in shown


@pytest.mark.parametrize(
    ("limit", "expected"), [("2", "0 match"), ("3", "3 match"), ("none", "3 match")]
)
def test_preview_when_the_limit_is_another_then_it_is_used(
    run: Run, limit: str, expected: str
) -> None:
    """AWS says 500, and a small export has less of everything."""
    done = run("preview", "rules.yaml", "data.csv", "--common-value-limit", limit)

    assert expected in done.out
    assert "[common_value_limit" not in done.out


def test_preview_when_a_column_is_missing_then_it_says_which_option(run: Run) -> None:
    """Whoever types commands has no arguments of Python."""
    done = run("preview", "rules.yaml", "own.csv")

    assert "Write --columns mail=EmailAddress to name one" in done.err
    assert "or --columns EmailAddress= to accept that it is missing" in done.err


def test_preview_when_it_is_saved_then_a_page_and_a_word_of_caution(run: Run, folder: Path) -> None:
    """Whoever mails the file knows what is in it; what is printed stays as it is."""
    done = run("preview", "rules.yaml", "data.csv", "--values", "--save", "report.html")

    assert (0, "report.html holds values of profiles, which are personal data\n") == (
        done.status,
        done.err,
    )
    assert run("preview", "rules.yaml", "data.csv", "--values").out == done.out
    assert "a@example.<wbr>com" in (folder / "report.html").read_text("utf-8")


def test_preview_when_it_cannot_be_saved_then_one_sentence(run: Run) -> None:
    """The numbers were printed all the same."""
    done = run("preview", "rules.yaml", "data.csv", "--save", "missing/report.html")

    assert 1 == done.status
    assert 1 == done.err.count("\n")
    assert "report.html" in done.err


def test_preview_when_stderr_is_a_terminal_then_its_progress_is_shown_and_wiped_away(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stays is the result."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    done = run("preview", "rules.yaml", "data.csv")

    assert 0 == done.status
    assert done.err.endswith("\r\x1b[K")
    assert "\r" not in done.out
