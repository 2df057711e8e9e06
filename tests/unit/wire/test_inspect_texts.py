"""What is said of a wrong value is short, right, and where the value is."""

from typing import Any

import pytest

from cpkit import (
    AutoMerging,
    Consolidation,
    DomainSettings,
    JobSchedule,
    Matching,
    MatchingRule,
    RuleBasedMatching,
    from_wire,
)
from cpkit.errors import ValidationError
from cpkit.schema.value import Declared

ODD: list[tuple[type[Declared], dict[str, Any], str]] = [
    (DomainSettings, {"domain_name": 10**400}, "not an integer; put it"),
    (Matching, {"enabled": 10**5000}, "a boolean, not an integer."),
    (MatchingRule, {"rule": [10**5000]}, "Rule[0]: must be a string"),
    (RuleBasedMatching, {"enabled": True, "matching_rules": "Gender"}, 'write [["Gender"]]'),
    (Consolidation, {"matching_attributes_list": "LastName"}, 'write [["LastName"]]'),
    (MatchingRule, {"rule": "LastName"}, 'write ["LastName"]'),
    (MatchingRule, {"rule": ["ShippingAddress.Zip"]}, "one of Address.Address, Address.City"),
    (MatchingRule, {"rule": ["City"]}, "did you mean 'Address.City'"),
    (MatchingRule, {"rule": ["Country"]}, "did you mean 'Address.Country'"),
    (JobSchedule, {"day_of_the_week": "", "time": "9:00"}, "not ''."),
    (DomainSettings, {"domain_name": "a", "default_expiration_days": "0366"}, "as JSON writes"),
    (
        DomainSettings,
        {"domain_name": "a", "default_expiration_days": "1e3"},
        "not the string '1e3'.",
    ),
    (MatchingRule, {"rule": ["BillingAddress." + "x" * 10**6]}, "'BillingAddress.xxx"),
    (AutoMerging, {"enabled": None}, "not null; set a value."),
]


@pytest.mark.parametrize(("cls", "given", "fragment"), ODD, ids=[case[2] for case in ODD])
def test_message_when_the_value_is_odd_then_short_and_right(
    cls: type[Declared], given: dict[str, Any], fragment: str
) -> None:
    """Odd values are refused in few words, and hints lead to what is accepted."""
    with pytest.raises(ValidationError) as caught:
        cls(**given)

    assert fragment in str(caught.value)
    assert 600 > len(str(caught.value))


def test_text_when_document_has_no_list_then_the_wire_form_is_shown() -> None:
    """A hint for a document shows what a document says."""
    document = {"DomainName": "shop", "RuleBasedMatching": {"Enabled": True, "MatchingRules": "a"}}

    with pytest.raises(ValidationError, match=r"write \[\{\"Rule\": \[\"a\"\]\}\]"):
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
        with pytest.raises(ValidationError) as caught:
            from_wire(DomainSettings, {"DomainName": "shop", **document})

        assert {prefix + path} == {problem.path for problem in caught.value.problems}
        assert str(caught.value).encode()


def test_error_when_there_are_many_problems_then_its_text_ends() -> None:
    """The text lists as many as one reads; the attribute has all."""
    with pytest.raises(ValidationError, match=r"and 400 more, in \.problems") as caught:
        from_wire(DomainSettings, {"DomainName": "shop", **{f"n{n}": 1 for n in range(500)}})

    assert 500 == len(caught.value.problems)
