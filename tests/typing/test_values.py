"""Values: what must type-check does, and what must not does not.

mypy and pyright check the files here. Each misuse carries the error that each of them must report:
an ignore that is not needed is an error itself. The tests run what must work, too, and what is
refused twice: by the checkers, and when it runs. Functions that no test calls are for checkers
alone.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, assert_type

import attrs
import pytest

from cpkit import (
    CLEAR,
    AutoMerging,
    ConflictResolution,
    Consolidation,
    DataStore,
    Domain,
    DomainSettings,
    ExportingConfig,
    Matching,
    Problem,
    RuleBasedMatching,
    RuleBasedMatchingStatus,
    S3Exporting,
    SettingsWarning,
    UnknownValue,
    ignore_checks,
)
from cpkit.errors import ValidationError
from cpkit.results import DomainStats, ListDomainItem

SETTINGS = DomainSettings(domain_name="shop", default_expiration_days=366)


def test_settings_when_made_then_each_field_is_typed() -> None:
    """What is left out may be ``None``, and what can be cleared may be `CLEAR`."""
    assert_type(SETTINGS.domain_name, str)
    assert_type(SETTINGS.default_expiration_days, int | None)
    assert_type(SETTINGS.matching, Matching | None)
    assert_type(SETTINGS.rule_based_matching, RuleBasedMatching | None)
    assert_type(SETTINGS.data_store, DataStore | None)
    problems: tuple[Problem, ...] = SETTINGS.problems()
    assert_type(SETTINGS.problems().to_dicts(), list[dict[str, Any]])
    assert () == problems
    assert SETTINGS.matching is None


def test_settings_when_evolved_then_of_the_same_class() -> None:
    """`attrs.evolve` keeps the type."""
    changed = attrs.evolve(SETTINGS, default_expiration_days=90)

    assert_type(changed, DomainSettings)
    assert 90 == changed.default_expiration_days


def test_clear_when_given_then_it_type_checks() -> None:
    """Keys, queues and tags can be cleared, and a comparison tells `CLEAR` from the rest."""
    settings = DomainSettings(
        domain_name="shop",
        default_encryption_key=CLEAR,
        dead_letter_queue_url="",
        tags=CLEAR,
    )

    if settings.tags is not None and settings.tags is not CLEAR:
        assert_type(settings.tags, Mapping[str, str])
    assert settings.tags is CLEAR


def test_clear_when_settings_were_read_then_or_leaves_it_out() -> None:
    """Settings that were read have no `CLEAR`, and it is false, so that no checker asks about it.

    These are the lines of the page on type-checking.
    """
    settings = attrs.evolve(SETTINGS, tags={"team": "crm"})
    team: str | None = (settings.tags or {}).get("team")
    key: str = settings.default_encryption_key or "none of its own"

    assert ("crm", "none of its own") == (team, key)
    assert_type(settings.dead_letter_queue_url or None, str | None)
    if settings.tags:
        assert_type(settings.tags, Mapping[str, str])


def listed_tags(item: ListDomainItem) -> None:
    """Nobody declares an item of the list, so that its tags have a type of their own."""
    assert_type(item.tags, Mapping[str, str] | None)


def test_blocks_when_nested_then_each_level_is_typed() -> None:
    """Nothing is lost on the way down."""
    matching = Matching(
        enabled=True,
        auto_merging=AutoMerging(
            enabled=True,
            consolidation=Consolidation([["EmailAddress"]]),
            conflict_resolution=ConflictResolution.source("Orders"),
            min_allowed_confidence_score_for_merging=1,
        ),
        exporting_config=ExportingConfig(S3Exporting(s3_bucket_name="shop-matches")),
    )

    assert_type(matching.enabled, bool)
    assert_type(matching.auto_merging, AutoMerging | None)
    assert matching.auto_merging is not None
    assert_type(matching.auto_merging.min_allowed_confidence_score_for_merging, float | None)
    assert_type(matching.exporting_config, ExportingConfig | None)


def test_domain_when_read_then_each_field_is_typed() -> None:
    """Statistics and status are the service's own, and may be missing or newer."""
    now = datetime.fromisoformat("2026-01-03T00:00:00+00:00")
    domain = Domain(settings=SETTINGS, created_at=now, last_updated_at=now)

    assert_type(domain.settings, DomainSettings)
    assert_type(domain.domain_name, str)
    assert_type(domain.stats, DomainStats | None)
    assert_type(domain.rule_based_matching_status, RuleBasedMatchingStatus | UnknownValue | None)
    assert_type(domain.raw, Mapping[str, Any])
    assert_type(domain.unknown_members, tuple[str, ...])


def test_unchecked_when_entered_then_it_gives_nothing() -> None:
    """There is nothing to bind."""
    with ignore_checks("range"):
        settings = DomainSettings(domain_name="shop", default_expiration_days=2000)

    assert issubclass(SettingsWarning, UserWarning)
    assert 2000 == settings.default_expiration_days


def test_value_when_of_the_wrong_type_then_refused_twice() -> None:
    """Nothing is converted, neither for the checkers nor when it runs."""
    with pytest.raises(ValidationError):
        # a text that only looks like a truth value
        Matching(enabled="yes")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a wire dict where the value itself belongs
        DataStore({"Enabled": True})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a block as a wire dict, which from_wire reads
        DomainSettings(domain_name="shop", matching={"Enabled": True})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a name cannot be cleared
        DomainSettings(domain_name=CLEAR)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # neither can a number of days
        DomainSettings(domain_name="shop", default_expiration_days=CLEAR)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # digits are no number
        DomainSettings(domain_name="shop", default_expiration_days="366")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # half a day is no number of days
        DomainSettings(domain_name="shop", default_expiration_days=0.5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # one block where the other belongs
        DomainSettings(domain_name="shop", matching=RuleBasedMatching(enabled=True))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # the value of a tag is text
        DomainSettings(domain_name="shop", tags={"team": 7})  # type: ignore[dict-item] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValidationError):
        # a bucket's name where the bucket's block belongs
        ExportingConfig("shop-matches")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def test_member_when_missing_or_unknown_then_refused_twice() -> None:
    """What must be given is asked for, and what does not exist is not taken."""
    with pytest.raises(TypeError):
        # whether matching is enabled must be said
        Matching()  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError):
        # settings are those of one domain
        DomainSettings(default_expiration_days=366)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError):
        # there is no such member
        Matching(enabled=True, speed="high")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError):
        # the member by its wire name, which Python does not know
        DomainSettings(domain_name="shop", DefaultExpirationDays=366)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError):
        # conflicts resolved by source need its name
        ConflictResolution.source()  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        # values never change; attrs.evolve makes others
        SETTINGS.domain_name = "other"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]


def misuses_of_what_was_read(domain: Domain) -> None:
    """Read what is not there, or not there for sure; for checkers alone."""
    # settings are below domain.settings
    _ = domain.matching  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    # the block may be missing
    _ = domain.settings.matching.enabled  # type: ignore[union-attr] # pyright: ignore[reportOptionalMemberAccess]
    # statistics come from GetDomain alone
    _ = domain.stats.profile_count  # type: ignore[union-attr] # pyright: ignore[reportOptionalMemberAccess]
    # tags may be CLEAR
    _ = domain.settings.tags["team"]  # type: ignore[index] # pyright: ignore[reportIndexIssue, reportOptionalSubscript, reportUnknownVariableType]
    # an answer never changes
    domain.settings = SETTINGS  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
