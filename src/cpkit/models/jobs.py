"""Identity resolution jobs, which find and merge matches.

The service's model requires almost no member of these responses, so nearly every field can be
``None``. Only ids are required: without them the rest is of no use.
"""

from datetime import datetime
from enum import StrEnum

import attrs

from cpkit.models.matching import AutoMerging
from cpkit.models.settings import DOMAIN_NAME
from cpkit.schema.shapes import Enum, Integer, String, Structure, Timestamp
from cpkit.schema.shapes.enums import UnknownValue
from cpkit.schema.value import Value, of

__all__ = [
    "JOB_ID",
    "ExportingLocation",
    "IdentityResolutionJob",
    "IdentityResolutionJobStatus",
    "JobStats",
    "S3ExportingLocation",
]

JOB_ID = String(32, 32, "[a-f0-9]{32}", form="consist of 32 digits and letters a to f")
"""The id of a job."""


class IdentityResolutionJobStatus(StrEnum):
    """How far a job is.

    Example:
        >>> from cpkit.results import IdentityResolutionJobStatus
        >>> IdentityResolutionJobStatus("MERGING").is_final
        False
    """

    PENDING = "PENDING"
    """Scheduled; switching matching off deletes the job."""
    PREPROCESSING = "PREPROCESSING"
    """Loading the data."""
    FIND_MATCHING = "FIND_MATCHING"
    """Finding profiles that match."""
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
class JobStats(Value):
    """What a job has done so far.

    Example:
        >>> from cpkit.results import JobStats
        >>> JobStats(number_of_matches_found=3).number_of_matches_found
        3
    """

    number_of_profiles_reviewed: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many profiles it has compared."""
    number_of_matches_found: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many matches it has found."""
    number_of_merges_done: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many merges it has made."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class S3ExportingLocation(Value):
    """Where in a bucket a job has written its files.

    Example:
        >>> from cpkit.results import S3ExportingLocation
        >>> S3ExportingLocation(s3_bucket_name="shop-matches", s3_key_name="weekly/7").s3_key_name
        'weekly/7'
    """

    s3_bucket_name: str | None = attrs.field(
        default=None,
        metadata=of(
            String(3, 63, "[a-z0-9.-]+", form="consist of lower-case letters, digits, . and -")
        ),
    )
    """The bucket."""
    s3_key_name: str | None = attrs.field(
        default=None, metadata=of(String(1, 1024, ".*", form="be one line"))
    )
    """The key, at most 1024 characters: longer than the prefix in settings can be."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class ExportingLocation(Value):
    """Where a job has written its files.

    Example:
        >>> from cpkit.results import ExportingLocation, S3ExportingLocation
        >>> s3 = S3ExportingLocation(s3_bucket_name="shop-matches")
        >>> ExportingLocation(s3_exporting=s3).s3_exporting.s3_bucket_name
        'shop-matches'
    """

    s3_exporting: S3ExportingLocation | None = attrs.field(
        default=None, metadata=of(Structure(S3ExportingLocation))
    )
    """The bucket, where there is one."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class IdentityResolutionJob(Value):
    """A run of the matching job, as the service reports it.

    Example:
        >>> from cpkit.results import IdentityResolutionJob, IdentityResolutionJobStatus
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
        default=None, metadata=of(String(0, 2048, ".*", form="be one line"))
    )
    """What went wrong, in the service's words."""
    job_start_time: datetime | None = attrs.field(default=None, metadata=of(Timestamp()))
    """When it started, or will start."""
    job_end_time: datetime | None = attrs.field(default=None, metadata=of(Timestamp()))
    """When it ended."""
    job_stats: JobStats = attrs.field(default=JobStats(), metadata=of(Structure(JobStats)))
    """What it has done so far; empty before it has begun."""
    exporting_location: ExportingLocation = attrs.field(
        default=ExportingLocation(), metadata=of(Structure(ExportingLocation))
    )
    """Where it wrote its files; empty where nothing is exported."""
    last_updated_at: datetime | None = attrs.field(default=None, metadata=of(Timestamp()))
    """When it was last changed; not in lists."""
    job_expiration_time: datetime | None = attrs.field(default=None, metadata=of(Timestamp()))
    """When the service deletes the record of it; not in lists."""
    auto_merging: AutoMerging | None = attrs.field(
        default=None, metadata=of(Structure(AutoMerging))
    )
    """What it merges; not in lists."""

    @property
    def is_finished(self) -> bool:
        """Whether it has ended, well or not: by its status, or by its end for an unknown status."""
        if isinstance(self.status, IdentityResolutionJobStatus):
            return self.status.is_final
        return self.job_end_time is not None
