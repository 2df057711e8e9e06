"""Rows as Markdown."""

import pytest

from cpkit.display import Cell, Page, Row, Section, as_html, as_markdown
from cpkit.display.rows import visible
from tests.support.pages_of_rows import HOSTILE, page


@pytest.mark.parametrize("value", HOSTILE)
def test_markdown_when_values_are_hostile_then_each_stays_in_its_cell(value: str) -> None:
    """A value is one code span on one line, which nothing in it can end."""
    line = as_markdown(page(Cell(value))).splitlines()[-1]

    cell = line.removeprefix("| added | ").removesuffix(" |")
    fence = cell[: len(cell) - len(cell.lstrip("`"))]
    assert cell.endswith(fence)
    assert fence not in cell.strip("`")
    inner = cell[len(fence) : -len(fence)].replace("\\|", "|")
    assert visible(value) in {inner, inner[1:-1]}


@pytest.mark.parametrize(
    ("prose", "written"),
    [
        ("a_b*c", "a\\_b\\*c"),
        ("<b>", "&#60;b&#62;"),
        ("@team #1 $x$", "&#64;team &#35;1 &#36;x&#36;"),
        ("https://example.com", "https&#58;//example.com"),
        ("www.example.com", "&#119;ww.example.com"),
        ("[a](b) | `c`", "\\[a\\](b) \\| \\`c\\`"),
        ("one\ntwo", "one\\\\ntwo"),
    ],
)
def test_markdown_when_prose_has_markup_then_it_only_shows(prose: str, written: str) -> None:
    """A sentence makes no link, no mention, no table and no formula."""
    assert (
        f"| added | {written} |" == as_markdown(page(Cell(prose, is_code=False))).splitlines()[-1]
    )


def test_tables_when_no_row_has_a_tone_then_they_have_no_column_for_it() -> None:
    """An empty column says nothing."""
    plain = Page("t", (Section("s", ("x",), (Row("plain", (Cell("a"),)),)),))

    assert "| x |\n| --- |\n| `a` |" == "\n".join(as_markdown(plain).splitlines()[-3:])
    assert 1 == as_html(plain).count("<th ")


def test_tables_when_one_row_has_a_tone_then_others_leave_it_empty() -> None:
    """The column is there for all rows."""
    rows = (Row("plain", (Cell("a"),)), Row("moved", (Cell(""),)))
    mixed = Page("t", (Section("s", ("x",), rows),))

    assert ["|  | `a` |", "| moved |  |"] == as_markdown(mixed).splitlines()[-2:]
    assert 2 == as_html(mixed).count("<th ")
