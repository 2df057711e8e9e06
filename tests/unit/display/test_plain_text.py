"""Rows as plain text."""

from collections.abc import Callable

import pytest

from cpkit.display import Cell, Page, Row, Section, as_markdown, as_text
from tests.support.pages_of_rows import page


def test_text_when_written_then_rows_have_marks_and_columns_line_up() -> None:
    """A mark says what a row is about, and the second cells begin in one column."""
    rows = (
        Row("changed", (Cell("a"), Cell("1"), Cell("2"))),
        Row("removed", (Cell("longer"), Cell("1"), Cell(""))),
        Row("plain", (Cell("b"), Cell(""), Cell(""))),
    )
    shown = as_text(Page("Title", (Section("Rows", ("x", "y", "z"), rows, between=" -> "),)))

    assert "Title\n\nRows:\n  ~ a       1 -> 2\n  - longer  1\n    b" == shown


def test_text_when_colour_is_wanted_then_only_then_there_are_escapes() -> None:
    """Colour is asked for, never guessed."""
    plain = as_text(page(Cell("a")))
    coloured = as_text(page(Cell("a")), colour=True)

    assert "\x1b" not in plain
    assert "\x1b[32m  + a\x1b[0m" == coloured.splitlines()[-1]
    assert "\x1b[1mshop\x1b[0m" == coloured.splitlines()[0]


def test_text_when_a_row_is_plain_then_it_has_no_colour() -> None:
    """What is about nothing in particular keeps the terminal's own colour."""
    shown = as_text(Page("t", (Section("s", ("x",), (Row("plain", (Cell("a"),)),)),)), colour=True)

    assert "    a" == shown.splitlines()[-1]


@pytest.mark.parametrize(
    ("write", "shown"),
    [(as_text, "t\n\n    a"), (as_markdown, "### t\n\n| x |\n| --- |\n| `a` |")],
)
def test_text_when_a_section_has_no_title_then_rows_alone(
    write: Callable[[Page], str], shown: str
) -> None:
    """The page's own title is enough."""
    assert shown == write(Page("t", (Section("", ("x",), (Row("plain", (Cell("a"),)),)),)))
