"""The worked examples of the service's guide to rule-based matching."""

from typing import Literal

import pytest

from cpkit import AttributeTypesSelector, RuleBasedMatching, preview

Model = Literal["ONE_TO_ONE", "MANY_TO_MANY"]

_A = {
    "ProfileId": "A",
    "FirstName": "John",
    "LastName": "Doe",
    "AccountNumber": "1234",
    "EmailAddress": "1@example.com",
    "BusinessEmailAddress": "john@example.com",
}


def _rules(model: Model) -> RuleBasedMatching:
    return RuleBasedMatching(
        enabled=True,
        matching_rules=[["EmailAddress", "LastName", "FirstName"], ["AccountNumber"]],
        max_allowed_rule_level_for_matching=2,
        max_allowed_rule_level_for_merging=1,
        attribute_types_selector=AttributeTypesSelector(
            attribute_matching_model=model,
            email_address=["EmailAddress", "BusinessEmailAddress"],
        ),
    )


def _levels(other: dict[str, str], model: Model) -> list[tuple[str, int]]:
    found = preview.evaluate([_A, {**_A, "ProfileId": "B", **other}], _rules(model))
    return sorted(found.members.select("profile_id", "level").iter_rows())


@pytest.mark.parametrize("model", ["ONE_TO_ONE", "MANY_TO_MANY"])
def test_evaluate_when_one_sub_type_is_equal_on_both_then_they_match_at_level_1(
    model: Model,
) -> None:
    """Another e-mail address does not matter where the business e-mail address is the same."""
    assert [("A", 1), ("B", 1)] == _levels({"EmailAddress": "2@example.com"}, model)


@pytest.mark.parametrize(("model", "level"), [("MANY_TO_MANY", 1), ("ONE_TO_ONE", 2)])
def test_evaluate_when_different_sub_types_are_equal_then_only_many_to_many_matches_at_level_1(
    model: Model, level: int
) -> None:
    """Where B's business e-mail address is A's e-mail address, B is found by its account else."""
    other = {"EmailAddress": "2@example.com", "BusinessEmailAddress": "1@example.com"}

    assert [("A", level), ("B", level)] == _levels(other, model)
