"""Matches and previews, as they are listed and read."""

import pytest

from cpkit.client import CustomerProfiles
from cpkit.errors import ValidationError
from cpkit.local import LocalService
from cpkit.models import AutoMerging, ConflictResolution, Consolidation

ANN, BOB, EVE = "a" * 32, "b" * 32, "e" * 32
FIRST, SECOND = "1" * 32, "2" * 32


@pytest.fixture
def service() -> LocalService:
    """Give a service with a domain that has matches of both kinds."""
    service = LocalService()
    service.client().create_domain(DomainName="shop", DefaultExpirationDays=366)
    service.results.put_matches(
        "shop",
        {"MatchId": FIRST, "ProfileIds": [ANN, BOB], "ConfidenceScore": 0.97},
        {"MatchId": SECOND, "ProfileIds": [BOB, EVE], "ConfidenceScore": 0.5},
    )
    service.results.put_rule_based_matches(
        "shop", {"MatchId": FIRST, "ProfileIds": [ANN, EVE], "RuleLevel": 2}
    )
    return service


@pytest.fixture
def profiles(service: LocalService) -> CustomerProfiles:
    """Give a client of it."""
    return CustomerProfiles(service.client())


def test_matches_when_listed_then_each_has_its_profiles_and_score(
    profiles: CustomerProfiles,
) -> None:
    """On every page."""
    matches = profiles.get_matches("shop", page_size=1)

    assert [((ANN, BOB), 0.97), ((BOB, EVE), 0.5)] == [
        (match.profile_ids, match.confidence_score) for match in matches
    ]


def test_rule_based_matches_when_listed_then_their_ids_lead_to_profiles(
    profiles: CustomerProfiles,
) -> None:
    """The list has ids alone."""
    (match_id,) = profiles.list_rule_based_matches("shop")
    similar = profiles.get_similar_profiles(
        "shop", match_type="RULE_BASED_MATCHING", search_key="matchId", search_value=match_id
    )

    assert [ANN, EVE] == [*similar]


def test_preview_when_given_criteria_then_it_counts_what_would_merge(
    profiles: CustomerProfiles,
) -> None:
    """Only matches that are sure enough."""
    merging = AutoMerging(
        enabled=True,
        consolidation=Consolidation([["EmailAddress", "LastName"]]),
        conflict_resolution=ConflictResolution.recency(),
        min_allowed_confidence_score_for_merging=0.9,
    )

    preview = profiles.get_auto_merging_preview("shop", merging)

    assert (2, 3, 2) == (
        preview.number_of_matches_in_sample,
        preview.number_of_profiles_in_sample,
        preview.number_of_profiles_will_be_merged,
    )


def test_matches_when_the_size_of_a_page_cannot_be_then_nothing_is_sent(
    profiles: CustomerProfiles, service: LocalService
) -> None:
    """It is said when the call is made."""
    with pytest.raises(ValidationError):
        profiles.get_matches("shop", page_size=0)

    assert "GetMatches" not in {one.operation for one in service.requests}
