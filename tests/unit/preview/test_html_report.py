"""A preview as HTML: what it shows, what it leaves out, and that nothing in it acts."""

from html.parser import HTMLParser
from operator import methodcaller
from pathlib import Path

import pytest

from cpkit import preview
from cpkit.preview import Preview
from tests.support.pages_of_rows import HOSTILE
from tests.support.preview_profiles import people, rules

RULES = rules(["EmailAddress"], ["LastName", "FirstName"], max_allowed_rule_level_for_merging=1)
SHOP = people(
    {"EmailAddress": "jo@example.com", "LastName": "Roe", "FirstName": "Jo"},
    {"EmailAddress": "jo@example.com", "LastName": "Roe", "FirstName": "Joanna"},
    {"EmailAddress": "jo@example.com", "LastName": "Roe", "FirstName": ""},
    {"EmailAddress": "a@example.com", "LastName": "Doe", "FirstName": "Ann"},
    {"EmailAddress": "b@example.com", "LastName": "Doe", "FirstName": "Ann"},
)


class Seen(HTMLParser):
    """Collect what a page consists of."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: dict[str, str | None] = {}
        self.marked: list[str] = []
        self.folds: list[str] = []
        self._within: list[str] = []
        self.feed(text.replace("<wbr>", ""))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.elements.add(tag)
        self.attributes |= dict(attrs)
        self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note text that is marked, and titles of what is folded."""
        if "mark" in self._within:
            self.marked.append(data)
        if "summary" in self._within:
            self.folds.append(data)


def shown(found: Preview) -> str:
    """Give what a notebook is given."""
    return str(methodcaller("_repr_html_")(found))


def test_html_when_shown_then_it_has_the_screen_and_the_bars() -> None:
    """What `print` says stands in it, too."""
    found = preview.evaluate(SHOP, RULES)
    text = shown(found)

    assert f"<strong>{str(found).splitlines()[0]}</strong>" in text
    assert 3 == text.count("<svg ")
    for picture in found.pictures.values():
        assert picture in text


def test_html_when_a_group_is_large_then_it_is_seen_what_its_members_share() -> None:
    """Strangers are in large groups first."""
    text = shown(preview.evaluate(SHOP, RULES)).replace("<wbr>", "")

    assert "EmailAddress=jo@example.com, LastName=Roe" in text
    assert "LastName=Doe, FirstName=Ann" in text


def test_samples_when_members_differ_then_it_is_marked_and_said() -> None:
    """What is missing differs from nothing, and ids always differ."""
    seen = Seen(shown(preview.evaluate(SHOP, RULES)))

    assert ["Jo", "Joanna", "a@example.com", "b@example.com"] == seen.marked
    assert [
        "Level 1, group 1: 3 profiles; not the same: FirstName",
        "Level 2, group 2: 2 profiles; not the same: EmailAddress",
    ] == seen.folds


def test_samples_when_a_group_is_large_then_ten_members_are_shown() -> None:
    """And it is said."""
    many = people(*({"FirstName": "Ann"},) * 11)

    text = shown(preview.evaluate(many, rules(["FirstName"])))

    assert "11 profiles, 10 of them shown</summary>" in text
    assert 10 == text.count(">Ann<")


def test_samples_when_nothing_matched_then_there_are_none() -> None:
    """A level without groups is passed over."""
    nobody = preview.evaluate(people({"FirstName": "a"}), rules(["FirstName"]))

    assert [] == Seen(shown(nobody)).folds


@pytest.mark.parametrize("value", [*HOSTILE, "x" * 100_000, "שלום", "👩‍👩‍👧‍👦" * 50])
def test_html_when_values_are_hostile_then_they_only_show(value: str) -> None:
    """In samples and among what is too common; and no value makes the page large."""
    same = {"EmailAddress": "jo@example.com", "LastName": value}
    some = people(*({**same, "FirstName": f"{value}{number}"} for number in range(3)))

    text = shown(preview.evaluate(some, rules(["EmailAddress"], ["LastName", "FirstName"])))
    common = preview.evaluate(some, rules(["LastName"]), common_value_limit=2)

    assert not {"script", "img"} & Seen(text + shown(common)).elements
    assert 20_000 > max(len(text), len(shown(common)))
    assert text.isprintable() or set("\n") == {one for one in text if not one.isprintable()}


def document(found: Preview, folder: Path, *, values: bool) -> str:
    """Give what is saved."""
    path = folder / "report.html"
    found.save(path, values=values)
    return path.read_text("utf-8").replace("<wbr>", "")


def test_document_when_saved_then_it_loads_and_runs_nothing(tmp_path: Path) -> None:
    """It works offline, and where it was mailed to."""
    seen = Seen(document(preview.evaluate(SHOP, RULES), tmp_path, values=True))

    assert not {"script", "link", "img", "iframe", "object"} & seen.elements
    assert not {"src", "href", "onclick", "onload"} & seen.attributes.keys()
    assert {"html", "head", "body", "title", "style", "meta"} <= seen.elements


def test_document_when_values_are_left_out_then_it_has_none(tmp_path: Path) -> None:
    """Neither in samples nor among what is too common; the numbers stay."""
    found = preview.evaluate(SHOP, RULES, common_value_limit=2)
    with_values, without = (document(found, tmp_path, values=values) for values in (True, False))
    values = ("jo@example.com", "Roe", "Joanna", "Doe", "b@example.com")

    assert {"jo@example.com", "Roe", "Doe"} <= {one for one in values if one in with_values}
    assert [] == [one for one in values if one in without]
    assert "EmailAddress" in without
    assert "<details" not in without
