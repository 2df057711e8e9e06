"""A domain's settings as one would write them with msgspec: same shape, same limits.

The limits are those of the service's model; what cpkit knows beyond it is not here, so these
structures check less.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

Name = Annotated[str, Meta(min_length=1, max_length=255)]
Level = Annotated[int, Meta(ge=1, le=15)]
TagKey = Annotated[str, Meta(min_length=1, max_length=128, pattern=r"^(?!aws:)[a-zA-Z+-=._:/]+$")]
TagValue = Annotated[str, Meta(max_length=256)]


class Declared(
    Struct,
    frozen=True,
    kw_only=True,
    rename="pascal",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """Settle what all structures share: wire names, nothing unknown, frozen."""


class S3Exporting(Declared, frozen=True):
    """Name a bucket and a place in it."""

    s3_bucket_name: Annotated[str, Meta(min_length=3, max_length=63, pattern=r"^[a-z0-9.-]+$")]
    s3_key_name: Annotated[str, Meta(min_length=1, max_length=800, pattern=".*")] | None = None


class ExportingConfig(Declared, frozen=True):
    """Say where matches are written."""

    s3_exporting: S3Exporting | None = None


class ConflictResolution(Declared, frozen=True):
    """Say which value wins."""

    conflict_resolving_model: Literal["RECENCY", "SOURCE"]
    source_name: Name | None = None


class JobSchedule(Declared, frozen=True):
    """Say when the job runs."""

    day_of_the_week: Literal[
        "SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"
    ]
    time: Annotated[
        str,
        Meta(
            min_length=3,
            max_length=5,
            pattern=r"^([0-9]|0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]$",
        ),
    ]


class Consolidation(Declared, frozen=True):
    """List the criteria of merging."""

    matching_attributes_list: Annotated[
        list[Annotated[list[Name], Meta(min_length=1, max_length=20)]],
        Meta(min_length=1, max_length=10),
    ]


class AutoMerging(Declared, frozen=True):
    """Say what is merged."""

    enabled: bool
    consolidation: Consolidation | None = None
    conflict_resolution: ConflictResolution | None = None
    min_allowed_confidence_score_for_merging: Annotated[float, Meta(ge=0, le=1)] | None = None


class Matching(Declared, frozen=True):
    """Configure machine-learning matching."""

    enabled: bool
    job_schedule: JobSchedule | None = None
    auto_merging: AutoMerging | None = None
    exporting_config: ExportingConfig | None = None


class MatchingRule(Declared, frozen=True):
    """List the attributes that must be identical."""

    rule: Annotated[list[Name], Meta(min_length=1, max_length=15)]


class AttributeTypesSelector(Declared, frozen=True):
    """Pick the sub-types that rules compare."""

    attribute_matching_model: Literal["ONE_TO_ONE", "MANY_TO_MANY"]
    address: Annotated[list[Name], Meta(min_length=1, max_length=4)] | None = None
    phone_number: Annotated[list[Name], Meta(min_length=1, max_length=4)] | None = None
    email_address: Annotated[list[Name], Meta(min_length=1, max_length=3)] | None = None


class RuleBasedMatching(Declared, frozen=True):
    """Configure rule-based matching."""

    enabled: bool
    matching_rules: Annotated[list[MatchingRule], Meta(min_length=1, max_length=15)] | None = None
    max_allowed_rule_level_for_merging: Level | None = None
    max_allowed_rule_level_for_matching: Level | None = None
    attribute_types_selector: AttributeTypesSelector | None = None
    conflict_resolution: ConflictResolution | None = None
    exporting_config: ExportingConfig | None = None


class DataStore(Declared, frozen=True):
    """Configure the data store."""

    enabled: bool | None = None


class DomainSettings(Declared, frozen=True):
    """Declare a domain."""

    domain_name: Annotated[str, Meta(min_length=1, max_length=64, pattern="^[a-zA-Z0-9_-]+$")]
    default_expiration_days: Annotated[int, Meta(ge=1, le=1098)] | None = None
    default_encryption_key: Annotated[str, Meta(max_length=255)] | None = None
    dead_letter_queue_url: Annotated[str, Meta(max_length=255)] | None = None
    matching: Matching | None = None
    rule_based_matching: RuleBasedMatching | None = None
    data_store: DataStore | None = None
    tags: Annotated[dict[TagKey, TagValue], Meta(min_length=1, max_length=50)] | None = None


def read(wire: dict[str, Any]) -> DomainSettings:
    """Make checked settings out of a wire dict."""
    return msgspec.convert(wire, DomainSettings)


def write(settings: DomainSettings) -> dict[str, Any]:
    """Make a wire dict out of settings."""
    written: dict[str, Any] = msgspec.to_builtins(settings)
    return written
