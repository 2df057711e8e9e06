"""A value that was let past is a value like any other, and says what is wrong with it."""

import copy
import enum
import pickle
from typing import Any

import attrs
import pytest

import cpkit
from cpkit import (
    Consolidation,
    Domain,
    DomainSettings,
    MatchingRule,
    RuleBasedMatching,
    custom_attribute,
    from_wire,
    to_wire,
)
from cpkit.errors import ValidationError
from cpkit.schema.checks import LIMITS


def past() -> dict[str, Any]:
    """Give arguments that break a limit each."""
    return {
        "domain_name": "my shop",
        "default_expiration_days": 2000,
        "default_encryption_key": f"arn:aws:kms:eu-west-1:111122223333:key/{'k' * 300}",
        "tags": {"Cost Center": "x"},
    }


def test_settings_when_let_past_then_they_evolve_outside() -> None:
    """Whoever holds a value that was let past can change another member of it."""
    with cpkit.ignore_checks(*LIMITS):
        settings = DomainSettings(**past())

    evolved = attrs.evolve(settings, data_store=cpkit.DataStore(enabled=True))

    assert 2000 == evolved.default_expiration_days
    assert "my shop" == evolved.domain_name
    assert ["pattern", "range", "length", "pattern"] == [p.code for p in evolved.problems()]
    with pytest.raises(ValidationError):
        attrs.evolve(settings, default_expiration_days=3000)


def test_answer_when_it_breaks_limits_then_its_settings_evolve() -> None:
    """Read, change, write works on the day on which AWS relaxes a limit, too."""
    answer: dict[str, Any] = {
        "DomainName": "shop",
        "CreatedAt": 1,
        "LastUpdatedAt": 2,
        "DefaultExpirationDays": 2000,
        "RuleBasedMatching": {
            "Enabled": True,
            "MatchingRules": [{"Rule": [f"New{n}"]} for n in range(20)],
            "AttributeTypesSelector": {
                "AttributeMatchingModel": "ONE_TO_ONE",
                "Address": ["HomeAddress"],
            },
        },
        "Matching": {
            "Enabled": True,
            "AutoMerging": {"Enabled": True, "MinAllowedConfidenceScoreForMerging": 2.5},
        },
    }
    settings = from_wire(Domain, answer).settings
    rules, matching = settings.rule_based_matching, settings.matching
    assert rules
    assert rules.matching_rules
    assert rules.attribute_types_selector
    assert matching
    assert matching.auto_merging

    changed = attrs.evolve(
        settings,
        rule_based_matching=attrs.evolve(
            rules,
            enabled=False,
            attribute_types_selector=attrs.evolve(
                rules.attribute_types_selector, phone_number=["PhoneNumber"]
            ),
        ),
        matching=attrs.evolve(
            matching, auto_merging=attrs.evolve(matching.auto_merging, enabled=False)
        ),
    )

    wire: Any = to_wire(changed)
    assert 2.5 == wire["Matching"]["AutoMerging"]["MinAllowedConfidenceScoreForMerging"]
    assert (
        answer["RuleBasedMatching"]["MatchingRules"] == wire["RuleBasedMatching"]["MatchingRules"]
    )
    assert attrs.evolve(rules.matching_rules[0]) == rules.matching_rules[0]


def test_settings_when_let_past_then_plain_on_the_wire_and_equal_to_plain_ones() -> None:
    """The mark shows nowhere but in what constructors do."""
    with cpkit.ignore_checks(*LIMITS):
        settings, same = DomainSettings(**past()), DomainSettings(**past())

    wire: Any = to_wire(settings)

    assert [str, int, str, dict] == [type(value) for value in wire.values()]
    assert (settings, hash(settings)) == (same, hash(same))
    assert settings == pickle.loads(pickle.dumps(settings)) == copy.deepcopy(settings)
    assert attrs.evolve(pickle.loads(pickle.dumps(settings))) == settings


