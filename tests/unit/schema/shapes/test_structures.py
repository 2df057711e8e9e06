"""Structures are values of their class; a list of them takes shorthand, but no flat list."""

from typing import Any

import pytest

from cpkit.models import Matching, MatchingRule
from cpkit.schema.shapes import Structure, StructureList
from tests.support.shape_checks import accepted, rejected

RULE = MatchingRule(["EmailAddress"])
ONE = Structure(MatchingRule)
LIST = StructureList(1, 2, MatchingRule, "rule", "rules")


def test_structure_when_it_is_of_its_class_then_as_it_is() -> None:
    """It was validated when it was created."""
    assert RULE is ONE.accept(RULE)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            {"Rule": ["EmailAddress"]},
            (
                "a mapping; write MatchingRule(...), or read the mapping with "
                "from_wire(MatchingRule, ...)."
            ),
        ),
        (Matching(enabled=True), "a Matching; write MatchingRule(...)."),
        ("arn:secret", "a string; write MatchingRule(...)."),
        (True, "a boolean; write MatchingRule(...)."),
        (None, "null; write MatchingRule(...)."),
    ],
    ids=repr,
)
def test_structure_when_it_is_something_else_then_the_way_to_create_it_is_named(
    value: Any, text: str
) -> None:
    """Strings in the wrong place may be secrets, and are not shown."""
    assert [f"X: must be a MatchingRule, not {text}"] == rejected(ONE, value)


@pytest.mark.parametrize("value", [[RULE], (RULE, RULE)])
def test_list_when_valid_then_a_tuple(value: Any) -> None:
    """Of the same values."""
    assert (tuple(value), tuple(value), []) == accepted(LIST, value)


WRONG: list[tuple[Any, str]] = [
    ([], "X: must have 1 to 2 rules, not 0."),
    ([["EmailAddress"]] * 3, "X: must have 1 to 2 rules, not 3."),
    ([[]], "X[0].Rule: must have 1 to 15 items, not 0."),
    (RULE, "X: must be a list of rules, not a MatchingRule; write it in a list."),
    (
        "ab",
        "X: must be a list of rules, not the string 'ab'; write [[\"ab\"]].",
    ),
    (
        ["EmailAddress", "LastName"],
        (
            "X: must be a list of rules, not a list of strings; write "
            '[["EmailAddress", "LastName"]] if all of them must match, or '
            '[["EmailAddress"], ["LastName"]] if each is enough alone.'
        ),
    ),
    (
        [RULE, "LastName"],
        (
            "X[1]: must be a list of strings, not the string 'LastName'; add it to a rule, or "
            'write ["LastName"] if it is enough alone.'
        ),
    ),
    (
        [{"Rule": ["LastName"]}],
        (
            "X[0]: must be a MatchingRule, not a mapping; write MatchingRule(...), or read the "
            "mapping with from_wire(MatchingRule, ...)."
        ),
    ),
    ({RULE}, "X: must be a list of rules, not a set; write a list, as a set has no order."),
]


@pytest.mark.parametrize(("value", "text"), WRONG, ids=lambda value: str(value)[:40])
def test_list_when_wrong_then_the_way_to_write_it_is_named(value: Any, text: str) -> None:
    """A flat list is shown in both readings."""
    assert [text] == rejected(LIST, value)
