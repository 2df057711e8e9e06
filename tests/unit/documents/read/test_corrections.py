"""What to write instead of a value of the wrong type is said as the document's format writes it."""

import json
from typing import Any, Literal

import pytest

from cpkit import DomainSettings
from cpkit.documents import loads
from cpkit.errors import ValidationError
from tests.support import samples


def _with(path: str, value: object) -> dict[str, Any]:
    document = samples.full()
    *parents, last = path.split(".")
    holder: Any = document
    for name in parents:
        holder = holder[name]
    holder[last] = value
    return document


RULES = "RuleBasedMatching.MatchingRules"
CRITERIA = "Matching.AutoMerging.Consolidation.MatchingAttributesList"
BOTH = ["EmailAddress", "LastName"]
JSON_RULES = '[{"Rule": ["EmailAddress"]}, {"Rule": ["LastName"]}]'
ALL = " if all of them must match, or "
OR_ADD = " where it is enough alone, or add it to the one before or after it"
EACH = "for each that is enough alone"


@pytest.mark.parametrize(
    ("path", "value", "yaml", "in_json"),
    [
        (RULES, ["EmailAddress"], "- Rule: [EmailAddress]", '[{"Rule": ["EmailAddress"]}]'),
        (RULES, [BOTH], "- Rule: [EmailAddress, LastName]", f'{{"Rule": {json.dumps(BOTH)}}}'),
        (
            RULES,
            BOTH,
            f"- Rule: [EmailAddress, LastName]{ALL}- Rule: [EmailAddress] {EACH}",
            f'[{{"Rule": {json.dumps(BOTH)}}}]{ALL}{JSON_RULES} if each is enough alone',
        ),
        (RULES, "EmailAddress", "- Rule: [EmailAddress]", '[{"Rule": ["EmailAddress"]}]'),
        (RULES, {"Rule": ["LastName"]}, "- Rule: [LastName]", '[{"Rule": ["LastName"]}]'),
        (RULES, [{"Rule": "LastName"}], "[LastName]", '["LastName"]'),
        (
            RULES,
            [{"Rule": "EmailAddress, LastName,"}],
            "[EmailAddress, LastName]",
            json.dumps(BOTH),
        ),
        (
            RULES,
            ["EmailAddress,LastName", {"Rule": ["Gender"]}],
            f"- Rule: [EmailAddress, LastName]{OR_ADD}",
            f'{{"Rule": {json.dumps(BOTH)}}}{OR_ADD}',
        ),
        (
            RULES,
            "EmailAddress, LastName",
            f"- Rule: [EmailAddress, LastName]{ALL}- Rule: [EmailAddress] {EACH}",
            f'[{{"Rule": {json.dumps(BOTH)}}}]{ALL}{JSON_RULES} if each is enough alone',
        ),
        (CRITERIA, [{"Rule": BOTH}], "- [EmailAddress, LastName]", json.dumps(BOTH)),
        (RULES, [{"Rule": ","}], '[","]', '[","]'),
        (RULES, ["a b"], '- Rule: ["a b"]', '[{"Rule": ["a b"]}]'),
        (RULES, ["EmailAddress", 3], "- Rule: [EmailAddress]", '{"Rule": ["EmailAddress"]}'),
        (CRITERIA, ["LastName"], "- [LastName]", '[["LastName"]]'),
        (CRITERIA, "LastName", "- [LastName]", '[["LastName"]]'),
        (
            CRITERIA,
            BOTH,
            f"- [EmailAddress, LastName]{ALL}- [EmailAddress] {EACH}",
            f'[{json.dumps(BOTH)}]{ALL}[["EmailAddress"], ["LastName"]] if each is enough alone',
        ),
        (
            CRITERIA,
            [["LastName"], "Gender"],
            f"- [Gender]{OR_ADD}",
            f'["Gender"]{OR_ADD}',
        ),
        (
            "Tags",
            [{"Key": "a", "Value": "b"}],
            "each tag as KEY: VALUE",
            'each tag as "KEY": "VALUE"',
        ),
        *(("Matching.Enabled", value, "true", "true") for value in ("yes", "on", 1, "ENABLED")),
        *(
            (
                "Matching.Enabled",
                value,
                f"{value.lower()} without quotes",
                f"{value.lower()} without quotes",
            )
            for value in ("true", "True", "FALSE")
        ),
        *(
            ("Matching.Enabled", value, "true without quotes", "true without quotes")
            for value in ("true ", " TRUE\n")
        ),
        *(("Matching.Enabled", value, "false", "false") for value in ("no", "off", 0)),
    ],
)
@pytest.mark.parametrize("text_format", ["yaml", "json"])
def test_loads_when_a_value_has_the_wrong_type_then_it_says_what_to_write(
    path: str, value: object, yaml: str, in_json: str, text_format: Literal["yaml", "json"]
) -> None:
    """The advice can be pasted; where a flat list has two readings, the likely one comes first."""
    with pytest.raises(ValidationError) as caught:
        loads(json.dumps(_with(path, value)), format=text_format)

    advice = yaml if text_format == "yaml" else in_json
    first = caught.value.problems[0]
    assert first.path.startswith(path)
    assert first.message.endswith(f"; write {advice}.")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (RULES, {"Rules": list[str]()}),
        (RULES, [3]),
        (RULES, 3),
        (RULES, [list[str]()]),
        (RULES, ["n" * 256]),
        (RULES, [["n" * 256]]),
        (RULES, [["n"] * 21]),
        ("Matching.Enabled", "maybe"),
        ("Matching.Enabled", 2),
        ("Matching", "on"),
        ("Tags", "a"),
    ],
)
@pytest.mark.parametrize("text_format", ["yaml", "json"])
def test_loads_when_nobody_can_know_what_was_meant_then_nothing_is_suggested(
    path: str, value: object, text_format: Literal["yaml", "json"]
) -> None:
    """A wrong suggestion is worse than none."""
    with pytest.raises(ValidationError) as caught:
        loads(json.dumps(_with(path, value)), format=text_format)

    assert "write" not in caught.value.problems[0].message


