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
