"""What reading, checking and writing may cost, in counts: those are the same on every machine."""

import gc
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from cpkit import Domain, DomainSettings, MatchingRule, from_wire, to_wire
from cpkit.models.attribute_types import RULE_ATTRIBUTES
from tests.support import samples
from tests.support.counted_calls import calls

NAMES = sorted(RULE_ATTRIBUTES)


def document(rules: int) -> dict[str, Any]:
    """Return settings with so many rules, each of which lacks another attribute."""
    listed = [{"Rule": [*NAMES[:level], *NAMES[level + 1 :]]} for level in range(rules)]
    return {
        "DomainName": "shop",
        "RuleBasedMatching": {"Enabled": True, "MatchingRules": listed},
        "Tags": {f"team-{number}": "web" for number in range(rules)},
    }


def read(given: dict[str, Any]) -> Callable[[], object]:
    """Read settings."""
    return lambda: from_wire(DomainSettings, given)


def collect_problems(given: dict[str, Any]) -> Callable[[], object]:
    """Look for problems."""
    return from_wire(DomainSettings, given).problems


def write(given: dict[str, Any]) -> Callable[[], object]:
    """Write settings."""
    settings = from_wire(DomainSettings, given)
    return lambda: to_wire(settings)


def answer(given: dict[str, Any]) -> Callable[[], object]:
    """Read an answer."""
    answered = {**given, "CreatedAt": 0, "LastUpdatedAt": 1}
    return lambda: from_wire(Domain, answered)


WAYS = [(read, 2), (collect_problems, 7), (write, 1), (answer, 5)]
"""What is done, and how many calls one rule more may take in it."""


@pytest.mark.parametrize(("way", "most"), WAYS)
def test_calls_when_there_is_one_rule_more_then_few_more_and_always_as_many(
    way: Callable[[dict[str, Any]], Callable[[], object]], most: int
) -> None:
    """The cost grows in proportion, and a rule's attributes and a tag take no call of their own."""
    counts = [calls(way(document(rules))) for rules in (5, 10, 15)]

    first, second = (later - earlier for earlier, later in pairwise(counts))
    assert first == second
    assert first <= most * 5


@pytest.mark.parametrize(
    ("way", "most"), [(read, 60), (collect_problems, 195), (write, 21), (answer, 120)]
)
def test_calls_when_the_document_is_full_then_so_many_at_most(
    way: Callable[[dict[str, Any]], Callable[[], object]], most: int
) -> None:
    """What is valid is checked once, and a response is copied beside it."""
    assert calls(way(samples.full())) <= most


def test_objects_when_a_rule_is_read_then_two_beside_its_names() -> None:
    """A rule is an object and a tuple: nothing else is kept for it, and no dict of attributes."""
    rule = from_wire(MatchingRule, {"Rule": NAMES[:15]})

    below = [held for held in gc.get_referents(rule) if held is not MatchingRule]

    assert [rule.rule] == below
    assert not hasattr(rule, "__dict__")
    assert sys.getsizeof(rule) < sys.getsizeof({"Rule": rule.rule})


def test_write_when_called_twice_then_nothing_is_shared() -> None:
    """Each request is fresh, so that whoever changes one changes nothing else."""
    settings = from_wire(DomainSettings, samples.full())
    first: Any = to_wire(settings)
    second: Any = to_wire(settings)

    first["RuleBasedMatching"]["MatchingRules"][0]["Rule"].clear()
    first["Matching"]["AutoMerging"]["Consolidation"]["MatchingAttributesList"][0].clear()
    first["Tags"].clear()

    assert samples.full() == second == to_wire(settings)
