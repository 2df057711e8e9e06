"""Sequences take any iterable that has an order, and names take any text."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pytest

from cpkit import (
    AutoMerging,
    Consolidation,
    DayOfTheWeek,
    DomainSettings,
    MatchingRule,
    RuleBasedMatching,
)
from cpkit.errors import ValidationError
from tests.support.found_problems import problem_paths


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ("EmailAddress", [("MatchingRule.Rule", "type")]),
        (b"EmailAddress", [("MatchingRule.Rule", "type")]),
        ({"EmailAddress": 1}, [("MatchingRule.Rule", "type")]),
        (5, [("MatchingRule.Rule", "type")]),
        (np.array("EmailAddress"), [("MatchingRule.Rule", "type")]),
        (None, [("MatchingRule.Rule", "type")]),
        ([], [("MatchingRule.Rule", "length")]),
        ([["EmailAddress"]], [("MatchingRule.Rule[0]", "type")]),
    ],
    ids=repr,
)
def test_sequence_when_it_is_none_then_refused(given: Any, paths: list[tuple[str, str]]) -> None:
    """A text is no list of letters, a map no list of keys."""
    assert paths == problem_paths(MatchingRule, rule=given)


def keys(names: list[str]) -> Iterable[str]:
    """Give names as the keys of a map."""
    return dict.fromkeys(names).keys()


ITERABLES: list[Callable[[list[str]], Iterable[str]]] = [list, tuple, iter, keys]


@pytest.mark.parametrize("given_as", ITERABLES)
def test_sequence_when_any_iterable_then_a_tuple_in_its_order(given_as: Any) -> None:
    """Sequences take any iterable."""
    assert ("LastName", "FirstName") == MatchingRule(given_as(["LastName", "FirstName"])).rule


def test_sequence_when_a_set_of_names_then_sorted() -> None:
    """The order of a set is chance, so equal sets are made to give equal values."""
    assert ("FirstName", "LastName") == MatchingRule({"LastName", "FirstName"}).rule
    criterion: Any = frozenset("ba")
    assert (("a", "b"),) == Consolidation([criterion]).matching_attributes_list


def test_rules_when_given_as_a_set_then_refused() -> None:
    """The order of rules is their meaning, and a set has none."""
    with pytest.raises(ValidationError, match="a set has no order"):
        RuleBasedMatching(enabled=True, matching_rules={MatchingRule(["LastName"])})


def test_criteria_when_no_lists_then_refused() -> None:
    """Criteria are lists of lists."""
    given: Any = "EmailAddress"

    with pytest.raises(ValidationError, match=r"Consolidation.MatchingAttributesList: must be"):
        Consolidation(given)


def test_text_when_it_is_a_subclass_then_kept_as_a_plain_text() -> None:
    """Whatever is a text is kept as one, and nothing of its class."""
    settings = DomainSettings(domain_name=DayOfTheWeek.MONDAY)

    assert str is type(settings.domain_name)
    assert "MONDAY" == settings.domain_name


def test_score_when_whole_then_a_float() -> None:
    """A whole number is a number."""
    merging = AutoMerging(enabled=True, min_allowed_confidence_score_for_merging=1)

    assert float is type(merging.min_allowed_confidence_score_for_merging)


@pytest.mark.parametrize("score", [10**400, -(10**400), float("nan"), float("-inf")], ids=str)
def test_score_when_not_finite_then_refused_as_no_number(score: float) -> None:
    """What cannot be a float is said in few words, however many digits it has."""
    with pytest.raises(ValidationError, match="finite") as caught:
        AutoMerging(enabled=True, min_allowed_confidence_score_for_merging=score)

    assert 200 > len(str(caught.value))


def test_number_when_it_has_thousands_of_digits_then_said_by_its_size() -> None:
    """Python refuses to write such a number; the message does not try."""
    with pytest.raises(ValidationError, match="an integer of 16610 bits"):
        DomainSettings(domain_name="shop", default_expiration_days=10**5000)
