"""Tests of what differs between two previews."""

from typing import Any

import pytest

from cpkit import preview
from cpkit.errors import ValidationError
from tests.support.preview_profiles import people, rules

SOME = people(
    {"FirstName": "a", "LastName": "1", "BirthDate": "d"},
    {"FirstName": "a", "LastName": "2", "BirthDate": None},
    {"FirstName": "b", "LastName": "3", "BirthDate": "d"},
    {"FirstName": "b", "LastName": "3", "BirthDate": None},
    {"FirstName": "b", "LastName": "3", "BirthDate": None},
    {"FirstName": "c", "LastName": "5", "BirthDate": "e"},
    {"FirstName": "d", "LastName": "5", "BirthDate": "e"},
)
BEFORE = preview.evaluate(SOME, rules(["FirstName"]))


def test_compare_when_rules_match_others_then_groups_are_new_and_gone() -> None:
    """What stayed the same is no change."""
    compared = BEFORE.compare(rules(["LastName"]))

    assert [("new", 2, 2, 2), ("gone", 1, 2, 2)] == compared.groups.rows()
    assert [("new", 1, 2), ("gone", 1, 2), ("split", 0, 0), ("fused", 0, 0)] == (
        compared.counts.rows()
    )
    assert (1, 1) == (compared.pairs_gained, compared.pairs_lost)
    assert str(compared) == (
        "Groups: 1 new, 1 gone, 0 split, 0 fused\n"
        "Pairs of profiles: 1 gained, 1 lost\n"
        "Profiles that would vanish: 3 before, 3 after"
    )


def test_compare_when_members_go_elsewhere_then_groups_are_split_and_fused() -> None:
    """One comes of members of two groups."""
    compared = BEFORE.compare(rules(["BirthDate"]))

    assert [("new", 2, 2, 2), ("split", 2, 3, 3), ("split", 1, 2, 2), ("fused", 1, 2, 2)] == (
        compared.groups.rows()
    )
    assert (2, 4) == (compared.pairs_gained, compared.pairs_lost)


def test_compare_when_only_merging_differs_then_what_vanishes_tells() -> None:
    """The groups are the same."""
    both = ["LastName"], ["FirstName"]
    one = preview.evaluate(SOME, rules(*both, max_allowed_rule_level_for_merging=1))

    compared = one.compare(rules(*both))

    assert compared.groups.is_empty()
    assert (3, 4) == compared.vanishing
    assert (0, 3) == one.without_rules().compare(one).vanishing


def test_compare_when_turned_around_then_what_was_gained_is_lost() -> None:
    """A preview of the same profiles does in place of rules."""
    after = preview.evaluate(SOME, rules(["LastName"]))

    there, back = BEFORE.compare(after), after.compare(BEFORE)

    assert (there.pairs_gained, there.pairs_lost) == (back.pairs_lost, back.pairs_gained)
    assert BEFORE is there.before is back.after
    assert "<Comparison: 2 groups differ>" == repr(there)


def test_sample_when_a_change_is_named_then_members_with_both_numbers_and_all_fields() -> None:
    """The fields of either's rules are in it."""
    compared = BEFORE.compare(rules(["LastName"]))

    shown = {"group": 2, "profile_id": "5", "before": None, "after": 2}
    assert [
        {**shown, "FirstName": "c", "LastName": "5"},
        {**shown, "profile_id": "6", "FirstName": "d", "LastName": "5"},
    ] == compared.sample("new").rows(named=True)
    assert [] == compared.sample("split").rows()


def test_sample_when_there_is_no_such_change_then_those_there_are_are_said() -> None:
    """A misspelt change is not an empty sample."""
    change: Any = "gained"  # as a user might write
    with pytest.raises(ValidationError, match="change: must be one of 'new', 'gone', 'split', 'f"):
        BEFORE.compare(BEFORE).sample(change)


def test_compare_when_the_profiles_are_others_then_that_is_said() -> None:
    """Groups of different profiles cannot be compared."""
    with pytest.raises(ValidationError, match="other: must be a preview of the same profiles"):
        BEFORE.compare(preview.evaluate(SOME.reverse(), rules(["FirstName"])))
    with pytest.raises(ValidationError, match="other: must be a preview of the same profiles"):
        BEFORE.compare(preview.evaluate(SOME.head(3), rules(["FirstName"])))
