"""Tests of `evaluate`: rules and options that can be evaluated, and those that cannot."""

import subprocess
import sys
from typing import Any

import pytest

from cpkit import (
    AttributeTypesSelector,
    DomainSettings,
    RuleBasedMatching,
    SettingsWarning,
    UnknownValue,
    preview,
)
from cpkit.errors import ValidationError
from cpkit.preview.evaluating import compare_rules
from tests.support.preview_profiles import groups_of, people, rules

SOME = people(*2 * [{"FirstName": "x"}])


def problems(declared: Any, **options: Any) -> list[tuple[str, str]]:
    """Return code and path of each problem of an evaluation."""
    with pytest.raises(ValidationError) as caught:
        preview.evaluate(SOME, declared, **options)
    return [(one.code, one.path) for one in caught.value.problems]


def test_evaluate_when_settings_have_rules_then_they_are_evaluated() -> None:
    """A whole domain's settings will do."""
    settings = DomainSettings(domain_name="shop", rule_based_matching=rules(["FirstName"]))

    assert [["0", "1"]] == groups_of(preview.evaluate(SOME, settings))


@pytest.mark.parametrize(
    "declared", [DomainSettings(domain_name="shop"), RuleBasedMatching(enabled=True)]
)
def test_evaluate_when_there_are_no_rules_then_a_problem(declared: Any) -> None:
    """What AWS does then is not published."""
    assert ("no-rules", "RuleBasedMatching.MatchingRules") in problems(declared)


def test_evaluate_when_options_are_wrong_then_all_problems_at_once() -> None:
    """Those of the data among them."""
    assert [
        ("option", "grouping"),
        ("option", "address_parts"),
        ("option", "common_value_limit"),
        ("missing-column", "LastName"),
    ] == problems(rules(["LastName"]), grouping="x", address_parts="y", common_value_limit=0)


@pytest.mark.parametrize("limit", [0, -1, 1.5, "500", True])
def test_evaluate_when_the_limit_is_no_count_then_a_problem(limit: Any) -> None:
    """``None`` lifts it."""
    assert [("option", "common_value_limit")] == problems(
        rules(["FirstName"]), common_value_limit=limit
    )


def test_evaluate_when_the_matching_model_is_unknown_then_a_problem() -> None:
    """What it would compare is not guessed."""
    selector = AttributeTypesSelector(attribute_matching_model=UnknownValue("SOME_TO_SOME"))
    path = "RuleBasedMatching.AttributeTypesSelector.AttributeMatchingModel"

    assert [("attribute-matching-model", path)] == problems(
        rules(["FirstName"], attribute_types_selector=selector)
    )


def test_evaluate_when_sub_types_multiply_then_a_problem_with_their_number() -> None:
    """Independent parts of four addresses are too many combinations from the fifth part on."""
    selector = AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE",
        address=["Address", "ShippingAddress", "MaillingAddress", "BusinessAddress"],
    )
    parts = ["City", "State", "Country", "County", "PostalCode"]
    names = [f"Address.{part}" for part in parts]
    some = people(*2 * [dict.fromkeys(names, "x")])
    accepted = {f"{sub}.{part}": None for sub in selector.address or () for part in parts}
    accepted = {name: value for name, value in accepted.items() if name not in names}

    def evaluate(*attributes: list[str]) -> preview.Preview:
        declared = rules(*attributes, attribute_types_selector=selector)
        return preview.evaluate(some, declared, address_parts="independent", columns=accepted)

    assert [["0", "1"]] == groups_of(evaluate(names[:4]))
    with pytest.raises(ValidationError, match=r"MatchingRules\[1\]: has 1024 combinations"):
        evaluate(names[:1], names)


def test_evaluate_when_no_levels_are_given_then_warnings_say_what_is_assumed() -> None:
    """They name the line that called."""
    declared = RuleBasedMatching(enabled=True, matching_rules=[["FirstName"]])

    with pytest.warns(SettingsWarning) as caught:
        found = preview.evaluate(SOME, declared)

    start = "RuleBasedMatching.MaxAllowedRuleLevelFor"
    middle = "AWS does not document what is done without it; here,"
    assert [
        f"{start}Matching: {middle} all levels are matched.",
        f"{start}Merging: {middle} no level is merged.",
    ] == [str(one.message) for one in caught]
    assert {__file__} == {one.filename for one in caught}
    assert [False] == found.groups["merges"].to_list()


@pytest.mark.parametrize("missing", ["polars", "numpy"])
def test_import_when_the_extra_is_missing_then_the_error_says_what_to_install(
    missing: str,
) -> None:
    """It is an extra, since most do not need it."""
    program = f"import sys; sys.modules[{missing!r}] = None\nfrom cpkit import preview"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert "pip install 'cpkit[preview]'" in done.stderr.splitlines()[-1]


def test_names_when_listed_then_only_what_is_public() -> None:
    """Editors show these."""
    assert sorted(preview.__all__) == dir(preview)
    assert {"Preview", "evaluate", "consolidate", "read_matches"} < set(dir(preview))


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        (None, rules(["FirstName"]), (0, 1)),
        (rules(["FirstName"]), None, (1, 0)),
        (rules(["LastName"]), rules(["FirstName"]), (0, 1)),
    ],
)
@pytest.mark.filterwarnings("ignore::cpkit.SettingsWarning")
def test_compare_rules_when_one_side_has_none_then_nobody_matches_there(
    before: RuleBasedMatching | None, after: RuleBasedMatching | None, counts: tuple[int, int]
) -> None:
    """Rules that are new are compared with no match at all."""
    profiles = people({"FirstName": "x", "LastName": "1"}, {"FirstName": "x", "LastName": "2"})

    compared = compare_rules(profiles, before, after)

    assert counts == (len(groups_of(compared.before)), len(groups_of(compared.after)))


def test_compare_rules_when_neither_side_has_rules_then_a_problem() -> None:
    """There is nothing to compare."""
    with pytest.raises(ValidationError, match="MatchingRules"):
        compare_rules(SOME, None, None)
