"""What is made of odd answers: what is said, what is left out, and what stays untouched."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from cpkit import Domain, from_wire
from cpkit.errors import ValidationError
from cpkit.results import DomainStats, ListDomainItem
from tests.support import samples

if TYPE_CHECKING:
    from cpkit.schema.value import Value

TIMES = {"CreatedAt": 0, "LastUpdatedAt": 1}
SHOP: dict[str, Any] = {"DomainName": "shop", **TIMES}


@pytest.mark.parametrize(
    ("cls", "answer", "said"),
    [
        (Domain, [], ["response: must be an object, not a list."]),
        (Domain, None, ["response: must be an object, not null; set a value."]),
        (ListDomainItem, "shop", ["response: must be an object, not a string."]),
        (
            Domain,
            {"DomainName": "shop"},
            [
                "CreatedAt: is missing in the response.",
                "LastUpdatedAt: is missing in the response.",
            ],
        ),
        (Domain, TIMES, ["DomainName: is required; add it."]),
        (ListDomainItem, TIMES, ["DomainName: is required; add it."]),
        (
            Domain,
            {**SHOP, "DefaultExpirationDays": "x"},
            ["DefaultExpirationDays: must be an integer, not the string"],
        ),
        (Domain, {**SHOP, "Stats": 5}, ["Stats: must be an object, not an integer."]),
        (
            Domain,
            {**SHOP, "RuleBasedMatching": {"Enabled": True, "MatchingRules": ["LastName"]}},
            ["RuleBasedMatching.MatchingRules[0]: must be an object, not a string."],
        ),
        (
            DomainStats,
            {"ProfileCount": "many"},
            ["ProfileCount: must be an integer, not the string 'many'."],
        ),
    ],
)
def test_answer_when_it_is_none_then_it_is_said_where_and_why(
    cls: type[Value], answer: Any, said: list[str]
) -> None:
    """An answer without what every answer has is no success."""
    with pytest.raises(ValidationError) as caught:
        from_wire(cls, answer)

    found = [str(problem) for problem in caught.value.problems]
    assert len(said) == len(found)
    assert all(text.startswith(start) for text, start in zip(found, said, strict=True))


UNSENDABLE: list[tuple[dict[str, Any], list[str]]] = [
    ({"Newer": 1}, ["Newer"]),
    ({"Matching": {"Enabled": True, "Newer": 1}}, ["Matching.Newer"]),
    ({"Matching": {"JobSchedule": {"DayOfTheWeek": "MONDAY", "Time": "9:00"}}}, ["Matching"]),
    (
        {"Matching": {"Enabled": True, "JobSchedule": {"DayOfTheWeek": "", "Time": "9:00"}}},
        ["Matching.JobSchedule"],
    ),
    (
        {
            "RuleBasedMatching": {
                "Enabled": True,
                "MatchingRules": [{"Rule": ["LastName"]}, {"Rule": []}],
            }
        },
        ["RuleBasedMatching.MatchingRules[1]"],
    ),
    (
        {
            "Matching": {
                "Enabled": True,
                "ExportingConfig": {"S3Exporting": {"S3BucketName": "", "S3KeyName": "k"}},
            }
        },
        ["Matching.ExportingConfig.S3Exporting"],
    ),
    ({"Matching": {"Enabled": True, "AutoMerging": {}}, "Tags": {}}, []),
]


@pytest.mark.parametrize(("members", "paths"), UNSENDABLE)
def test_answer_when_part_of_it_cannot_be_sent_back_then_its_place_is_noted(
    members: dict[str, Any], paths: list[str]
) -> None:
    """What is newer or half empty is left out of the settings, and not without a word."""
    assert paths == [*from_wire(Domain, {**SHOP, **members}).unknown_members]


def test_answer_when_read_then_it_is_not_changed() -> None:
    """It may be somebody else's, and is kept as a whole."""
    answer = samples.answered()
    before = deepcopy(answer)

    read: Any = from_wire(Domain, answer)

    assert before == answer
    assert "IN_PROGRESS" == read.raw["RuleBasedMatching"]["Status"]
    assert 40 == read.raw["DataStore"]["Readiness"]["ProgressPercentage"]
    assert "ResponseMetadata" not in read.raw


def test_response_when_required_members_are_missing_then_each_is_reported() -> None:
    """An empty success would be worse than an error."""
    with pytest.raises(ValidationError) as caught:
        from_wire(Domain, {"DomainName": "shop"})
    assert ["CreatedAt", "LastUpdatedAt"] == [problem.path for problem in caught.value.problems]


def test_answer_when_its_limits_have_been_lifted_since_then_it_is_taken() -> None:
    """The service may allow more than this version knows."""
    assert (
        5000
        == from_wire(
            Domain, {**SHOP, "DefaultExpirationDays": 5000}
        ).settings.default_expiration_days
    )
