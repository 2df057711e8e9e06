"""What the service answers about matches and about the jobs that find them.

The service's model says of almost no member that it must be there, so almost every field can be
``None``. Only the ids are asked for all the same: without them nothing can be done with the rest.
"""

from datetime import datetime
from enum import StrEnum

import attrs

from cpkit.models.matching import AutoMerging
from cpkit.models.settings import DOMAIN_NAME
from cpkit.schema.converters import names
from cpkit.schema.shapes import Double, Enum, Integer, String, StringList, Structure, Timestamp
from cpkit.schema.shapes.enums import UnknownValue
from cpkit.schema.tabular import Tabular
from cpkit.schema.value import of

__all__ = [
    "JOB_ID",
    "MANY",
    "MATCH_ID",
    "AutoMergingPreview",
    "ExportingLocation",
    "IdentityResolutionJob",
    "IdentityResolutionJobStatus",
    "JobStats",
    "MatchItem",
    "MatchType",
    "S3ExportingLocation",
]

MANY = 1_000_000
"""More than any page holds: the service's model sets no limit to its lists."""

MATCH_ID = String(1, 255)
"""What a match's id can be."""

JOB_ID = String(32, 32, "[a-f0-9]{32}", form="32 digits and letters a to f")
"""What a job's id can be."""


class MatchType(StrEnum):
    """Say which of the two ways of matching found profiles alike.

    Example:
        >>> from cpkit import MatchType
        >>> MatchType.RULE_BASED_MATCHING.value
        'RULE_BASED_MATCHING'
    """

    RULE_BASED_MATCHING = "RULE_BASED_MATCHING"
    """The rules of `cpkit.RuleBasedMatching`, all the time."""
    ML_BASED_MATCHING = "ML_BASED_MATCHING"
    """The weekly job of `cpkit.Matching`."""


class IdentityResolutionJobStatus(StrEnum):
    """Say how far a job is.

    Example:
        >>> from cpkit import IdentityResolutionJobStatus
        >>> IdentityResolutionJobStatus("MERGING").is_final
        False
    """

    PENDING = "PENDING"
    """Scheduled; switching matching off deletes the job."""
    PREPROCESSING = "PREPROCESSING"
    """Loading the data."""
    FIND_MATCHING = "FIND_MATCHING"
    """Looking for profiles that match."""
    MERGING = "MERGING"
    """Merging profiles, which cannot be undone."""
    COMPLETED = "COMPLETED"
    """Done."""
    PARTIAL_SUCCESS = "PARTIAL_SUCCESS"
    """Ended by an error with a part of the profiles merged; the job's message says more."""
    FAILED = "FAILED"
    """Ended by an error with nothing merged; the job's message says more."""

    @property
    def is_final(self) -> bool:
        """Whether the job has ended, well or not."""
        return self in _FINAL


