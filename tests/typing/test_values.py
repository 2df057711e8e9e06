"""What must type-check does, and what must not does not.

mypy and pyright check this file. Each misuse carries the error that both must report: an ignore
that is not needed is an error itself. The tests run what must work, too.
"""

from typing import TYPE_CHECKING, assert_type

import attrs
import pytest

from cpkit import (
    CLEAR,
    ConflictResolution,
    ConflictResolvingModel,
    Consolidation,
    CustomerProfiles,
    DataStore,
    DayOfTheWeek,
    Domain,
    DomainSettings,
    InvalidSettingsError,
    JobSchedule,
    Matching,
    MatchingRule,
    RuleBasedMatching,
    UnknownValue,
    from_wire,
    to_wire,
)
from cpkit.local import LocalService

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient
    from mypy_boto3_customer_profiles.type_defs import (
        MatchingRequestTypeDef,
        RuleBasedMatchingRequestTypeDef,
        UpdateDomainRequestTypeDef,
    )

SETTINGS = DomainSettings(domain_name="shop", default_expiration_days=366)


def test_wire_when_written_then_typed_as_the_stubs_are() -> None:
    """`to_wire` gives what plain boto3 takes, for each class."""
    rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])

    request: UpdateDomainRequestTypeDef = to_wire(SETTINGS)
    matching: MatchingRequestTypeDef = to_wire(Matching(enabled=True))
    based: RuleBasedMatchingRequestTypeDef = to_wire(rules)

    assert "shop" == request["DomainName"]
    assert matching["Enabled"]
    assert based["Enabled"]


def test_boto3_when_given_the_wire_then_it_type_checks() -> None:
    """Plain boto3 calls take what `to_wire` gives."""
    client: CustomerProfilesClient = LocalService().client()
    CustomerProfiles(client).create_domain(SETTINGS)

    assert "shop" == client.update_domain(**to_wire(SETTINGS))["DomainName"]


def test_reading_when_done_then_typed_by_the_class() -> None:
    """`from_wire` gives the class that was asked for."""
    settings = from_wire(DomainSettings, {"DomainName": "shop"})
    domain = from_wire(Domain, {"DomainName": "shop", "CreatedAt": 0, "LastUpdatedAt": 0})

    assert_type(settings, DomainSettings)
    assert_type(domain, Domain)
    assert settings == domain.settings


def test_enums_when_given_in_each_way_then_they_type_check() -> None:
    """Members, literal strings and unknown values are taken; fields are typed as what is kept."""
    schedule = JobSchedule(day_of_the_week="MONDAY", time="9:00")
    JobSchedule(day_of_the_week=DayOfTheWeek.MONDAY, time="9:00")
    JobSchedule(day_of_the_week=UnknownValue("SOMEDAY"), time="9:00")

    assert_type(schedule.day_of_the_week, DayOfTheWeek | UnknownValue)
    assert_type(
        ConflictResolution.recency().conflict_resolving_model,
        ConflictResolvingModel | UnknownValue,
    )


def test_sequences_when_given_in_each_way_then_they_type_check() -> None:
    """Any iterable is taken; fields are tuples."""
    rule = MatchingRule(iter(["LastName"]))
    criteria = Consolidation((("a", "b"), ["c", "d"]))
    rules = RuleBasedMatching(enabled=True, matching_rules=(rule, ["LastName", "BirthDate"]))

    assert_type(rule.rule, tuple[str, ...])
    assert_type(criteria.matching_attributes_list, tuple[tuple[str, ...], ...])
    assert_type(rules.matching_rules, tuple[MatchingRule, ...] | None)


def test_clear_when_given_then_it_type_checks() -> None:
    """Keys, queues and tags can be cleared."""
    settings = DomainSettings(
        domain_name="shop",
        default_encryption_key=CLEAR,
        dead_letter_queue_url="",
        tags=CLEAR,
    )

    assert settings.tags is CLEAR


def test_misuse_when_written_then_checkers_and_constructors_refuse_it() -> None:
    """A wrong value is refused twice: by both checkers, and at run time."""
    with pytest.raises(InvalidSettingsError):
        JobSchedule(day_of_the_week="Funday", time="9:00")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidSettingsError):
        ConflictResolution(conflict_resolving_model="NEWEST")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidSettingsError):
        Matching(enabled="yes")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidSettingsError):
        DataStore({"Enabled": True})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidSettingsError):
        DomainSettings(domain_name=CLEAR)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidSettingsError):
        DomainSettings(domain_name="shop", default_expiration_days="366")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidSettingsError):
        DomainSettings(domain_name="shop", matching={"Enabled": True})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidSettingsError):
        MatchingRule([1])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        DomainSettings("shop")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError):
        Matching()  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError):
        Matching(enabled=True, speed="high")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        SETTINGS.domain_name = "other"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
