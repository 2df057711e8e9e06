"""Tests of why two profiles are in one group, or are not."""

import pytest

from cpkit import AttributeTypesSelector, preview
from cpkit.errors import ValidationError
from tests.support.preview_profiles import people, rules

SELECTOR = AttributeTypesSelector(
    attribute_matching_model="ONE_TO_ONE", email_address=["EmailAddress", "BusinessEmailAddress"]
)
CHAIN = people(
    {"EmailAddress": "1@", "BusinessEmailAddress": "2@"},
    {"EmailAddress": "1@", "BusinessEmailAddress": "3@"},
    {"EmailAddress": "4@", "BusinessEmailAddress": "3@"},
)


def test_why_when_a_rule_ties_both_then_its_level_and_values() -> None:
    """All attributes of the rule are in it."""
    profiles = people(*({"FirstName": "Jo", "LastName": "Doe"} for _ in range(2)))
    found = preview.evaluate(profiles, rules(["FirstName", "LastName"])).why("0", "1")

    assert 1 == found.level
    assert {"FirstName": "Jo", "LastName": "Doe"} == found.ties[0].values
    assert "0 and 1 match.\n  level 1: same FirstName 'Jo', LastName 'Doe'" == str(found)


def test_why_when_others_tie_them_then_the_shortest_way_through_these() -> None:
    """Each step says whom it ties, and by what."""
    found = preview.evaluate(CHAIN, rules(["EmailAddress"], attribute_types_selector=SELECTOR))

    assert [
        "0 and 2 are in one group through others.",
        "  0 and 1, level 1: same EmailAddress '1@'",
        "  1 and 2, level 1: same BusinessEmailAddress '3@'",
    ] == str(found.why("0", "2")).splitlines()


def test_why_when_sub_types_match_each_other_then_both_are_named() -> None:
    """The e-mail of one is the business e-mail of the other."""
    profiles = people({"EmailAddress": "1@"}, {"BusinessEmailAddress": "1@"})
    selector = AttributeTypesSelector(
        attribute_matching_model="MANY_TO_MANY",
        email_address=["EmailAddress", "BusinessEmailAddress"],
    )
    found = preview.evaluate(profiles, rules(["EmailAddress"], attribute_types_selector=selector))

    assert {"EmailAddress = BusinessEmailAddress": "1@"} == found.why("0", "1").ties[0].values


def test_why_when_levels_are_transitive_then_each_tie_has_its_own_level() -> None:
    """The level of the whole is the lowest of these."""
    profiles = people(
        {"FirstName": "a", "LastName": "x"},
        {"FirstName": "a", "LastName": "y"},
        {"FirstName": "b", "LastName": "y"},
    )
    found = preview.evaluate(
        profiles, rules(["FirstName"], ["LastName"]), grouping="transitive"
    ).why("2", "0")

    assert [2, 1] == [tie.level for tie in found.ties]
    assert 1 == found.level


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"EmailAddress": "1@", "LastName": "Roe"}, "level 1: same EmailAddress; LastName differs"),
        ({"EmailAddress": "1@"}, "level 1: same EmailAddress; LastName is missing"),
        ({"EmailAddress": "2@", "LastName": "Roe"}, "level 2: FirstName is missing"),
    ],
)
def test_why_when_nothing_ties_them_then_the_rule_that_comes_nearest(
    other: dict[str, str], expected: str
) -> None:
    """What is the same, and what keeps them apart."""
    profiles = people(
        {"EmailAddress": "1@", "LastName": "Doe", "FirstName": "Jo"},
        {"LastName": None, "FirstName": None, **other},
    )
    found = preview.evaluate(profiles, rules(["EmailAddress", "LastName"], ["FirstName"]))

    explained = found.why("0", "1")

    assert (None, ()) == (explained.level, explained.ties)
    assert f"0 and 1 do not match.\n  nearest is {expected}" == str(explained)


def test_why_when_all_values_are_too_common_then_that_is_said() -> None:
    """No attribute keeps them apart."""
    profiles = people(*({"FirstName": "Jo"} for _ in range(3)))
    found = preview.evaluate(profiles, rules(["FirstName"]), common_value_limit=2)

    assert str(found.why("0", "1")).endswith(
        "level 1: same FirstName; all these values are too common to match on"
    )


def test_why_when_some_values_are_too_common_then_ties_are_by_others() -> None:
    """What is too common ties nobody, though both have it."""
    profiles = people(
        {"EmailAddress": "1@", "BusinessEmailAddress": "2@"},
        {"EmailAddress": "1@", "BusinessEmailAddress": "2@"},
        {"EmailAddress": "1@", "BusinessEmailAddress": "3@"},
    )
    found = preview.evaluate(
        profiles, rules(["EmailAddress"], attribute_types_selector=SELECTOR), common_value_limit=2
    )

    assert {"BusinessEmailAddress": "2@"} == found.why("0", "1").ties[0].values


def test_why_when_one_has_matched_earlier_then_that_is_said() -> None:
    """A profile that matched leaves the pool."""
    profiles = people(
        {"FirstName": "a", "LastName": "x"},
        {"FirstName": "a", "LastName": "y"},
        {"FirstName": "b", "LastName": "y"},
    )
    found = preview.evaluate(profiles, rules(["FirstName"], ["LastName"]))

    assert str(found.why("1", "2")).endswith(
        "level 2: same LastName; one of them has matched others at level 1 before"
    )


def test_why_when_ids_are_unknown_then_the_error_names_places_and_no_ids() -> None:
    """Ids can be personal data."""
    found = preview.evaluate(CHAIN, rules(["EmailAddress"]))

    with pytest.raises(ValidationError) as caught:
        found.why("jo@example.com", "sam@example.com")

    assert ["id1", "id2"] == [one.path for one in caught.value.problems]
    assert "example.com" not in str(caught.value)


def test_why_when_one_profile_is_named_twice_then_that_is_said() -> None:
    """No profile matches itself."""
    with pytest.raises(ValidationError, match="id2: must be another profile than id1"):
        preview.evaluate(CHAIN, rules(["EmailAddress"])).why("0", "0")


def test_why_when_levels_are_of_a_waterfall_then_ties_are_of_the_groups_level() -> None:
    """A rule of a later level ties nobody who has matched before."""
    profiles = people(*2 * [{"FirstName": "x", "LastName": "y"}])
    found = preview.evaluate(
        profiles, rules(["FirstName"], ["LastName"]), grouping="waterfall"
    ).why("0", "1")

    assert [1] == [tie.level for tie in found.ties]


@pytest.mark.filterwarnings("ignore::cpkit.SettingsWarning")
def test_why_when_a_value_is_too_common_then_it_ties_nobody() -> None:
    """Two who share it are in one group by another one alone."""
    profiles = people(
        {"FirstName": "x", "LastName": "1"},
        {"FirstName": "x", "LastName": "1"},
        {"FirstName": "x", "LastName": "2"},
    )
    found = preview.evaluate(
        profiles, rules(["FirstName"], ["LastName"]), common_value_limit=2
    ).why("0", "1")

    assert [{"LastName": "1"}] == [tie.values for tie in found.ties]
