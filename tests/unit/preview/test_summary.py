"""The one screen that a preview prints."""

from cpkit import preview
from tests.support.golden import Golden
from tests.support.preview_profiles import people, rules

SHOP = people(
    *({"FirstName": "Ann", "LastName": f"{number}"} for number in range(3)),
    *({"FirstName": f"{number}", "LastName": "Smith"} for number in range(2)),
    {"FirstName": "w"},
)
RULES = rules(["FirstName"], ["LastName"], max_allowed_rule_level_for_merging=1)


def test_summary_when_compared_with_what_was_looked_at_then_it_is_the_same(golden: Golden) -> None:
    """What would merge, what each level does, and what the numbers rest on."""
    shown = f"{preview.evaluate(SHOP, RULES)}\n"

    assert golden.file("summary.txt", shown) == shown


def test_summary_when_values_are_too_common_then_the_most_common_are_shown() -> None:
    """Five of them, and how many more there are."""
    many = people(*({"FirstName": f"n{number % 7}"} for number in range(21)))

    shown = str(preview.evaluate(many, rules(["FirstName"]), common_value_limit=2))

    assert 5 == shown.count("FirstName 'n")
    assert "2 more in .common" in shown


def test_summary_when_values_are_left_out_then_fields_are_named_and_values_are_not() -> None:
    """What a job prints is read by many."""
    found = preview.evaluate(SHOP, RULES)

    assert "3  level 1  the same FirstName" in found.to_text()
    assert "Ann" not in found.to_text()
    assert str(found) == found.to_text(values=True)


def test_summary_when_members_share_nothing_then_that_is_said() -> None:
    """Through others they are in one group all the same."""
    tied = people(
        {"FirstName": "x", "LastName": "1"},
        {"FirstName": "x", "LastName": "2"},
        {"FirstName": "y", "LastName": "2"},
    )
    found = preview.evaluate(tied, rules(["FirstName"], ["LastName"]), grouping="transitive")

    assert "3  level 1  nothing in all" in found.to_text()
