"""A page of rows, written in each of the three ways."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from cpkit.display import Cell, Page, Row, Section, as_html, as_markdown, as_text
from cpkit.display.rows import visible

HOSTILE = [
    "<script>alert(1)</script>",
    "a|b",
    "``` `",
    "one\ntwo",
    "\x1b[31mred",
    "\u202eturned",
    '"><img src=x onerror=alert(1)>',
    "&amp;",
    " `",
    "\u2028",
]


def page(*cells: Cell, title: str = "shop") -> Page:
    """Make a page of one row."""
    row = Row("added", cells)
    return Page(title, (Section("Rows", ("What",) * len(cells), (row,)),))


class Tags(HTMLParser):
    """Collect the elements and the text of a fragment."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def elements_of(fragment: str) -> set[str]:
    """Give the names of a fragment's elements."""
    tags = Tags()
    tags.feed(fragment)
    return tags.elements


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


@pytest.mark.parametrize("write", [as_text, as_markdown, as_html])
def test_section_when_it_has_no_rows_then_it_is_passed_over(
    write: Callable[[Page], str],
) -> None:
    """A heading over nothing says nothing."""
    assert "Rows" not in write(Page("t", (Section("Rows", ("x",), ()),)))


@pytest.mark.parametrize("value", HOSTILE)
def test_html_when_values_are_hostile_then_they_only_show(value: str) -> None:
    """No value becomes an element or an attribute, wherever it stands."""
    tags = Tags()
    tags.feed(as_html(page(Cell(value), Cell(value, is_code=False), title=value)))

    table = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert {"div", "p", "strong", "code"} | table == tags.elements - {"wbr"}
    assert {"style", "scope"} == tags.attributes
    assert 3 == tags.text.count(visible(value))


def test_html_when_a_path_is_long_then_it_breaks_at_its_joints() -> None:
    """Narrow screens break names between their parts; what is read or copied stays as it is."""
    shown = as_html(page(Cell("settings.data_store[0]"), Cell("0.97. b_", is_code=False)))

    assert ">settings.<wbr>data_<wbr>store<wbr>[0]<" in shown
    assert ">0.97. b_<" in shown


@pytest.mark.parametrize(
    ("count", "is_detail", "begins"),
    [
        (12, True, "<table"),
        (13, True, "<details>"),
        (13, False, "<details open>"),
    ],
)
def test_html_when_a_section_is_long_then_it_can_be_folded(
    count: int, *, is_detail: bool, begins: str
) -> None:
    """What matters is open, details are closed, and what is short stands as it is."""
    rows = (Row("plain", (Cell("a"),)),) * count
    shown = as_html(Page("t", (Section("Rows", ("x",), rows, is_detail=is_detail),)))

    assert shown.splitlines()[2].startswith(begins)
    assert ("Rows (13)</summary>" in shown) is (count > 12)
    assert shown.count("<details") == shown.count("</details>")


def test_html_when_a_section_has_no_title_then_it_is_never_folded() -> None:
    """There would be nothing to open it by."""
    rows = (Row("plain", (Cell("a"),)),) * 13
    shown = as_html(Page("t", (Section("", ("",), rows),)))

    assert not {"details", "caption", "th"} & elements_of(shown)


@pytest.mark.parametrize(
    ("write", "shown"),
    [(as_text, "t\n\n    a"), (as_markdown, "### t\n\n| x |\n| --- |\n| `a` |")],
)
def test_text_when_a_section_has_no_title_then_rows_alone(
    write: Callable[[Page], str], shown: str
) -> None:
    """The page's own title is enough."""
    assert shown == write(Page("t", (Section("", ("x",), (Row("plain", (Cell("a"),)),)),)))


def test_html_when_written_then_it_brings_no_colour_for_text() -> None:
    """Text has the notebook's own colour, and tints let the ground through."""
    shown = as_html(page(Cell("a")))

    assert "color:inherit" in shown
    assert "rgba(46,160,67,.22)" in shown
    assert "color:#" not in shown
    assert "<style" not in shown


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
