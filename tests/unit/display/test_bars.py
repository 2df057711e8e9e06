"""Bars as SVG that anybody can read."""

from xml.etree import ElementTree as ET

import pytest

from cpkit.display import Bar, Bars, as_svg
from cpkit.display.rows import visible
from tests.support.pages_of_rows import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
SOME = Bars(
    "Profiles",
    (
        Bar("1  EmailAddress", "1,000", 1000, 1000),
        Bar("2  LastName", "adds 100 of 500", 500, 100),
        Bar("3  FirstName", "1", 1, 0),
        Bar("4  Gender", "0", 0, 0),
    ),
)


def drawn(picture: Bars) -> ET.Element:
    """Read a picture as a browser does that is given it as a file."""
    return ET.fromstring(as_svg(picture))  # noqa: S314 - it is made here


def widths(root: ET.Element) -> list[str]:
    """Give the widths of all bars, pale and filled, from above."""
    return [rect.attrib["width"] for rect in root.iter(f"{SVG}rect")]


def test_bars_when_drawn_then_their_lengths_are_in_proportion() -> None:
    """The longest leaves room for its number; little is seen, and nothing is not."""
    root = drawn(SOME)

    assert ["58.00%", "58.00%", "29.00%", "5.80%", "0.40%"] == widths(root)
    assert ["58.00%", "29.00%", "0.40%", "0.00%"] == [
        text.attrib["x"] for text in root.iter(f"{SVG}text") if "x" in text.attrib
    ]


def test_bars_when_nothing_was_counted_then_there_are_none() -> None:
    """Nothing is divided by nothing."""
    assert [] == widths(drawn(Bars("Profiles", (Bar("1", "0", 0, 0),))))
    assert [] == widths(drawn(Bars("Profiles", ())))


def test_bars_when_read_aloud_then_labels_and_numbers_are_said() -> None:
    """The picture has a name and a description; its text is text."""
    root = drawn(SOME)

    assert "img" == root.attrib["role"]
    assert "Profiles" == root.findtext(f"{SVG}title")
    assert (
        "1  EmailAddress: 1,000; 2  LastName: adds 100 of 500; 3  FirstName: 1; 4  Gender: 0"
    ) == root.findtext(f"{SVG}desc")
    assert "1,000" in [text.text for text in root.iter(f"{SVG}text")]
    assert "currentColor" == root.attrib["fill"]


def test_bars_when_a_label_is_long_then_it_takes_several_lines() -> None:
    """On a narrow screen nothing of it is cut off, and nothing lies on it."""
    rule = "1  EmailAddress + LastName + FirstName + Address.PostalCode"
    root = drawn(Bars("t", (Bar(rule, "0", 1, 1), Bar("2", "0", 1, 1))))

    texts = [(text.text, int(text.attrib["y"])) for text in root.iter(f"{SVG}text")]
    assert [
        ("t", 16),
        ("1  EmailAddress + LastName + FirstName +", 37),
        ("Address.PostalCode", 55),
        ("0", 72),
        ("2", 97),
        ("0", 114),
    ] == texts
    assert "126" == root.attrib["height"]


@pytest.mark.parametrize("value", [*HOSTILE, "x" * 100_000])
def test_bars_when_texts_are_hostile_then_they_only_show(value: str) -> None:
    """No label becomes an element, breaks the file or makes it large."""
    root = drawn(Bars("t", (Bar(value, "0", 0, 0),)))

    assert {"title", "desc", "text", "svg"} == {one.tag.removeprefix(SVG) for one in root.iter()}
    assert str(root.findtext(f"{SVG}desc")).startswith(visible(value)[:200])
    assert 2000 > len(ET.tostring(root))
