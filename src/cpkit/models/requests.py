"""Requests for results, validated like settings."""

from typing import Any, ClassVar, Literal, TypeAlias

import attrs

from cpkit.errors import ValidationError
from cpkit.models.conflict_resolution import ConflictResolution
from cpkit.models.jobs import JOB_ID
from cpkit.models.matches import MatchType
from cpkit.models.matching import AutoMerging, Consolidation
from cpkit.models.settings import DOMAIN_NAME
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes import Double, Enum, Integer, String, Structure
from cpkit.schema.shapes.enums import UnknownValue
from cpkit.schema.shapes.shape import with_article
from cpkit.schema.value import Declared, of

__all__ = [
    "AccountQuery",
    "DomainQuery",
    "JobQuery",
    "MatchTypeName",
    "PreviewQuery",
    "SimilarProfilesQuery",
    "preview_query",
]

_PAGE_SIZE = Integer(1, 100)
_SEARCH = String(1, 255)


MatchTypeName: TypeAlias = (
    MatchType | UnknownValue | Literal["RULE_BASED_MATCHING", "ML_BASED_MATCHING"]
)
"""What a parameter for a way of matching accepts."""


def _match_type(value: MatchTypeName) -> MatchType | UnknownValue:
    """Return the value, which validation makes a member; its type lists the literal strings."""
    kept: Any = value
    checked: MatchType | UnknownValue = kept
    return checked


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class AccountQuery(Declared):
    """A request for a list that belongs to the account."""

    IS_DOCUMENT: ClassVar[bool] = True

    max_results: int | None = attrs.field(default=None, metadata=of(_PAGE_SIZE))
    """How many items a page has at most, 1 to 100."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class DomainQuery(Declared):
    """A request for a list that belongs to a domain."""

    IS_DOCUMENT: ClassVar[bool] = True

    domain_name: str = attrs.field(metadata=of(DOMAIN_NAME))
    """The domain's name."""
    max_results: int | None = attrs.field(default=None, metadata=of(_PAGE_SIZE))
    """How many items a page has at most, 1 to 100."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class SimilarProfilesQuery(Declared):
    """A request for the profiles in one match."""

    IS_DOCUMENT: ClassVar[bool] = True

    domain_name: str = attrs.field(metadata=of(DOMAIN_NAME))
    """The domain's name."""
    match_type: MatchType | UnknownValue = attrs.field(
        converter=_match_type, metadata=of(Enum(MatchType))
    )
    """Which way of matching found them."""
    search_key: str = attrs.field(metadata=of(_SEARCH))
    """The key to search by."""
    search_value: str = attrs.field(metadata=of(_SEARCH))
    """The value to search for."""
    max_results: int | None = attrs.field(default=None, metadata=of(_PAGE_SIZE))
    """How many items a page has at most, 1 to 100."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class JobQuery(Declared):
    """A request for one job."""

    IS_DOCUMENT: ClassVar[bool] = True

    domain_name: str = attrs.field(metadata=of(DOMAIN_NAME))
    """The domain's name."""
    job_id: str = attrs.field(metadata=of(JOB_ID))
    """The job's id."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class PreviewQuery(Declared):
    """A request for what merging would do."""

    IS_DOCUMENT: ClassVar[bool] = True

    domain_name: str = attrs.field(metadata=of(DOMAIN_NAME))
    """The domain's name."""
    consolidation: Consolidation = attrs.field(metadata=of(Structure(Consolidation)))
    """The criteria by which profiles are merged."""
    conflict_resolution: ConflictResolution = attrs.field(
        metadata=of(Structure(ConflictResolution))
    )
    """Which value wins."""
    min_allowed_confidence_score_for_merging: float | None = attrs.field(
        default=None, metadata=of(Double(0.0, 1.0))
    )
    """The least confidence score at which a match is merged."""


def preview_query(domain_name: str, merging: AutoMerging) -> PreviewQuery:
    """Create a request for what merging would do, of the settings for it.

    Raises:
        ValidationError: They lack what is optional in settings and required for a preview.
        TypeError: It is not an `AutoMerging`.
    """
    _check_type(merging)
    collector = ProblemCollector(frozenset())
    consolidation, resolution = merging.consolidation, merging.conflict_resolution
    if consolidation is None:
        collector.add(
            checks.REQUIRED,
            "AutoMerging.Consolidation",
            "is optional in settings, but required for a preview; add the criteria to try.",
        )
    if resolution is None:
        collector.add(
            checks.REQUIRED,
            "AutoMerging.ConflictResolution",
            "is optional in settings, but required for a preview; add one, such as "
            "ConflictResolution.recency().",
        )
    if consolidation is None or resolution is None:
        raise ValidationError(collector.problems)
    return PreviewQuery(
        domain_name=domain_name,
        consolidation=consolidation,
        conflict_resolution=resolution,
        min_allowed_confidence_score_for_merging=merging.min_allowed_confidence_score_for_merging,
    )


def _check_type(merging: object) -> None:
    if not isinstance(merging, AutoMerging):
        raise TypeError(
            f"a preview requires an AutoMerging, not {with_article(type(merging).__name__)}; pass "
            "AutoMerging(enabled=True, ...) or settings.matching.auto_merging"
        )
