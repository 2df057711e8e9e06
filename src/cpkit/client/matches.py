"""The operations on matches, and on what merging would do with them."""

from typing import TYPE_CHECKING

from cpkit.client.pagination import Paging, Results, read_members, request_of
from cpkit.models.matches import AutoMergingPreview
from cpkit.models.pages import MatchesPage, RuleBasedMatchesPage, SimilarProfilesPage
from cpkit.models.requests import (
    DomainQuery,
    MatchTypeName,
    SimilarProfilesQuery,
    preview_query,
)

if TYPE_CHECKING:
    from cpkit.models import AutoMerging
    from cpkit.models.matches import MatchItem

__all__ = ["ResultOperations"]


class ResultOperations(Paging):
    """Call the operations on matches, and ask for previews."""

    __slots__ = ()

    def get_matches(
        self, domain_name: str, *, page_size: int | None = None
    ) -> "Results[MatchesPage, MatchItem]":
        """List the matches that the latest run of the weekly job found.

        A run that ends in between makes new matches: pages of both would be mixed. Compare
        ``page.match_generation_date`` where that matters.

        Args:
            domain_name: The domain's name.
            page_size: How many items a page has at most, 1 to 100; the service chooses without it.

        Returns:
            The matches, read page by page as they are asked for; nothing has been sent yet.

        Raises:
            ValidationError: If an argument cannot be right; nothing was sent.

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
        query = DomainQuery(domain_name=domain_name, max_results=page_size)
        return self._pages(
            "GetMatches", self._client.get_matches, query, MatchesPage, lambda page: page.matches
        )

    def list_rule_based_matches(
        self, domain_name: str, *, page_size: int | None = None
    ) -> "Results[RuleBasedMatchesPage, str]":
        """List the ids of the matches that the rules found.

        `get_similar_profiles` gives the profiles of each.

        Args:
            domain_name: The domain's name.
            page_size: How many items a page has at most, 1 to 100; the service chooses without it.

        Returns:
            The ids, read page by page as they are asked for; nothing has been sent yet.

        Raises:
            ValidationError: If an argument cannot be right; nothing was sent.

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
        query = DomainQuery(domain_name=domain_name, max_results=page_size)
        return self._pages(
            "ListRuleBasedMatches",
            self._client.list_rule_based_matches,
            query,
            RuleBasedMatchesPage,
            lambda page: page.match_ids,
        )

    def get_similar_profiles(
        self,
        domain_name: str,
        *,
        match_type: MatchTypeName,
        search_key: str,
        search_value: str,
        page_size: int | None = None,
    ) -> "Results[SimilarProfilesPage, str]":
        """List the ids of the profiles in the same match as a profile, or in a match.

        Args:
            domain_name: The domain's name.
            match_type: Which way of matching found them.
            search_key: What is searched by, a match's id or a profile's. How either is spelled here
                is documented nowhere, so cpkit takes any text.
            search_value: The id that is searched for.
            page_size: How many items a page has at most, 1 to 100; the service chooses without it.

        Returns:
            The profiles' ids, read page by page as they are asked for; nothing has been sent yet.
            ``page`` tells the match, and its rule level or score.

        Raises:
            ValidationError: If an argument cannot be right; nothing was sent.

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
            >>> similar.page.rule_level, len(list(similar))
            (2, 2)
        """
        query = SimilarProfilesQuery(
            domain_name=domain_name,
            match_type=match_type,
            search_key=search_key,
            search_value=search_value,
            max_results=page_size,
        )
        return self._pages(
            "GetSimilarProfiles",
            self._client.get_similar_profiles,
            query,
            SimilarProfilesPage,
            lambda page: page.profile_ids,
        )

    def get_auto_merging_preview(
        self, domain_name: str, auto_merging: "AutoMerging"
    ) -> AutoMergingPreview:
        """Try what merging would do, on a sample of the matches; nothing is merged.

        The preview needs ``consolidation`` and ``conflict_resolution``, both of which settings can
        leave out. Whether merging is enabled makes no difference. An account may ask for one
        preview a second.

        Args:
            domain_name: The domain's name.
            auto_merging: How profiles would be merged.

        Returns:
            How many matches and profiles the sample has, and how many would be merged.

        Raises:
            ValidationError: If something needed is missing; nothing was sent.
            CallError: If the call failed.

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
        request = request_of(preview_query(domain_name, auto_merging))
        return self._call(
            "GetAutoMergingPreview",
            lambda: read_members(
                AutoMergingPreview, self._client.get_auto_merging_preview(**request)
            ),
        )
