"""Types of answers, held against the service's own model."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.session import Session

from cpkit.client.boto.responses import mistyped
from tests.support.samples import answered


@pytest.fixture(scope="module")
def domain() -> Any:
    """Give the shape of GetDomain's answer."""
    return (
        Session().get_service_model("customer-profiles").operation_model("GetDomain").output_shape
    )


def test_types_when_they_are_the_models_then_nothing(domain: Any) -> None:
    """A whole domain is well typed."""
    assert mistyped(answered(), domain) is None


@pytest.mark.parametrize(
    "answer",
    [
        {"New": 5, "Matching": {"New": [5], "Enabled": None}},
        {"Matching": None, "Tags": None, "RuleBasedMatching": {"MatchingRules": [None]}},
        {"DefaultExpirationDays": 10**400, "CreatedAt": 1.5, "LastUpdatedAt": "2026-01-02"},
        {"Matching": {"AutoMerging": {"MinAllowedConfidenceScoreForMerging": 1}}},
        {"Tags": {}, "RuleBasedMatching": {"MatchingRules": [], "Status": "NEW"}},
    ],
)
def test_types_when_members_are_new_or_left_out_then_nothing(
    domain: Any, answer: dict[str, Any]
) -> None:
    """What a newer service may say is not refused."""
    assert mistyped(answer, domain) is None


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"Matching": []}, "Matching"),
        ({"Matching": {"Enabled": "true"}}, "Matching.Enabled"),
        ({"Matching": {"Enabled": 1}}, "Matching.Enabled"),
        ({"DefaultExpirationDays": True}, "DefaultExpirationDays"),
        ({"DefaultExpirationDays": 1.5}, "DefaultExpirationDays"),
        ({"CreatedAt": False}, "CreatedAt"),
        ({"DeadLetterQueueUrl": ["arn:secret"]}, "DeadLetterQueueUrl"),
        ({"Tags": {"secret": 5}}, "Tags"),
        ({"RuleBasedMatching": {"MatchingRules": "x"}}, "RuleBasedMatching.MatchingRules"),
        (
            {"RuleBasedMatching": {"MatchingRules": [{"Rule": ["a"]}, {"Rule": "secret"}]}},
            "RuleBasedMatching.MatchingRules[1].Rule",
        ),
        (
            {"RuleBasedMatching": {"MatchingRules": [{"Rule": ["a", 5]}]}},
            "RuleBasedMatching.MatchingRules[0].Rule[1]",
        ),
    ],
)
def test_types_when_one_is_wrong_then_its_path_and_nothing_of_its_value(
    domain: Any, answer: dict[str, Any], path: str
) -> None:
    """The first one is named; neither values nor the keys of maps are told."""
    assert path == mistyped(answer, domain)
