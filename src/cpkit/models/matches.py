"""Matches: profiles that the service takes for the same person's.

The service's model requires almost no member of these responses, so nearly every field can be
``None``. Only ids are required: without them the rest is of no use.
"""

from enum import StrEnum

import attrs

from cpkit.models.settings import DOMAIN_NAME
from cpkit.schema.converters import strings
from cpkit.schema.shapes import Double, Integer, String, StringList
from cpkit.schema.value import Value, of

__all__ = ["MANY", "MATCH_ID", "AutoMergingPreview", "MatchItem", "MatchType"]

MANY = 1_000_000
"""More items than any page has: the service's model does not limit its lists."""

MATCH_ID = String(1, 255)
"""The id of a match."""


class MatchType(StrEnum):
    """Which of the two ways of matching found a match.

    Example:
        >>> from cpkit.results import MatchType
        >>> MatchType.RULE_BASED_MATCHING.value
        'RULE_BASED_MATCHING'
    """

    RULE_BASED_MATCHING = "RULE_BASED_MATCHING"
    """The rules of `cpkit.RuleBasedMatching`, continuously."""
    ML_BASED_MATCHING = "ML_BASED_MATCHING"
    """The weekly job of `cpkit.Matching`."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class MatchItem(Value):
    """Profiles that the weekly job takes for the same person's.

    Example:
        >>> from cpkit.results import MatchItem
        >>> MatchItem(match_id="7", profile_ids=["a" * 32, "b" * 32], confidence_score=0.9).match_id
        '7'
    """

    match_id: str = attrs.field(metadata=of(MATCH_ID))
    """The match's id, as `cpkit.CustomerProfiles.get_similar_profiles` takes it."""
    profile_ids: tuple[str, ...] = attrs.field(
        default=(), converter=strings, metadata=of(StringList(0, MANY))
    )
    """The ids of the profiles."""
    confidence_score: float | None = attrs.field(default=None, metadata=of(Double()))
    """How similar they are, 0 to 1; not an absolute measure, says the service's model."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class AutoMergingPreview(Value):
    """What merging would do to a sample of the matches.

    Example:
        >>> from cpkit.results import AutoMergingPreview
        >>> preview = AutoMergingPreview(domain_name="shop", number_of_profiles_will_be_merged=4)
        >>> preview.number_of_profiles_will_be_merged
        4
    """

    domain_name: str = attrs.field(metadata=of(DOMAIN_NAME))
    """The domain's name."""
    number_of_matches_in_sample: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many matches the sample has."""
    number_of_profiles_in_sample: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many profiles those matches have."""
    number_of_profiles_will_be_merged: int | None = attrs.field(
        default=None, metadata=of(Integer())
    )
    """How many of these would be merged."""
