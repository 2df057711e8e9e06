"""Pages of results: the items, and what the service says about the page itself."""

from datetime import datetime

import attrs

from cpkit.models.domain import ListDomainItem
from cpkit.models.jobs import IdentityResolutionJob
from cpkit.models.matches import MANY, MATCH_ID, MatchItem, MatchType
from cpkit.schema.converters import strings
from cpkit.schema.shapes import Double, Enum, Integer, String, StringList, StructureList, Timestamp
from cpkit.schema.shapes.enums import UnknownValue
from cpkit.schema.value import Value, of

__all__ = [
    "DomainsPage",
    "IdentityResolutionJobsPage",
    "MatchesPage",
    "RuleBasedMatchesPage",
    "SimilarProfilesPage",
]

_TOKEN = String(1, 1024)


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class DomainsPage(Value):
    """A page of the list of domains.

    Example:
        >>> from cpkit.results import DomainsPage
        >>> DomainsPage().items
        ()
    """

    items: tuple[ListDomainItem, ...] = attrs.field(
        default=(), metadata=of(StructureList(0, MANY, ListDomainItem, "domain", "domains"))
    )
    """The domains, in the service's order."""
    next_token: str | None = attrs.field(default=None, metadata=of(_TOKEN))
    """The token that requests the next page; ``None`` on the last one."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class MatchesPage(Value):
    """A page of the matches of the weekly job.

    Example:
        >>> from cpkit.results import MatchesPage, MatchItem
        >>> MatchesPage(matches=(MatchItem(match_id="7"),), potential_matches=1).potential_matches
        1
    """

    match_generation_date: datetime | None = attrs.field(default=None, metadata=of(Timestamp()))
    """When the job found these matches; later for a page of a later run."""
    potential_matches: int | None = attrs.field(default=None, metadata=of(Integer(0)))
    """How many matches there are, on all pages."""
    matches: tuple[MatchItem, ...] = attrs.field(
        default=(), metadata=of(StructureList(0, MANY, MatchItem, "match", "matches"))
    )
    """The matches."""
    next_token: str | None = attrs.field(default=None, metadata=of(_TOKEN))
    """The token that requests the next page; ``None`` on the last one."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class RuleBasedMatchesPage(Value):
    """A page of the ids of the matches that the rules found.

    Example:
        >>> from cpkit.results import RuleBasedMatchesPage
        >>> RuleBasedMatchesPage(match_ids=["7", "8"]).match_ids
        ('7', '8')
    """

    match_ids: tuple[str, ...] = attrs.field(
        default=(), converter=strings, metadata=of(StringList(0, MANY))
    )
    """The matches' ids, as `cpkit.CustomerProfiles.get_similar_profiles` takes them."""
    next_token: str | None = attrs.field(default=None, metadata=of(_TOKEN))
    """The token that requests the next page; ``None`` on the last one."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class SimilarProfilesPage(Value):
    """A page of the profiles in one match, with the match itself.

    Example:
        >>> from cpkit.results import SimilarProfilesPage
        >>> SimilarProfilesPage(profile_ids=["a" * 32], rule_level=2).rule_level
        2
    """

    profile_ids: tuple[str, ...] = attrs.field(
        default=(), converter=strings, metadata=of(StringList(0, MANY))
    )
    """The profiles' ids."""
    match_id: str | None = attrs.field(default=None, metadata=of(MATCH_ID))
    """The id of the match."""
    match_type: MatchType | UnknownValue | None = attrs.field(
        default=None, metadata=of(Enum(MatchType))
    )
    """Which way of matching found it."""
    rule_level: int | None = attrs.field(default=None, metadata=of(Integer(1, 15)))
    """The level of the rule that found it, 1 to 15; only rule-based matches have one."""
    confidence_score: float | None = attrs.field(default=None, metadata=of(Double()))
    """How similar the profiles are, 0 to 1; only the weekly job's matches have one."""
    next_token: str | None = attrs.field(default=None, metadata=of(_TOKEN))
    """The token that requests the next page; ``None`` on the last one."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class IdentityResolutionJobsPage(Value):
    """A page of the list of jobs.

    Example:
        >>> from cpkit.results import IdentityResolutionJobsPage
        >>> IdentityResolutionJobsPage().identity_resolution_jobs_list
        ()
    """

    identity_resolution_jobs_list: tuple[IdentityResolutionJob, ...] = attrs.field(
        default=(), metadata=of(StructureList(0, MANY, IdentityResolutionJob, "job", "jobs"))
    )
    """The jobs, by when they were started."""
    next_token: str | None = attrs.field(default=None, metadata=of(_TOKEN))
    """The token that requests the next page; ``None`` on the last one."""
