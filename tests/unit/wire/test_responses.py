"""Answers are read tolerantly, except for what every answer has."""

import pickle
from copy import deepcopy
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest

from cpkit import (
    Domain,
    DomainSettings,
    Problem,
    RuleBasedMatchingStatus,
    UnknownValue,
    from_wire,
    to_wire,
)
from cpkit.errors import ValidationError
from cpkit.results import DomainStats, ListDomainItem, Readiness
from cpkit.schema.value import Value
from tests.support import samples
from tests.support.golden import Golden, listed

TIMES = {"CreatedAt": 0, "LastUpdatedAt": 1}
MINIMAL: dict[str, Any] = {"DomainName": "shop", **TIMES}


def domain(**members: Any) -> Domain:
    """Read a minimal answer with more members."""
    return from_wire(Domain, {**MINIMAL, **members})


def test_answer_when_full_then_settings_and_observations_stand_apart() -> None:
    """What was declared can be sent back; the rest only the service knows."""
    read = from_wire(Domain, samples.answered())

    assert samples.full() == to_wire(read.settings)
    assert RuleBasedMatchingStatus.IN_PROGRESS is read.rule_based_matching_status
    assert Readiness(progress_percentage=40, message="filling") == read.readiness
    assert read.stats == DomainStats(
        profile_count=12, metering_profile_count=10, object_count=30, total_size=4096
    )
    assert datetime.fromtimestamp(1_700_000_000, UTC) == read.created_at
    assert datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC) == read.last_updated_at
    assert "shop" == read.domain_name
    assert () == read.unknown_members


def test_answer_when_changed_and_sent_back_then_one_line() -> None:
    """Read, change, write."""
    read = from_wire(Domain, samples.answered())

    changed = to_wire(attrs.evolve(read.settings, default_expiration_days=30))

    assert {**samples.full(), "DefaultExpirationDays": 30} == changed


def test_answer_when_minimal_then_nothing_is_made_up() -> None:
    """What the answer lacks is ``None``."""
    read = domain()

    assert DomainSettings(domain_name="shop") == read.settings
    assert (None, None, None) == (read.stats, read.readiness, read.rule_based_matching_status)


@pytest.mark.parametrize("name", ["DomainName", "CreatedAt", "LastUpdatedAt"])
@pytest.mark.parametrize("value", [None, "absent", ""])
def test_answer_when_a_required_member_is_missing_then_an_error(
    name: str, value: str | None
) -> None:
    """An answer without its required members is no success."""
    answer: dict[str, Any] = {**MINIMAL, name: value}
    if value == "absent":
        del answer[name]

    with pytest.raises(ValidationError) as caught:
        from_wire(Domain, answer)

    assert name in {problem.path for problem in caught.value.problems}


WRONG: list[tuple[type[Value], Any, list[str]]] = [
    (Domain, [], ["response"]),
    (Domain, None, ["response"]),
    (ListDomainItem, "shop", ["response"]),
    (Domain, {"DomainName": "shop"}, ["CreatedAt", "LastUpdatedAt"]),
    (Domain, TIMES, ["DomainName"]),
    (ListDomainItem, TIMES, ["DomainName"]),
    (Domain, {**MINIMAL, "DefaultExpirationDays": "x"}, ["DefaultExpirationDays"]),
    (Domain, {**MINIMAL, "Stats": 5}, ["Stats"]),
    (
        Domain,
        {**MINIMAL, "RuleBasedMatching": {"Enabled": True, "MatchingRules": ["LastName"]}},
        ["RuleBasedMatching.MatchingRules[0]"],
    ),
    (DomainStats, {"ProfileCount": "many"}, ["ProfileCount"]),
    (Domain, {**MINIMAL, "DefaultExpirationDays": "366"}, ["DefaultExpirationDays"]),
    (Domain, {**MINIMAL, "Matching": [1]}, ["Matching"]),
    (Domain, {**MINIMAL, "Matching": {"Enabled": "true"}}, ["Matching.Enabled"]),
    (
        Domain,
        {**MINIMAL, "RuleBasedMatching": {"Status": 5, "Enabled": True}},
        ["RuleBasedMatching.Status"],
    ),
    (Domain, {**MINIMAL, "RuleBasedMatching": "on"}, ["RuleBasedMatching"]),
    (Domain, {**MINIMAL, "DataStore": {"Readiness": "soon"}}, ["DataStore.Readiness"]),
    (Domain, {**MINIMAL, "Stats": {"ProfileCount": "many"}}, ["Stats.ProfileCount"]),
    (Domain, {**MINIMAL, "CreatedAt": "yesterday"}, ["CreatedAt"]),
    (Domain, {**MINIMAL, "CreatedAt": []}, ["CreatedAt"]),
    (Domain, {**MINIMAL, "CreatedAt": [1]}, ["CreatedAt"]),
    (Domain, {**MINIMAL, "CreatedAt": 1e300}, ["CreatedAt"]),
    (Domain, {**MINIMAL, "CreatedAt": float("nan")}, ["CreatedAt"]),
    (Domain, {**MINIMAL, "Tags": ["a"]}, ["Tags"]),
    (
        Domain,
        {**MINIMAL, "Matching": {"Enabled": True, "JobSchedule": {"Time": "9:00"}}},
        ["Matching.JobSchedule.DayOfTheWeek"],
    ),
]


