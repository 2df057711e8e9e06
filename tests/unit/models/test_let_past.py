"""A value that was let past is a value like any other, and says what is wrong with it."""

import copy
import enum
import pickle
from typing import Any

import attrs
import pytest

import cpkit
from cpkit import (
    AutoMerging,
    Consolidation,
    Domain,
    DomainSettings,
    InvalidSettingsError,
    JobSchedule,
    Matching,
    MatchingRule,
    RuleBasedMatching,
    from_wire,
    to_wire,
)
from cpkit.models.value import Declared


def past() -> dict[str, Any]:
    """Give arguments that break a limit each."""
    return {
        "domain_name": "my shop",
        "default_expiration_days": 2000,
        "default_encryption_key": "k" * 300,
        "tags": {"Cost Center": "x"},
    }


def test_settings_when_let_past_then_they_evolve_outside() -> None:
    """Whoever holds a value that was let past can change another member of it."""
    with cpkit.unchecked():
        settings = DomainSettings(**past())

    evolved = attrs.evolve(settings, dead_letter_queue_url="https://queue")

    assert 2000 == evolved.default_expiration_days
    assert "my shop" == evolved.domain_name
    assert ["pattern", "range", "length", "pattern"] == [p.code for p in evolved.problems()]
    with pytest.raises(InvalidSettingsError):
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
    with cpkit.unchecked():
        settings, same = DomainSettings(**past()), DomainSettings(**past())

    wire: Any = to_wire(settings)

    assert [str, int, str, dict] == [type(value) for value in wire.values()]
    assert (settings, hash(settings)) == (same, hash(same))
    assert settings == pickle.loads(pickle.dumps(settings)) == copy.deepcopy(settings)
    assert attrs.evolve(pickle.loads(pickle.dumps(settings))) == settings


def test_list_when_let_past_then_it_evolves() -> None:
    """Lists that are too long, or hold what no rule can name, keep their mark."""
    with cpkit.unchecked("length"):
        criteria = Consolidation([["a", "b"]] * 11)
        rules = RuleBasedMatching(
            enabled=True, matching_rules=[[f"Attributes.{n}"] for n in range(16)]
        )

    assert criteria == attrs.evolve(criteria)
    assert 16 == len(attrs.evolve(rules, enabled=False).matching_rules or ())


def test_lifting_when_generators_end_out_of_order_then_nothing_stays_lifted() -> None:
    """Each context takes back what it lifted, whichever ends first."""

    def lifting() -> Any:
        with cpkit.unchecked("range"):
            yield

    first, second = lifting(), lifting()
    next(first)
    next(second)
    first.close()
    second.close()

    with pytest.raises(InvalidSettingsError):
        DomainSettings(domain_name="shop", default_expiration_days=2000)


def test_lifting_when_used_as_a_decorator_then_refused() -> None:
    """It would do nothing on coroutines and generators, so it is no decorator at all."""
    lifting: Any = cpkit.unchecked("range")

    with pytest.raises(TypeError):
        lifting(print)


def test_lifting_when_a_warning_is_named_then_it_is_silenced() -> None:
    """The code of a warning silences it; lifting all limits silences none."""
    criteria = Consolidation([["LastName"]])

    with cpkit.unchecked("single-attribute"):
        assert () == criteria.problems()
    with cpkit.unchecked():
        assert ["single-attribute"] == [problem.code for problem in criteria.problems()]


class Own(DomainSettings):
    """A user's own settings, with methods of theirs."""


@attrs.frozen(kw_only=True)
class Noted(DomainSettings):
    """A user's own settings, with a field of theirs."""

    note: str = ""
    more: list[str] = attrs.field(factory=list[str])


@pytest.mark.parametrize("cls", [Own, Noted])
def test_class_when_derived_then_it_works_like_its_parent(cls: type[DomainSettings]) -> None:
    """Users can derive their own classes; what cpkit does not know stays off the wire."""
    assert {"DomainName": "shop"} == to_wire(cls(domain_name="shop"))
    assert "shop" == from_wire(cls, {"DomainName": "shop"}).domain_name
    with pytest.raises(InvalidSettingsError):
        cls(domain_name="my shop")


def test_class_when_it_has_fields_of_its_own_then_reading_leaves_them_at_their_defaults() -> None:
    """A document does not know them, and what is read is as good as what is constructed."""
    first, second = (from_wire(Noted, {"DomainName": "shop"}) for _ in range(2))

    assert Noted(domain_name="shop") == first
    assert first.more is not second.more


class Colour(enum.StrEnum):
    """A user's own names."""

    EMAIL = "EmailAddress"


class Level(enum.IntEnum):
    """A user's own numbers."""

    FIRST = 1


