"""A domain's settings as one would write them with pydantic: same shape, same limits.

The limits are those of the service's model; what cpkit knows beyond it is not here, so these
models check less.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_pascal

Name = Annotated[str, Field(min_length=1, max_length=255)]
Level = Annotated[int, Field(ge=1, le=15)]
TagKey = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^(?!aws:)[a-zA-Z+-=._:/]+$")]
TagValue = Annotated[str, Field(max_length=256)]


class Declared(BaseModel):
    """Settle what all models share: wire names, nothing unknown, nothing converted, frozen."""

    model_config = ConfigDict(
        alias_generator=to_pascal,
        extra="forbid",
        frozen=True,
        strict=True,
        # Its own engine has no look-ahead, which the pattern of tag keys needs.
        regex_engine="python-re",
    )


class S3Exporting(Declared):
    """Name a bucket and a place in it."""

    s3_bucket_name: Annotated[str, Field(min_length=3, max_length=63, pattern=r"^[a-z0-9.-]+$")]
    s3_key_name: Annotated[str, Field(min_length=1, max_length=800, pattern=".*")] | None = None


class ExportingConfig(Declared):
    """Say where matches are written."""

    s3_exporting: S3Exporting | None = None


class ConflictResolution(Declared):
    """Say which value wins."""

    conflict_resolving_model: Literal["RECENCY", "SOURCE"]
    source_name: Name | None = None


class JobSchedule(Declared):
    """Say when the job runs."""

    day_of_the_week: Literal[
        "SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"
    ]
    time: Annotated[
        str,
        Field(
            min_length=3,
            max_length=5,
            pattern=r"^([0-9]|0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]$",
        ),
    ]


class Consolidation(Declared):
    """List the criteria of merging."""

    matching_attributes_list: Annotated[
        list[Annotated[list[Name], Field(min_length=1, max_length=20)]],
        Field(min_length=1, max_length=10),
    ]


class AutoMerging(Declared):
    """Say what is merged."""

    enabled: bool
    consolidation: Consolidation | None = None
    conflict_resolution: ConflictResolution | None = None
    min_allowed_confidence_score_for_merging: Annotated[float, Field(ge=0, le=1)] | None = None


class Matching(Declared):
    """Configure machine-learning matching."""

    enabled: bool
    job_schedule: JobSchedule | None = None
    auto_merging: AutoMerging | None = None
    exporting_config: ExportingConfig | None = None


class MatchingRule(Declared):
    """List the attributes that must be identical."""

    rule: Annotated[list[Name], Field(min_length=1, max_length=15)]


class AttributeTypesSelector(Declared):
    """Pick the sub-types that rules compare."""

    attribute_matching_model: Literal["ONE_TO_ONE", "MANY_TO_MANY"]
    address: Annotated[list[Name], Field(min_length=1, max_length=4)] | None = None
    phone_number: Annotated[list[Name], Field(min_length=1, max_length=4)] | None = None
    email_address: Annotated[list[Name], Field(min_length=1, max_length=3)] | None = None


class RuleBasedMatching(Declared):
    """Configure rule-based matching."""

    enabled: bool
    matching_rules: Annotated[list[MatchingRule], Field(min_length=1, max_length=15)] | None = None
    max_allowed_rule_level_for_merging: Level | None = None
    max_allowed_rule_level_for_matching: Level | None = None
    attribute_types_selector: AttributeTypesSelector | None = None
    conflict_resolution: ConflictResolution | None = None
    exporting_config: ExportingConfig | None = None


class DataStore(Declared):
    """Configure the data store."""

    enabled: bool | None = None


class DomainSettings(Declared):
    """Declare a domain."""

    domain_name: Annotated[str, Field(min_length=1, max_length=64, pattern="^[a-zA-Z0-9_-]+$")]
    default_expiration_days: Annotated[int, Field(ge=1, le=1098)] | None = None
    default_encryption_key: Annotated[str, Field(max_length=255)] | None = None
    dead_letter_queue_url: Annotated[str, Field(max_length=255)] | None = None
    matching: Matching | None = None
    rule_based_matching: RuleBasedMatching | None = None
    data_store: DataStore | None = None
    tags: Annotated[dict[TagKey, TagValue], Field(min_length=1, max_length=50)] | None = None


def read(wire: dict[str, Any]) -> DomainSettings:
    """Make checked settings out of a wire dict."""
    return DomainSettings.model_validate(wire)


def write(settings: DomainSettings) -> dict[str, Any]:
    """Make a wire dict out of settings."""
    return settings.model_dump(by_alias=True, exclude_none=True)