@pytest.mark.parametrize(("cls", "answer", "paths"), WRONG, ids=lambda part: repr(part)[:60])
def test_answer_when_it_lacks_what_every_answer_has_or_a_type_is_wrong_then_an_error(
    cls: type[Value], answer: Any, paths: list[str]
) -> None:
    """An answer without its required members is no success, and types are held to."""
    assert paths == [problem.path for problem in problems_of(cls, answer)]


def test_answers_when_rejected_then_in_the_words_that_were_looked_at(golden: Golden) -> None:
    """They say where and why."""
    said = listed(
        (f"{cls.__name__} {answer!r}", problems_of(cls, answer)) for cls, answer, _ in WRONG
    )

    assert golden.file("responses.txt", said) == said


def problems_of(cls: type[Value], answer: Any) -> tuple[Problem, ...]:
    """Give what is wrong with an answer."""
    with pytest.raises(ValidationError) as caught:
        from_wire(cls, answer)
    return tuple(caught.value.problems)


@pytest.mark.parametrize("answer", [None, [], "text", 5])
@pytest.mark.parametrize("cls", [Domain, ListDomainItem])
def test_answer_when_it_is_no_map_then_an_error(cls: type[Value], answer: Any) -> None:
    """An answer that is no map is none."""
    assert 1 == len(problems_of(cls, answer))


def test_answer_when_newer_than_cpkit_then_readable() -> None:
    """Unknown members are named and stay in `raw`; unknown values are kept; limits do not count."""
    read = domain(
        Surprise={"deep": [1, {"x": "y"}]},
        DefaultExpirationDays=9999,
        Matching={"Enabled": True, "Speed": "high"},
        RuleBasedMatching={
            "Enabled": True,
            "Status": "FAILED",
            "MatchingRules": [{"Rule": ["FavouriteColour"], "Weight": 3}],
            "ConflictResolution": {"ConflictResolvingModel": "NEWEST"},
        },
    )

    assert read.settings.rule_based_matching
    assert read.settings.rule_based_matching.conflict_resolution
    assert (
        "Surprise",
        "Matching.Speed",
        "RuleBasedMatching.MatchingRules[0].Weight",
    ) == read.unknown_members
    assert ({"deep": (1, {"x": "y"})}) == {"deep": read.raw["Surprise"]["deep"]}
    assert UnknownValue("FAILED") == read.rule_based_matching_status
    assert UnknownValue is type(
        read.settings.rule_based_matching.conflict_resolution.conflict_resolving_model
    )
    assert 9999 == read.settings.default_expiration_days
    assert {"enum", "range", "rule-attribute"} == {p.code for p in read.settings.problems()}


def test_answer_when_a_disabled_block_has_an_old_status_then_read() -> None:
    """A disabled block stays behind and may carry a stale status."""
    read = domain(RuleBasedMatching={"Enabled": False, "Status": "ACTIVE"})

    assert read.settings.rule_based_matching
    assert not read.settings.rule_based_matching.enabled


@pytest.mark.parametrize(
    "members",
    [
        {"Tags": {}},
        {"DefaultEncryptionKey": "", "DeadLetterQueueUrl": ""},
        {"Matching": {}, "RuleBasedMatching": None},
        {"RuleBasedMatching": {"Status": None}},
    ],
    ids=repr,
)
def test_answer_when_a_member_is_empty_then_as_if_absent(members: dict[str, Any]) -> None:
    """In an answer, empty and absent mean the same."""
    assert domain() == domain(**members)


def test_answer_when_lists_are_empty_then_as_if_absent() -> None:
    """Switching matching off deletes the criteria, and an empty list may stay behind."""
    read = domain(
        Matching={
            "Enabled": False,
            "AutoMerging": {"Enabled": False, "Consolidation": {"MatchingAttributesList": []}},
        },
        RuleBasedMatching={"Enabled": False, "MatchingRules": []},
    )

    assert read.settings.matching
    assert read.settings.matching.auto_merging
    assert read.settings.matching.auto_merging.consolidation is None
    assert read.settings.rule_based_matching
    assert read.settings.rule_based_matching.matching_rules is None


def test_answer_when_a_block_lacks_enabled_then_named_as_unsendable() -> None:
    """A block that cannot be sent back is not made up; it stays in `raw`."""
    read = domain(Matching={"JobSchedule": {"DayOfTheWeek": "MONDAY", "Time": "9:00"}})

    assert read.settings.matching is None
    assert ("Matching",) == read.unknown_members
    assert "9:00" == read.raw["Matching"]["JobSchedule"]["Time"]


