"""What the bars of a preview say."""

from operator import methodcaller
from pathlib import Path
from xml.etree import ElementTree as ET

from cpkit import preview
from cpkit.display import Bar
from cpkit.preview.pictures import pictures_of
from tests.support.preview_profiles import people, rules

SHOP = people(
    *({"FirstName": "Ann", "LastName": f"{number}"} for number in range(3)),
    *({"FirstName": f"{number}", "LastName": "Smith"} for number in range(8)),
    {"FirstName": "x", "LastName": "0"},
    {"FirstName": "y", "LastName": "Roe"},
    {"FirstName": "y", "LastName": "Roe"},
)
FOUND = preview.evaluate(
    SHOP, rules(["FirstName"], ["LastName"], max_allowed_rule_level_for_merging=1)
)


def test_levels_when_drawn_then_what_merges_is_filled() -> None:
    """The label has the rule, and the text says in words what is filled."""
    assert (
        Bar("1  FirstName", "5, merge", 5, 5),
        Bar("2  LastName", "8", 8, 0),
    ) == pictures_of(FOUND)["levels"].bars


def test_adds_when_drawn_then_it_is_filled_what_no_earlier_level_matched() -> None:
    """The rest another rule would match as well."""
    assert (
        Bar("1  FirstName", "adds 5 of 5", 5, 5),
        Bar("2  LastName", "adds 8 of 12", 12, 8),
    ) == pictures_of(FOUND)["adds"].bars


def test_sizes_when_drawn_then_large_ones_share_a_bar() -> None:
    """Sizes without a group have none."""
    assert (
        Bar("2 profiles", "1, merge", 1, 1),
        Bar("3 profiles", "1, merge", 1, 1),
        Bar("6 to 10 profiles", "1", 1, 0),
    ) == pictures_of(FOUND)["sizes"].bars


def test_sizes_when_some_of_a_bar_merge_then_it_is_said_how_many() -> None:
    """A bar that is filled in part has two numbers."""
    some = people({"FirstName": "a"}, {"FirstName": "a"}, {"LastName": "b"}, {"LastName": "b"})
    found = preview.evaluate(
        some, rules(["FirstName"], ["LastName"], max_allowed_rule_level_for_merging=1)
    )

    assert (Bar("2 profiles", "2, 1 merge", 2, 1),) == pictures_of(found)["sizes"].bars


def test_sizes_when_a_group_is_very_large_then_it_is_of_the_last_bar() -> None:
    """Without a limit there is no largest size."""
    one = preview.evaluate(
        people(*({"FirstName": "Ann"},) * 501), rules(["FirstName"]), common_value_limit=None
    )

    assert (Bar("501 profiles or more", "1, merge", 1, 1),) == pictures_of(one)["sizes"].bars


def test_pictures_when_asked_for_then_they_can_be_written_and_shown(tmp_path: Path) -> None:
    """Each is a text; notebooks draw it instead of printing it."""
    assert ["levels", "sizes", "adds"] == list(FOUND.pictures)
    for name, picture in FOUND.pictures.items():
        path = tmp_path / f"{name}.svg"
        path.write_text(picture, "utf-8")

        assert ET.parse(path).getroot().tag.endswith("svg")  # noqa: S314 - it is made here
        assert picture == methodcaller("_repr_html_")(picture)
        assert "Smith" not in picture