def test_list_when_let_past_then_it_evolves() -> None:
    """Lists that are too long, or hold what no rule can name, keep their mark."""
    with cpkit.ignore_checks("length"):
        criteria = Consolidation([["a", "b"]] * 11)
        rules = RuleBasedMatching(
            enabled=True, matching_rules=[[custom_attribute(str(n))] for n in range(16)]
        )

    assert criteria == attrs.evolve(criteria)
    assert 16 == len(attrs.evolve(rules, enabled=False).matching_rules or ())


def test_lifting_when_generators_end_out_of_order_then_nothing_stays_lifted() -> None:
    """Each context takes back what it lifted, whichever ends first."""

    def lifting() -> Any:
        with cpkit.ignore_checks("range"):
            yield

    first, second = lifting(), lifting()
    next(first)
    next(second)
    first.close()
    second.close()

    with pytest.raises(ValidationError):
        DomainSettings(domain_name="shop", default_expiration_days=2000)


def test_lifting_when_used_as_a_decorator_then_refused() -> None:
    """It would do nothing on coroutines and generators, so it is no decorator at all."""
    lifting: Any = cpkit.ignore_checks("range")

    with pytest.raises(TypeError):
        lifting(print)


def test_lifting_when_a_warning_is_named_then_it_is_silenced() -> None:
    """The code of a warning silences it; lifting all limits silences none."""
    criteria = Consolidation([["LastName"]])

    with cpkit.ignore_checks("single-attribute"):
        assert () == criteria.problems()
    with cpkit.ignore_checks(*LIMITS):
        assert ["single-attribute"] == [problem.code for problem in criteria.problems()]


class Colour(enum.StrEnum):
    """A user's own names."""

    EMAIL = "EmailAddress"


class Level(enum.IntEnum):
    """A user's own numbers."""

    FIRST = 1


def test_names_when_they_are_enum_members_then_kept_as_plain_texts() -> None:
    """What is kept needs no class of the user's to be unpickled."""
    email: Any = Colour.EMAIL
    rule = MatchingRule([email])
    criteria = Consolidation([[Colour.EMAIL, "b"]])
    settings = DomainSettings(domain_name=Colour.EMAIL, tags={Colour.EMAIL: Colour.EMAIL})
    rules = RuleBasedMatching(enabled=True, max_allowed_rule_level_for_matching=Level.FIRST)

    wire: Any = to_wire(settings)
    kept = (*rule.rule, *criteria.matching_attributes_list[0], settings.domain_name)
    assert {str} == {type(text) for text in (*kept, *wire["Tags"], *wire["Tags"].values())}
    assert int is type(rules.max_allowed_rule_level_for_matching)


def test_rules_when_given_as_sets_of_names_then_taken_like_a_rule_alone() -> None:
    """Shorthand takes what the constructor takes."""
    rules = RuleBasedMatching(enabled=True, matching_rules=[{"LastName", "BirthDate"}])

    assert (MatchingRule(["BirthDate", "LastName"]),) == rules.matching_rules


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        (None, "write DomainSettings(...)"),
        (5, "write DomainSettings(...)"),
        ({"a": 1}, "read it with from_wire(DomainSettings, ...) first"),
        ([], "write DomainSettings(...)"),
    ],
)
def test_to_wire_when_nothing_declared_is_given_then_a_type_error(given: Any, advice: str) -> None:
    """Only what one declares can be written; an answer has its settings."""
    with pytest.raises(TypeError) as caught:
        to_wire(given)

    assert str(caught.value).endswith(f"; {advice}")


def test_from_wire_when_the_class_is_foreign_then_a_type_error() -> None:
    """Only cpkit's classes can be read."""
    foreign: Any = dict

    with pytest.raises(TypeError, match="not dict"):
        from_wire(foreign, {})


def test_domain_when_built_by_hand_then_immutable_too() -> None:
    """Whoever makes one for a test gets the same value as from the service."""
    raw: dict[str, Any] = {"a": [1]}
    names: Any = ["x"]
    domain = Domain(
        settings=DomainSettings(domain_name="shop"),
        created_at=1,  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] - seconds, too
        last_updated_at=2,  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        raw=raw,
        unknown_members=names,
    )

    raw["b"] = 1
    names.append("y")

    assert {"a": (1,)} == domain.raw
    assert ("x",) == domain.unknown_members
    assert isinstance(hash(domain), int)
