"""Rows as HTML that shows and does nothing."""

from html.parser import HTMLParser

import attrs
import pytest

from cpkit.display import Bars, Cell, Page, Row, Section, as_html
from cpkit.display.rows import visible
from tests.support.pages_of_rows import HOSTILE, page


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


def test_html_when_a_section_is_folded_then_it_shows_but_its_title() -> None:
    """However short it is."""
    rows = (Row("plain", (Cell("a"),)),)
    shown = as_html(Page("t", (Section("Rows", ("x",), rows, is_folded=True),)))

    assert "<details>" == shown.splitlines()[2]
    assert ">Rows</summary>" in shown


def test_html_when_a_cell_is_marked_then_it_stands_out() -> None:
    """Of an empty one nothing is seen."""
    marked = [Cell(text, is_marked=True) for text in ("a", "")]

    assert 1 == as_html(page(*marked, Cell("b"))).count("<mark ")


def test_html_when_a_page_has_pictures_then_they_stand_below_its_title() -> None:
    """Before what they are a picture of."""
    shown = as_html(attrs.evolve(page(Cell("a")), pictures=(Bars("Bars", ()),)))

    assert shown.index("<strong>shop<") < shown.index("<title>Bars<") < shown.index("<table")


def test_html_when_written_then_it_brings_no_colour_for_text() -> None:
    """Text has the notebook's own colour, and tints let the ground through."""
    shown = as_html(page(Cell("a")))

    assert "color:inherit" in shown
    assert "rgba(46,160,67,.22)" in shown
    assert "color:#" not in shown
    assert "<style" not in shown


def test_html_when_no_row_has_a_cell_then_it_is_no_column_unless_a_heading_asks_for_it() -> None:
    """A column of nothing looks like a mistake."""
    rows = (
        Row("plain", (Cell("a"), Cell(""), Cell(""))),
        Row("plain", (Cell("b"), Cell(""), Cell("c"))),
    )
    bare, headed = (
        as_html(Page("", (Section("", headings, rows),))) for headings in ((), ("x", "y", "z"))
    )

    assert (4, 6) == (bare.count("<td"), headed.count("<td"))
