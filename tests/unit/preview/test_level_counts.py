"""Tests of frames that follow from an evaluation alone."""

from cpkit import preview
from tests.support.preview_profiles import people, rules


def test_frames_when_rules_are_taken_away_then_nothing_matches() -> None:
    """A preview without rules is what others are compared with."""
    found = preview.evaluate(people({"FirstName": "x"}, {"FirstName": "x"}), rules(["FirstName"]))

    none = found.without_rules()

    assert 1 == found.levels.height
    assert (0, 0, 0) == (none.levels.height, none.groups.height, none.members.height)
    assert [("FirstName", 0)] == none.missing.rows()