_FINAL = frozenset(
    {
        IdentityResolutionJobStatus.COMPLETED,
        IdentityResolutionJobStatus.PARTIAL_SUCCESS,
        IdentityResolutionJobStatus.FAILED,
    }
)


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class MatchItem(Tabular):
    """Name profiles that the weekly job holds for one person's.

    Example:
        >>> from cpkit import MatchItem
        >>> MatchItem(match_id="7", profile_ids=["a" * 32, "b" * 32], confidence_score=0.9).match_id
        '7'
    """

    match_id: str = attrs.field(metadata=of(MATCH_ID))
    """The group's id, as `cpkit.CustomerProfiles.get_similar_profiles` takes it."""
    profile_ids: tuple[str, ...] = attrs.field(
        default=(), converter=names, metadata=of(StringList(0, MANY))
    )
    """The ids of the profiles."""
    confidence_score: float | None = attrs.field(default=None, metadata=of(Double()))
    """How alike they are, 0 to 1; no absolute measure, says the service's model."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class JobStats(Tabular):
    """Count what a job has done so far.

    Example:
        >>> from cpkit import JobStats
        >>> JobStats(number_of_matches_found=3).number_of_matches_found
        3
    """

    number_of_profiles_reviewed: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many profiles it has looked at."""
    number_of_matches_found: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many matches it has found."""
    number_of_merges_done: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many merges it has made."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class S3ExportingLocation(Tabular):
    """Say where in a bucket a job has written its files.

    Example:
        >>> from cpkit import S3ExportingLocation
        >>> S3ExportingLocation(s3_bucket_name="shop-matches", s3_key_name="weekly/7").s3_key_name
        'weekly/7'
    """

    s3_bucket_name: str | None = attrs.field(
        default=None,
        metadata=of(String(3, 63, "[a-z0-9.-]+", form="lower-case letters, digits, . and -")),
    )
    """The bucket."""
    s3_key_name: str | None = attrs.field(
        default=None, metadata=of(String(1, 1024, ".*", form="one line"))
    )
    """The key, at most 1024 characters: longer than the prefix that settings can name."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class ExportingLocation(Tabular):
    """Say where a job has written its files.

    Example:
        >>> from cpkit import ExportingLocation, S3ExportingLocation
        >>> s3 = S3ExportingLocation(s3_bucket_name="shop-matches")
        >>> ExportingLocation(s3_exporting=s3).s3_exporting.s3_bucket_name
        'shop-matches'
    """

    s3_exporting: S3ExportingLocation | None = attrs.field(
        default=None, metadata=of(Structure(S3ExportingLocation))
    )
    """The bucket, where there is one."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class IdentityResolutionJob(Tabular):
    """Hold what the service answered about one run of the matching job.

    Example:
        >>> from cpkit import IdentityResolutionJob, IdentityResolutionJobStatus
        >>> status = IdentityResolutionJobStatus.PARTIAL_SUCCESS
        >>> IdentityResolutionJob(job_id="0" * 32, status=status).is_finished
        True
    """

    job_id: str = attrs.field(metadata=of(JOB_ID))
    """Its id, 32 digits and letters ``a`` to ``f``."""
    domain_name: str | None = attrs.field(default=None, metadata=of(DOMAIN_NAME))
    """The domain's name."""
    status: IdentityResolutionJobStatus | UnknownValue | None = attrs.field(
        default=None, metadata=of(Enum(IdentityResolutionJobStatus))
    )
    """How far it is."""
    message: str | None = attrs.field(
        default=None, metadata=of(String(0, 2048, ".*", form="a text"))
    )
    """What went wrong, in the service's words."""
    job_start_time: datetime | None = attrs.field(default=None, metadata=of(Timestamp()))
    """When it was started, or will be."""
    job_end_time: datetime | None = attrs.field(default=None, metadata=of(Timestamp()))
    """When it ended."""
    job_stats: JobStats = attrs.field(default=JobStats(), metadata=of(Structure(JobStats)))
    """What it has done so far; empty before it has begun."""
    exporting_location: ExportingLocation = attrs.field(
        default=ExportingLocation(), metadata=of(Structure(ExportingLocation))
    )
    """Where it wrote its files; empty where nothing is exported."""
    last_updated_at: datetime | None = attrs.field(default=None, metadata=of(Timestamp()))
    """When it was last changed; lists do not say."""
    job_expiration_time: datetime | None = attrs.field(default=None, metadata=of(Timestamp()))
    """When the service will forget it; lists do not say."""
    auto_merging: AutoMerging | None = attrs.field(
        default=None, metadata=of(Structure(AutoMerging))
    )
    """What it merges; lists do not say."""

    @property
    def is_finished(self) -> bool:
        """Whether it has ended, well or not: by its status, or its end where that is not known."""
        if isinstance(self.status, IdentityResolutionJobStatus):
            return self.status.is_final
        return self.job_end_time is not None


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class AutoMergingPreview(Tabular):
    """Count what merging would do to a sample of the matches.

    Example:
        >>> from cpkit import AutoMergingPreview
        >>> preview = AutoMergingPreview(domain_name="shop", number_of_profiles_will_be_merged=4)
        >>> preview.number_of_profiles_will_be_merged
        4
    """

    domain_name: str = attrs.field(metadata=of(DOMAIN_NAME))
    """The domain's name."""
    number_of_matches_in_sample: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many matches were looked at."""
    number_of_profiles_in_sample: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many profiles those have."""
    number_of_profiles_will_be_merged: int | None = attrs.field(
        default=None, metadata=of(Integer())
    )
    """How many of these would be merged."""
