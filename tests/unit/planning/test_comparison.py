"""Why two values are not equal, and never what is secret about them."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

import attrs
import pytest

from cpkit.models import CLEAR, DomainSettings, Matching, MatchingRule, RuleBasedMatching
from cpkit.planning import Change
from cpkit.planning.comparison import explanation
from tests.support.planned import make_domain, make_plan


@attrs.frozen
class Mine:
    """A class of a user's own."""

    settings: DomainSettings
    note: str = attrs.field(default="secret", repr=False)
    ignored: int = attrs.field(default=0, eq=False)


@dataclasses.dataclass
class MyData:
    """Another one."""

    name: str
    settings: DomainSettings


class MyPair(NamedTuple):
    """And another."""

    name: str
    settings: DomainSettings


def shop(**declared: Any) -> DomainSettings:
    """Declare settings."""
    return DomainSettings(domain_name="shop", **declared)


A = shop(
    default_expiration_days=30,
    default_encryption_key="arn:secret",
    dead_letter_queue_url="https://secret",
    tags={"team": "secret"},
)
B = shop(
    default_expiration_days=90,
    default_encryption_key="arn:secret2",
    dead_letter_queue_url=CLEAR,
    tags={"team": "secret2"},
)
MASKED = [
    "default_expiration_days: 30 != 90",
    "default_encryption_key: <hidden> != <hidden>",
    "dead_letter_queue_url: <hidden> != CLEAR",
    "tags: {'team': <hidden>} != {'team': <hidden>}",
]


def lines(left: object, right: object) -> list[str]:
    """Explain, and return what stands below the first line."""
    explained = explanation(left, right)
    assert explained is not None
    assert "secret" not in "".join(explained)
    assert "" == explained[1]
    return explained[2:]


def test_explanation_when_settings_differ_then_it_is_their_masked_diff() -> None:
    """As a plan would show the changes."""
    assert [
        "DefaultExpirationDays: 30 -> 90",
        "DefaultEncryptionKey: <hidden> -> <hidden>",
        "DeadLetterQueueUrl: <hidden> -> CLEAR",
        'Tags["team"]: <hidden> -> <hidden>',
    ] == lines(A, B)


def test_explanation_when_settings_mean_the_same_then_it_says_so() -> None:
    """They are not equal, since equality is exact; a plan looks at what they mean."""
    assert [
        "matching: Matching(enabled=False) != None",
        "Both mean the same: a plan from one to the other is empty.",
    ] == lines(shop(matching=Matching(enabled=False)), shop())


@pytest.mark.parametrize(
    ("left", "right", "path"),
    [
        (Mine(A, "secret"), Mine(B, "secret"), "settings"),
        (MyData("x", A), MyData("x", B), "settings"),
        (MyPair("x", A), MyPair("x", B), "settings"),
        (MyData("x", MyPair("y", A)), MyData("x", MyPair("y", B)), "settings.settings"),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] - a class within a class
    ],
)
def test_explanation_when_a_class_of_a_user_holds_settings_then_it_is_masked(
    left: object, right: object, path: str
) -> None:
    """Pytest would look into it, down to the secrets."""
    assert [f"{path}.{line}" for line in MASKED] == lines(left, right)


def test_explanation_when_a_domain_differs_then_its_settings_are_masked() -> None:
    """What was read holds the same secrets; what it came from is not compared."""
    old, new = (make_domain(DefaultEncryptionKey=key, Stats={}) for key in ("secret", "secret2"))

    assert ["settings.default_encryption_key: <hidden> != <hidden>"] == lines(old, new)


def test_explanation_when_lists_differ_then_each_item_is_named() -> None:
    """Down to the rule."""
    old, new = (
        RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"], [name]])
        for name in ("LastName", "Gender")
    )
    longer = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])

    assert ["matching_rules[1].rule[0]: 'LastName' != 'Gender'"] == lines(old, new)
    assert 1 == len(lines(old, longer))
    assert lines(old, longer)[0].startswith("matching_rules: (MatchingRule(")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (make_plan({}, default_encryption_key="secret"), make_plan({})),
        (Change("DefaultEncryptionKey", "secret", None), Change("Tags", None, None)),
        (
            make_plan({}, default_encryption_key="secret").steps[0],
            make_plan({}, dead_letter_queue_url="secret").steps[0],
        ),
        (MatchingRule(["LastName"]), "LastName"),
        (A, None),
    ],
)
def test_explanation_when_values_are_no_settings_then_as_their_reprs(
    left: object, right: object
) -> None:
    """What a repr hides stays hidden, and a long one is cut."""
    (line,) = lines(left, right)

    assert " != " in line
    assert 450 > len(line)


@pytest.mark.parametrize(("left", "right"), [(1, 2), ("a", ["a"]), ({"a": A}, {"a": B})])
def test_explanation_when_no_value_of_cpkit_is_looked_into_then_pytest_explains(
    left: object, right: object
) -> None:
    """Whatever is in a dict or a list, pytest shows as its repr."""
    assert explanation(left, right) is None
