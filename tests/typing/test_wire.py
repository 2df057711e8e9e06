"""The wire: `to_wire` gives the stubs' types, which plain boto3 takes, and `from_wire` reads them."""

from typing import TYPE_CHECKING, assert_type

import pytest

from cpkit import (
    AttributeTypesSelector,
    AutoMerging,
    ConflictResolution,
    Consolidation,
    CustomerProfiles,
    DataStore,
    Domain,
    DomainSettings,
    ExportingConfig,
    JobSchedule,
    Matching,
    MatchingRule,
    RuleBasedMatching,
    S3Exporting,
    from_wire,
    to_wire,
)
from cpkit.local import LocalService

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient
    from mypy_boto3_customer_profiles.type_defs import (
        AttributeTypesSelectorTypeDef,
        AutoMergingTypeDef,
        ConflictResolutionTypeDef,
        ConsolidationTypeDef,
        DataStoreRequestTypeDef,
        ExportingConfigTypeDef,
        JobScheduleTypeDef,
        MatchingRequestTypeDef,
        MatchingRuleTypeDef,
        RuleBasedMatchingRequestTypeDef,
        S3ExportingConfigTypeDef,
        UpdateDomainRequestTypeDef,
    )

SETTINGS = DomainSettings(domain_name="shop", default_expiration_days=366)
MERGING = AutoMerging(
    enabled=True,
    consolidation=Consolidation([["EmailAddress"]]),
    conflict_resolution=ConflictResolution.recency(),
)


def test_wire_when_written_then_typed_as_the_stubs_are() -> None:
    """`to_wire` gives what plain boto3 takes, for each class."""
    request: UpdateDomainRequestTypeDef = to_wire(SETTINGS)
    matching: MatchingRequestTypeDef = to_wire(Matching(enabled=True))
    schedule: JobScheduleTypeDef = to_wire(JobSchedule(day_of_the_week="MONDAY", time="9:00"))
    merging: AutoMergingTypeDef = to_wire(MERGING)
    criteria: ConsolidationTypeDef = to_wire(Consolidation([["EmailAddress"]]))
    resolution: ConflictResolutionTypeDef = to_wire(ConflictResolution.recency())
    exporting: ExportingConfigTypeDef = to_wire(ExportingConfig())
    bucket: S3ExportingConfigTypeDef = to_wire(S3Exporting(s3_bucket_name="shop-matches"))
    based: RuleBasedMatchingRequestTypeDef = to_wire(RuleBasedMatching(enabled=True))
    rule: MatchingRuleTypeDef = to_wire(MatchingRule(["EmailAddress"]))
    selector: AttributeTypesSelectorTypeDef = to_wire(
        AttributeTypesSelector(attribute_matching_model="ONE_TO_ONE")
    )
    store: DataStoreRequestTypeDef = to_wire(DataStore(enabled=True))

    assert ("shop", True, True) == (request["DomainName"], matching["Enabled"], based["Enabled"])
    assert ("MONDAY", True) == (schedule["DayOfTheWeek"], merging["Enabled"])
    assert [["EmailAddress"]] == criteria["MatchingAttributesList"]
    assert ("RECENCY", {}) == (resolution["ConflictResolvingModel"], exporting)
    assert ("shop-matches", ["EmailAddress"]) == (bucket["S3BucketName"], rule["Rule"])
    assert ("ONE_TO_ONE", {"Enabled": True}) == (selector["AttributeMatchingModel"], store)


def test_boto3_when_given_the_wire_then_its_calls_type_check() -> None:
    """Whole settings go into an update, and blocks into what takes blocks."""
    client: CustomerProfilesClient = LocalService().client()

    created = client.create_domain(
        DomainName="shop",
        DefaultExpirationDays=366,
        Matching=to_wire(Matching(enabled=True)),
        RuleBasedMatching=to_wire(RuleBasedMatching(enabled=False)),
        DataStore=to_wire(DataStore(enabled=True)),
    )
    updated = client.update_domain(**to_wire(SETTINGS))
    preview = client.get_auto_merging_preview(
        DomainName="shop",
        Consolidation=to_wire(Consolidation([["EmailAddress"]])),
        ConflictResolution=to_wire(ConflictResolution.recency()),
    )

    assert ["shop", "shop", "shop"] == [
        answer["DomainName"] for answer in (created, updated, preview)
    ]


def test_reading_when_done_then_typed_by_the_class() -> None:
    """`from_wire` gives the class that was asked for."""
    settings = from_wire(DomainSettings, {"DomainName": "shop"})
    domain = from_wire(Domain, {"DomainName": "shop", "CreatedAt": 0, "LastUpdatedAt": 0})

    assert_type(settings, DomainSettings)
    assert_type(domain, Domain)
    assert_type(from_wire(Matching, {"Enabled": True}), Matching)
    assert settings == domain.settings


def test_answer_when_to_be_written_then_refused_twice() -> None:
    """What the service answered is not what one sends: `domain.settings` is."""
    domain = from_wire(Domain, {"DomainName": "shop", "CreatedAt": 0, "LastUpdatedAt": 0})
    with pytest.raises(TypeError):
        # an answer has members that no request takes
        to_wire(domain)  # type: ignore[call-overload] # pyright: ignore[reportCallIssue, reportArgumentType]
    with pytest.raises(TypeError):
        # it is a dict already
        to_wire({"DomainName": "shop"})  # type: ignore[call-overload] # pyright: ignore[reportCallIssue, reportArgumentType]
    with pytest.raises(TypeError):
        # a class that is none of cpkit's
        from_wire(dict, {"DomainName": "shop"})  # type: ignore[type-var] # pyright: ignore[reportArgumentType]


def misuses_of_the_wire(client: "CustomerProfilesClient", profiles: CustomerProfiles) -> None:
    """Mix up what cpkit takes and what boto3 takes; for checkers alone."""
    # boto3 takes the dict of a block, not the value
    client.update_domain(DomainName="shop", Matching=Matching(enabled=True))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    # cpkit takes the value, not the dict
    profiles.update_domain(to_wire(DomainSettings(domain_name="shop")))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    # one block's dict where the other's belongs
    client.update_domain(DomainName="shop", RuleBasedMatching=to_wire(DataStore(enabled=True)))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    # the wire says DomainName
    _ = to_wire(SETTINGS)["domain_name"]  # type: ignore[typeddict-item] # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType]
    # from_wire takes the class first
    from_wire({"DomainName": "shop"}, DomainSettings)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