def test_domain_when_pickled_then_equal_and_raw_cannot_change() -> None:
    """A domain is a value: it hashes, pickles, and shows no secret."""
    read = from_wire(Domain, {**samples.answered(), "ResponseMetadata": {"RequestId": "1"}})

    restored = pickle.loads(pickle.dumps(read))

    assert (read, hash(read), read.raw) == (restored, hash(restored), restored.raw)
    assert "ResponseMetadata" not in read.raw
    assert [] == [secret for secret in samples.SECRETS.values() if secret in repr(read)]
    raw: Any = read.raw
    with pytest.raises(TypeError):
        raw["DomainName"] = "x"
    no_mapping: Any = 5
    assert read.raw != no_mapping
    assert "{'Enabled': <hidden>, 'JobSchedule'" in repr(read.raw["Matching"])
    assert "'DomainName': <hidden>" in repr(read.raw)


def test_list_item_when_read_then_typed() -> None:
    """A line of the list of domains is read as tolerantly."""
    item = from_wire(ListDomainItem, {**MINIMAL, "Tags": {"a": "b"}, "New": 1})

    assert ("shop", {"a": "b"}) == (item.domain_name, item.tags)
    assert datetime(1970, 1, 1, tzinfo=UTC) == item.created_at


@pytest.mark.parametrize("hours", [14, -12])
def test_time_when_its_zone_is_another_then_the_same_moment_in_utc(hours: int) -> None:
    """boto3 gives times in the zone of the machine; what is kept does not depend on it."""
    zone = timezone(timedelta(hours=hours))
    moment = datetime(2026, 1, 2, 3, 4, tzinfo=zone)

    read = domain(CreatedAt=moment)

    assert moment == read.created_at
    assert UTC is read.created_at.tzinfo
    with pytest.raises(ValidationError, match="CreatedAt"):
        domain(CreatedAt=datetime.min.replace(tzinfo=timezone(timedelta(hours=14))))


def test_time_when_it_has_no_zone_then_utc() -> None:
    """The service's times are UTC."""
    read = domain(CreatedAt=datetime(2026, 1, 2))  # noqa: DTZ001 - that is the case

    assert datetime(2026, 1, 2, tzinfo=UTC) == read.created_at


UNSENDABLE: list[tuple[dict[str, Any], list[str]]] = [
    ({"Newer": 1}, ["Newer"]),
    ({"Matching": {"Enabled": True, "Newer": 1}}, ["Matching.Newer"]),
    ({"Matching": {"JobSchedule": {"DayOfTheWeek": "MONDAY", "Time": "9:00"}}}, ["Matching"]),
    (
        {"Matching": {"Enabled": True, "JobSchedule": {"DayOfTheWeek": "", "Time": "9:00"}}},
        ["Matching.JobSchedule"],
    ),
    (
        {
            "RuleBasedMatching": {
                "Enabled": True,
                "MatchingRules": [{"Rule": ["LastName"]}, {"Rule": []}],
            }
        },
        ["RuleBasedMatching.MatchingRules[1]"],
    ),
    (
        {
            "Matching": {
                "Enabled": True,
                "ExportingConfig": {"S3Exporting": {"S3BucketName": "", "S3KeyName": "k"}},
            }
        },
        ["Matching.ExportingConfig.S3Exporting"],
    ),
    ({"Matching": {"Enabled": True, "AutoMerging": {}}, "Tags": {}}, []),
]


@pytest.mark.parametrize(("members", "paths"), UNSENDABLE)
def test_answer_when_part_of_it_cannot_be_sent_back_then_its_place_is_noted(
    members: dict[str, Any], paths: list[str]
) -> None:
    """What is newer or half empty is left out of the settings, and not without a word."""
    assert paths == [*from_wire(Domain, {**MINIMAL, **members}).unknown_members]


def test_answer_when_read_then_it_is_not_changed() -> None:
    """It may be somebody else's, and is kept as a whole."""
    answer = samples.answered()
    before = deepcopy(answer)

    read: Any = from_wire(Domain, answer)

    assert before == answer
    assert "IN_PROGRESS" == read.raw["RuleBasedMatching"]["Status"]
    assert 40 == read.raw["DataStore"]["Readiness"]["ProgressPercentage"]
    assert "ResponseMetadata" not in read.raw


def test_response_when_required_members_are_missing_then_each_is_reported() -> None:
    """An empty success would be worse than an error."""
    with pytest.raises(ValidationError) as caught:
        from_wire(Domain, {"DomainName": "shop"})
    assert ["CreatedAt", "LastUpdatedAt"] == [problem.path for problem in caught.value.problems]


def test_answer_when_its_limits_have_been_lifted_since_then_it_is_taken() -> None:
    """The service may allow more than this version knows."""
    assert (
        5000
        == from_wire(
            Domain, {**MINIMAL, "DefaultExpirationDays": 5000}
        ).settings.default_expiration_days
    )
