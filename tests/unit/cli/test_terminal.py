"""Text that fits a terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click
import pytest

from cpkit.cli.terminal import (
    is_coloured,
    is_interactive,
    print_table,
    print_text,
    progress,
    report,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Terminal = Callable[[int], None]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Return what makes stdout and stderr a terminal of so many columns."""

    def become(columns: int) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((columns, 24)))

    return become


def test_text_when_there_is_no_terminal_then_lines_stay_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A file is no terminal."""
    print_text("a " * 100 + "end\n")

    assert "a " * 100 + "end\n" == capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", "short\n"),
        ("  one two three four", "  one two\n      three\n      four\n"),
        ("\x1b[32m  one two three\x1b[0m", "\x1b[32m  one two\n      three\x1b[0m\n"),
        ("unbreakablebutlong", "unbreakablebutlong\n"),
        ("a\n\nb", "a\n\nb\n"),
    ],
)
def test_text_when_a_terminal_is_narrow_then_it_breaks_between_words(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], text: str, expected: str
) -> None:
    """What follows is indented; colours have no width; a word is never broken."""
    terminal(12)

    print_text(text)

    assert expected == capsys.readouterr().out


def test_report_when_a_terminal_is_narrow_then_it_breaks_between_words(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes to stderr."""
    terminal(12)

    report("one two three")

    assert ("", "one two\n    three\n") == capsys.readouterr()


COLUMNS = ("Name", "Size")
ROWS = [("shop", "1"), ("warehouse", "20")]


def test_table_when_there_is_room_then_columns(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal there is always room."""
    print_table(COLUMNS, ROWS)

    assert "Name       Size\nshop       1\nwarehouse  20\n" == capsys.readouterr().out


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (15, "\x1b[1mName       Size\x1b[0m\nshop       1\nwarehouse  20\n"),
        (14, "Name  shop\nSize  1\n\nName  warehouse\nSize  20\n\n"),
    ],
)
def test_table_when_a_terminal_is_narrow_then_a_value_a_line(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], columns: int, expected: str
) -> None:
    """Nothing is cut off."""
    terminal(columns)

    print_table(COLUMNS, ROWS)

    assert expected == capsys.readouterr().out


def test_colour_when_unwanted_then_none(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR counts where it holds anything."""
    assert not is_coloured()
    terminal(80)
    assert is_coloured()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not is_coloured()


def test_colour_when_the_command_says_no_then_of_no_stream(terminal: Terminal) -> None:
    """Neither stdout nor the live line on stderr takes what ``--no-color`` has left out."""
    terminal(80)
    assert (True, True) == (is_coloured(), is_coloured(sys.stderr))

    with click.Context(click.Command("wait")) as context:
        context.color = False
        assert (False, False) == (is_coloured(), is_coloured(sys.stderr))


def test_progress_when_there_is_a_terminal_then_it_shows_how_far(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Few items need no bar; all items come through."""
    terminal(80)

    assert ([1, 2], "") == ([*progress([1, 2], "Planning")], capsys.readouterr().err)
    assert [1, 2, 3] == [*progress([1, 2, 3], "Planning")]
    assert "Planning" in capsys.readouterr().err


def test_interactive_when_stdin_is_no_terminal_then_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pytest's stdin is none."""
    assert not is_interactive()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert is_interactive()
