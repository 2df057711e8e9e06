"""The operations on matches, and on what merging would do with them."""

from cpkit.client.calls.caller import Caller
from cpkit.client.pagination import read_members, request_of, results
from cpkit.client.results import Results
from cpkit.models import AutoMerging
from cpkit.models.matches import AutoMergingPreview, MatchItem
from cpkit.models.pages import MatchesPage, RuleBasedMatchesPage, SimilarProfilesPage
from cpkit.models.requests import (
    DomainQuery,
    MatchTypeName,
    SimilarProfilesQuery,
    preview_query,
)

__all__ = [
    "get_auto_merging_preview",
    "get_matches",
    "get_similar_profiles",
    "list_rule_based_matches",
]


def get_matches(
    caller: Caller, domain_name: str, *, page_size: int | None
) -> Results[MatchesPage, MatchItem]:
    """List the matches that the latest run of the weekly job found."""
    return results(
        caller,
        "GetMatches",
        lambda request: caller.client.get_matches(**request),
        DomainQuery(domain_name=domain_name, max_results=page_size),
        MatchesPage,
    )


def list_rule_based_matches(
    caller: Caller, domain_name: str, *, page_size: int | None
) -> Results[RuleBasedMatchesPage, str]:
    """List the ids of the matches that the rules found."""
    return results(
        caller,
        "ListRuleBasedMatches",
        lambda request: caller.client.list_rule_based_matches(**request),
        DomainQuery(domain_name=domain_name, max_results=page_size),
        RuleBasedMatchesPage,
    )


def get_similar_profiles(
    caller: Caller,
    domain_name: str,
    *,
    match_type: MatchTypeName,
    search_key: str,
    search_value: str,
    page_size: int | None,
) -> Results[SimilarProfilesPage, str]:
    """List the ids of the profiles in the same match as a profile, or in a match."""
    query = SimilarProfilesQuery(
        domain_name=domain_name,
        match_type=match_type,
        search_key=search_key,
        search_value=search_value,
        max_results=page_size,
    )
    return results(
        caller,
        "GetSimilarProfiles",
        lambda request: caller.client.get_similar_profiles(**request),
        query,
        SimilarProfilesPage,
    )


def get_auto_merging_preview(
    caller: Caller, domain_name: str, auto_merging: AutoMerging
) -> AutoMergingPreview:
    """Preview what merging would do, on a sample of the matches; nothing is merged."""
    request = request_of(preview_query(domain_name, auto_merging))
    return caller.call(
        "GetAutoMergingPreview",
        lambda: read_members(AutoMergingPreview, caller.client.get_auto_merging_preview(**request)),
    )