@pytest.mark.parametrize("flat", [False, True])
def test_loads_when_the_likely_reading_is_pasted_then_nobody_of_one_name_is_matched(
    flat: bool,  # noqa: FBT001 - a case
) -> None:
    """Following the advice makes one rule of both attributes."""
    head = "DomainName: shop\nRuleBasedMatching:\n  Enabled: true\n  MatchingRules: "
    with pytest.raises(ValidationError) as caught:
        loads(
            head + ("[EmailAddress, LastName]" if flat else "[[EmailAddress, LastName]]"),
            format="yaml",
        )
    advice = caught.value.problems[0].message.partition("; write ")[2].partition(" if all")[0]

    settings = loads(f"{head}\n    {advice.rstrip('.')}\n", format="yaml")

    assert isinstance(settings, DomainSettings)
    assert settings.rule_based_matching is not None
    assert (("EmailAddress", "LastName"),) == tuple(
        rule.rule for rule in settings.rule_based_matching.matching_rules or ()
    )


def test_loads_when_a_flat_list_is_long_then_each_message_is_short() -> None:
    """What is suggested does not grow with the document."""
    with pytest.raises(ValidationError) as caught:
        loads(json.dumps(_with(RULES, ["n" * 200] * 2000)), format="yaml")

    (problem,) = caught.value.problems
    assert RULES == problem.path
    assert problem.message.endswith(
        "; write one rule if all of them must match, or a rule for each that is enough alone."
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (RULES, "n" * 100_000),
        (RULES, ["n" * 100_000]),
        (RULES, [{"Rule": "n" * 100_000}]),
        (CRITERIA, ["n" * 100_000]),
        (CRITERIA, "n" * 100_000),
    ],
)
@pytest.mark.parametrize("text_format", ["yaml", "json"])
def test_loads_when_a_name_is_too_long_then_the_message_is_short(
    path: str, value: object, text_format: Literal["yaml", "json"]
) -> None:
    """No attribute has as many characters."""
    with pytest.raises(ValidationError) as caught:
        loads(json.dumps(_with(path, value)), format=text_format)

    assert 300 > len(caught.value.problems[0].message)
