"""The operations on matches, and on what merging would do with them."""

from cpkit.client.calls.caller import HasCaller, caller_of
from cpkit.client.pagination import Results, read_members, request_of, results
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
    self: HasCaller, domain_name: str, *, page_size: int | None = None
) -> Results[MatchesPage, MatchItem]:
    """List the matches that the latest run of the weekly job found.

    A run that ends in between makes new matches: pages of both would be mixed. Compare the
    ``match_generation_date`` of `first_page` and `last_page` where that matters.

    Args:
        domain_name: The domain's name.
        page_size: How many items a page has at most, 1 to 100; the service chooses without it.

    Returns:
        The matches, each page read when it is needed; nothing has been sent yet.

    Raises:
        ValidationError: If an argument is not valid.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> service = LocalService()
        >>> profiles = CustomerProfiles(service.client())
        >>> _ = profiles.create_domain(
        ...     DomainSettings(domain_name="shop", default_expiration_days=366)
        ... )
        >>> service.results.put_matches(
        ...     "shop", {"MatchId": "7", "ProfileIds": ["a" * 32, "b" * 32]}
        ... )
        >>> for match in profiles.get_matches("shop"):
        ...     print(match.match_id, len(match.profile_ids))
        7 2
    """
    caller = caller_of(self)
    return results(
        caller,
        "GetMatches",
        lambda request: caller.client.get_matches(**request),
        DomainQuery(domain_name=domain_name, max_results=page_size),
        MatchesPage,
    )


def list_rule_based_matches(
    self: HasCaller, domain_name: str, *, page_size: int | None = None
) -> Results[RuleBasedMatchesPage, str]:
    """List the ids of the matches that the rules found.

    `get_similar_profiles` returns the profiles of each.

    Args:
        domain_name: The domain's name.
        page_size: How many items a page has at most, 1 to 100; the service chooses without it.

    Returns:
        The ids, each page read when it is needed; nothing has been sent yet.

    Raises:
        ValidationError: If an argument is not valid.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> service = LocalService()
        >>> profiles = CustomerProfiles(service.client())
        >>> _ = profiles.create_domain(
        ...     DomainSettings(domain_name="shop", default_expiration_days=366)
        ... )
        >>> service.results.put_rule_based_matches("shop", {"MatchId": "r1", "RuleLevel": 1})
        >>> list(profiles.list_rule_based_matches("shop"))
        ['r1']
    """
    caller = caller_of(self)
    return results(
        caller,
        "ListRuleBasedMatches",
        lambda request: caller.client.list_rule_based_matches(**request),
        DomainQuery(domain_name=domain_name, max_results=page_size),
        RuleBasedMatchesPage,
    )


def get_similar_profiles(
    self: HasCaller,
    domain_name: str,
    *,
    match_type: MatchTypeName,
    search_key: str,
    search_value: str,
    page_size: int | None = None,
) -> Results[SimilarProfilesPage, str]:
    """List the ids of the profiles in the same match as a profile, or in a match.

    Args:
        domain_name: The domain's name.
        match_type: Which way of matching found them.
        search_key: What is searched by, a match's id or a profile's. AWS does not document how
            either is spelled here, so that any string is sent.
        search_value: The id that is searched for.
        page_size: How many items a page has at most, 1 to 100; the service chooses without it.

    Returns:
        The profiles' ids, each page read when it is needed; nothing has been sent yet.
        ``first_page()`` has the match, and its rule level or score.

    Raises:
        ValidationError: If an argument is not valid.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> service = LocalService()
        >>> profiles = CustomerProfiles(service.client())
        >>> _ = profiles.create_domain(
        ...     DomainSettings(domain_name="shop", default_expiration_days=366)
        ... )
        >>> service.results.put_rule_based_matches(
        ...     "shop", {"MatchId": "r1", "ProfileIds": ["a" * 32, "b" * 32], "RuleLevel": 2}
        ... )
        >>> similar = profiles.get_similar_profiles(
        ...     "shop",
        ...     match_type="RULE_BASED_MATCHING",
        ...     search_key="matchId",
        ...     search_value="r1",
        ... )
        >>> similar.first_page().rule_level, len(list(similar))
        (2, 2)
    """
    caller = caller_of(self)
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
    self: HasCaller, domain_name: str, auto_merging: AutoMerging
) -> AutoMergingPreview:
    """Preview what merging would do, on a sample of the matches; nothing is merged.

    The preview needs ``consolidation`` and ``conflict_resolution``, both of which settings can
    leave out. Whether merging is enabled makes no difference. The quota of an account is one
    preview a second.

    Args:
        domain_name: The domain's name.
        auto_merging: How profiles would be merged.

    Returns:
        How many matches and profiles the sample has, and how many would be merged.

    Raises:
        ValidationError: If something required is missing; nothing was sent.

    Example:
        >>> from cpkit import AutoMerging, Consolidation, CustomerProfiles
        >>> from cpkit.errors import ValidationError
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> merging = AutoMerging(enabled=True, consolidation=Consolidation([["EmailAddress"]]))
        >>> try:
        ...     profiles.get_auto_merging_preview("shop", merging)
        ... except ValidationError as error:
        ...     print(error.problems[0].path)
        AutoMerging.ConflictResolution
    """
    caller = caller_of(self)
    request = request_of(preview_query(domain_name, auto_merging))
    return caller.call(
        "GetAutoMergingPreview",
        lambda: read_members(AutoMergingPreview, caller.client.get_auto_merging_preview(**request)),
    )