def test_names_when_they_are_enum_members_then_kept_as_plain_texts() -> None:
    """What is kept needs no class of the user's to be unpickled."""
    rule = MatchingRule([Colour.EMAIL])
    criteria = Consolidation([[Colour.EMAIL, "b"]])
    settings = DomainSettings(domain_name=Colour.EMAIL, tags={Colour.EMAIL: Colour.EMAIL})
    rules = RuleBasedMatching(enabled=True, max_allowed_rule_level_for_matching=Level.FIRST)

    wire: Any = to_wire(settings)
    kept = (*rule.rule, *criteria.matching_attributes_list[0], settings.domain_name)
    assert {str} == {type(text) for text in (*kept, *wire["Tags"], *wire["Tags"].values())}
    assert int is type(rules.max_allowed_rule_level_for_matching)


ODD: list[tuple[type[Declared], dict[str, Any], str]] = [
    (DomainSettings, {"domain_name": 10**400}, "not a whole number"),
    (Matching, {"enabled": 10**5000}, "a number of 16610 bits"),
    (MatchingRule, {"rule": [10**5000]}, "not a whole number"),
    (RuleBasedMatching, {"enabled": True, "matching_rules": "Gender"}, "write [['Gender']]"),
    (Consolidation, {"matching_attributes_list": "LastName"}, "write [['LastName']]"),
    (MatchingRule, {"rule": "LastName"}, "write ['LastName']"),
    (MatchingRule, {"rule": ["ShippingAddress.Zip"]}, "are Address.Address, Address.City"),
    (MatchingRule, {"rule": ["City"]}, "did you mean 'Address.City'"),
    (MatchingRule, {"rule": ["Country"]}, "did you mean 'Address.Country'"),
    (JobSchedule, {"day_of_the_week": "", "time": "9:00"}, "not ''."),
    (DomainSettings, {"domain_name": "a", "default_expiration_days": "0366"}, "as JSON writes"),
    (DomainSettings, {"domain_name": "a", "default_expiration_days": "1e3"}, "not a text."),
    (MatchingRule, {"rule": ["BillingAddress." + "x" * 10**6]}, "'BillingAddress.xxx"),
    (AutoMerging, {"enabled": None}, "where it is not required"),
]


@pytest.mark.parametrize(("cls", "given", "fragment"), ODD, ids=[case[2] for case in ODD])
def test_message_when_the_value_is_odd_then_short_and_right(
    cls: type[Declared], given: dict[str, Any], fragment: str
) -> None:
    """Odd values are refused in few words, and hints lead to what is accepted."""
    with pytest.raises(InvalidSettingsError) as caught:
        cls(**given)

    assert fragment in str(caught.value)
    assert 600 > len(str(caught.value))


def test_text_when_document_has_no_list_then_the_wire_form_is_shown() -> None:
    """A hint for a document shows what a document says."""
    document = {"DomainName": "shop", "RuleBasedMatching": {"Enabled": True, "MatchingRules": "a"}}

    with pytest.raises(InvalidSettingsError, match=r"write \[\{\"Rule\": \['a'\]\}\]"):
        from_wire(DomainSettings, document)


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("\ud800", '["\\ud800"]'),
        ("x\n  DomainName: is fine", '["x\\n  DomainName: is fine"]'),
        ("k" * 10**6, '["' + "k" * 147 + '..."]'),
        ("größe", '["größe"]'),
        ('say "x"', '["say \\"x\\""]'),
    ],
    ids=["surrogate", "line end", "long", "letters", "quotes"],
)
def test_path_when_a_name_is_odd_then_escaped_and_shortened(key: str, path: str) -> None:
    """Nothing in a path breaks a line or an encoding."""
    for document, prefix in (({key: 1}, ""), ({"Tags": {key: 1}}, "Tags")):
        with pytest.raises(InvalidSettingsError) as caught:
            from_wire(DomainSettings, {"DomainName": "shop", **document})

        assert {prefix + path} == {problem.path for problem in caught.value.problems}
        assert str(caught.value).encode()


def test_error_when_there_are_many_problems_then_its_text_ends() -> None:
    """The text lists as many as one reads; the attribute has all."""
    with pytest.raises(InvalidSettingsError, match=r"and 400 more, in \.problems") as caught:
        from_wire(DomainSettings, {"DomainName": "shop", **{f"n{n}": 1 for n in range(500)}})

    assert 500 == len(caught.value.problems)


def test_rules_when_given_as_sets_of_names_then_taken_like_a_rule_alone() -> None:
    """Shorthand takes what the constructor takes."""
    rules = RuleBasedMatching(enabled=True, matching_rules=[{"LastName", "BirthDate"}])

    assert (MatchingRule(["BirthDate", "LastName"]),) == rules.matching_rules


@pytest.mark.parametrize("given", [None, 5, {"a": 1}, []])
def test_to_wire_when_nothing_declared_is_given_then_a_type_error(given: Any) -> None:
    """Only what one declares can be written; an answer has its settings."""
    with pytest.raises(TypeError, match=r"give domain\.settings"):
        to_wire(given)


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
