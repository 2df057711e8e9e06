"""The stand-in serves the results that a test puts in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient

    from cpkit.local import LocalService

ANN, BOB, EVE = "a" * 32, "b" * 32, "e" * 32
FIRST, SECOND, THIRD = ("1" * 32, "2" * 32, "3" * 32)


def without_metadata(answer: Any) -> dict[str, Any]:
    """Give what an answer says."""
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def test_matches_when_put_in_then_they_are_served_with_the_facts_of_the_page(
    shop: CustomerProfilesClient, service: LocalService, now: list[datetime]
) -> None:
    """A page tells how many matches there are, and when they were found."""
    service.results.put_matches("Shop", {"MatchId": "2"}, {"MatchId": "1", "ProfileIds": [ANN]})

    answer = without_metadata(shop.get_matches(DomainName="Shop"))

    assert {
        "MatchGenerationDate": now[0],
        "PotentialMatches": 2,
        "Matches": [{"MatchId": "1", "ProfileIds": [ANN]}, {"MatchId": "2"}],
    } == answer


def test_matches_when_there_are_none_then_the_page_is_empty(shop: CustomerProfilesClient) -> None:
    """Nothing has been found yet."""
    assert {"PotentialMatches": 0, "Matches": []} == without_metadata(
        shop.get_matches(DomainName="Shop")
    )


def test_lists_when_they_are_long_then_they_come_in_pages(
    shop: CustomerProfilesClient, service: LocalService
) -> None:
    """Every list takes the size of a page, and gives the token of the next."""
    results = service.results
    results.put_matches("Shop", {"MatchId": "1"}, {"MatchId": "2"})
    results.put_rule_based_matches(
        "Shop", {"MatchId": "1", "ProfileIds": [ANN, BOB]}, {"MatchId": "2"}
    )
    results.put_jobs("Shop", {"JobId": FIRST}, {"JobId": SECOND})
    similar: Any = {
        "MatchType": "RULE_BASED_MATCHING",
        "SearchKey": "matchId",
        "SearchValue": "1",
    }

    lists: list[tuple[Any, str, dict[str, Any]]] = [
        (shop.get_matches, "Matches", {}),
        (shop.list_rule_based_matches, "MatchIds", {}),
        (shop.get_similar_profiles, "ProfileIds", similar),
        (shop.list_identity_resolution_jobs, "IdentityResolutionJobsList", {}),
    ]
    for call, member, request in lists:
        first = call(DomainName="Shop", MaxResults=1, **request)
        second = call(DomainName="Shop", MaxResults=1, NextToken=first["NextToken"], **request)
        assert (1, 1) == (len(first[member]), len(second[member]))
        assert first[member] != second[member]
        assert "NextToken" not in second


@pytest.mark.parametrize(
    ("match_type", "key", "value", "expected"),
    [
        ("ML_BASED_MATCHING", "matchId", "m", {"MatchId": "m", "ConfidenceScore": 0.5}),
        ("ML_BASED_MATCHING", "_profileId", BOB, {"MatchId": "m", "ConfidenceScore": 0.5}),
        ("RULE_BASED_MATCHING", "MatchId", "r", {"MatchId": "r", "RuleLevel": 2}),
        ("RULE_BASED_MATCHING", "profileid", EVE, {"MatchId": "r", "RuleLevel": 2}),
    ],
)
def test_similar_profiles_when_searched_then_the_match_is_told(
    shop: CustomerProfilesClient,
    service: LocalService,
    match_type: Any,
    key: str,
    value: str,
    expected: dict[str, object],
) -> None:
    """A match is found by its id or that of a profile in it, however the key is spelled."""
    service.results.put_matches(
        "Shop", {"MatchId": "m", "ProfileIds": [ANN, BOB], "ConfidenceScore": 0.5}
    )
    service.results.put_rule_based_matches(
        "Shop", {"MatchId": "r", "ProfileIds": [ANN, EVE], "RuleLevel": 2}
    )

    answer = shop.get_similar_profiles(
        DomainName="Shop", MatchType=match_type, SearchKey=key, SearchValue=value
    )

    found = [ANN, BOB] if match_type == "ML_BASED_MATCHING" else [ANN, EVE]
    assert {"MatchType": match_type, "ProfileIds": found, **expected} == without_metadata(answer)


@pytest.mark.parametrize(("key", "value"), [("matchId", "x"), ("profileId", ANN), ("email", "m")])
def test_similar_profiles_when_nothing_is_found_then_there_are_none(
    shop: CustomerProfilesClient, service: LocalService, key: str, value: str
) -> None:
    """What is not found is no error; neither is a key that the stand-in does not know."""
    service.results.put_matches("Shop", {"MatchId": "m"})

    answer = shop.get_similar_profiles(
        DomainName="Shop", MatchType="ML_BASED_MATCHING", SearchKey=key, SearchValue=value
    )

    assert {"MatchType": "ML_BASED_MATCHING", "ProfileIds": []} == without_metadata(answer)


def test_jobs_when_listed_then_they_are_ordered_by_start(
    shop: CustomerProfilesClient, service: LocalService, now: list[datetime]
) -> None:
    """The list leaves out what the model says that it leaves out."""
    service.results.put_jobs(
        "Shop",
        {"JobId": FIRST, "JobStartTime": now[0], "JobExpirationTime": now[0] + timedelta(days=1)},
        {"JobId": SECOND, "JobStartTime": now[0].timestamp() - 60, "Status": "COMPLETED"},
        {"JobId": THIRD, "AutoMerging": {"Enabled": True}},
    )

    listed = shop.list_identity_resolution_jobs(DomainName="Shop")["IdentityResolutionJobsList"]

    assert [THIRD, SECOND, FIRST] == [job["JobId"] for job in listed]
    assert {"JobId": FIRST, "DomainName": "Shop", "JobStartTime": now[0]} == listed[2]
    assert {"JobId": THIRD, "DomainName": "Shop"} == listed[0]


def test_job_when_asked_for_then_everything_is_told(
    shop: CustomerProfilesClient, service: LocalService
) -> None:
    """One job alone has what the list leaves out; putting it in again moves it on."""
    job: dict[str, Any] = {"JobId": FIRST, "Status": "MERGING", "AutoMerging": {"Enabled": True}}
    service.results.put_jobs("Shop", job)
    service.results.put_jobs("Shop", {**job, "Status": "COMPLETED"})

    answer = shop.get_identity_resolution_job(DomainName="Shop", JobId=FIRST)

    assert {**job, "DomainName": "Shop", "Status": "COMPLETED"} == without_metadata(answer)


def test_job_when_there_is_none_then_it_is_not_found(shop: CustomerProfilesClient) -> None:
    """A job that was never put in does not exist."""
    with pytest.raises(shop.exceptions.ResourceNotFoundException, match=f"Job {FIRST}"):
        shop.get_identity_resolution_job(DomainName="Shop", JobId=FIRST)


@pytest.mark.parametrize(("least", "merged"), [(None, 4), (0.9, 3), (0.99, 1)])
def test_preview_when_asked_for_then_matches_that_are_sure_enough_are_merged(
    shop: CustomerProfilesClient, service: LocalService, least: float | None, merged: int
) -> None:
    """Each profile counts once; a match without a score is sure."""
    service.results.put_matches(
        "Shop",
        {"MatchId": "1", "ProfileIds": [ANN, BOB], "ConfidenceScore": 0.95},
        {"MatchId": "2", "ProfileIds": [BOB, "d" * 32], "ConfidenceScore": 0.1},
        {"MatchId": "3", "ProfileIds": [EVE]},
    )
    request: dict[str, Any] = {
        "DomainName": "Shop",
        "Consolidation": {"MatchingAttributesList": [["EmailAddress"]]},
        "ConflictResolution": {"ConflictResolvingModel": "RECENCY"},
    }
    if least is not None:
        request["MinAllowedConfidenceScoreForMerging"] = least

    assert {
        "DomainName": "Shop",
        "NumberOfMatchesInSample": 3,
        "NumberOfProfilesInSample": 4,
        "NumberOfProfilesWillBeMerged": merged,
    } == without_metadata(shop.get_auto_merging_preview(**request))
