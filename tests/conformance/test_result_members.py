"""The classes of results have the members that the service's model has, in answers and requests."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from cpkit import from_wire
from cpkit.client.calls.rate_limit import QUOTAS
from cpkit.models.jobs import IdentityResolutionJob
from cpkit.models.matches import AutoMergingPreview
from cpkit.models.pages import (
    DomainsPage,
    IdentityResolutionJobsPage,
    MatchesPage,
    RuleBasedMatchesPage,
    SimilarProfilesPage,
)
from cpkit.models.requests import (
    AccountQuery,
    DomainQuery,
    JobQuery,
    PreviewQuery,
    SimilarProfilesQuery,
)
from cpkit.schema.json_types import is_sequence
from cpkit.schema.shapes import (
    Double,
    Enum,
    Integer,
    Shape,
    String,
    StringList,
    Structure,
    StructureList,
    Timestamp,
)
from cpkit.schema.value import Value, members_of
from tests.support import service_model

ANSWERS: list[tuple[str, type[Value]]] = [
    ("ListDomains", DomainsPage),
    ("GetMatches", MatchesPage),
    ("ListRuleBasedMatches", RuleBasedMatchesPage),
    ("GetSimilarProfiles", SimilarProfilesPage),
    ("ListIdentityResolutionJobs", IdentityResolutionJobsPage),
    ("GetIdentityResolutionJob", IdentityResolutionJob),
    ("GetAutoMergingPreview", AutoMergingPreview),
]
"""What each operation's answer is read as."""

REQUESTS: list[tuple[str, type[Value]]] = [
    ("ListDomains", AccountQuery),
    ("GetMatches", DomainQuery),
    ("ListRuleBasedMatches", DomainQuery),
    ("GetSimilarProfiles", SimilarProfilesQuery),
    ("ListIdentityResolutionJobs", DomainQuery),
    ("GetIdentityResolutionJob", JobQuery),
    ("GetAutoMergingPreview", PreviewQuery),
]
"""What each operation's request is made from."""

ONLY_IN_THE_JOB_ITSELF = {"LastUpdatedAt", "JobExpirationTime", "AutoMerging"}
"""One class holds a job, whether it comes from the list or alone; the list leaves these out."""

ASKED_FOR = {"JobId", "MatchId"}
"""What cpkit requires although the model does not: nothing can be done without it."""

TYPES: dict[type[Shape], set[str]] = {
    Structure: {"structure"},
    StructureList: {"list"},
    Enum: {"string"},
    Integer: {"integer", "long"},
    StringList: {"list"},
    Double: {"double"},
    String: {"string"},
    Timestamp: {"timestamp"},
}
"""Which of the model's types each kind of values stands for."""


def pairs(cls: type[Value], shape: Any, path: str) -> Iterator[tuple[str, type[Value], Any]]:
    """Give each class below a class with the shape that it stands for."""
    yield path, cls, shape
    for entry in members_of(cls):
        member = shape.members.get(entry.wire)
        if isinstance(entry.shape, Structure) and member is not None:
            yield from pairs(entry.shape.cls, member, f"{path}.{entry.wire}")
        if isinstance(entry.shape, StructureList) and member is not None:
            yield from pairs(entry.shape.cls, member.member, f"{path}.{entry.wire}[]")


def sample(shape: Any) -> Any:
    """Give a value that a shape allows, with every member there is."""
    match shape.type_name:
        case "structure":
            return {name: sample(member) for name, member in shape.members.items()}
        case "list":
            return [sample(shape.member)]
        case "map":
            return {"team": sample(shape.value)}
        case "string":
            return shape.enum[-1] if shape.enum else "0" * 32
        case "integer" | "long":
            return 7
        case "double":
            return 0.5
        case "boolean":
            return True
        case "timestamp":
            return datetime(2026, 1, 2, tzinfo=UTC)
        case other:
            raise NotImplementedError(other)


def empty_fields(value: Any, path: str) -> Iterator[str]:
    """Name each field below a value that holds nothing."""
    if is_sequence(value):
        for item in value:
            yield from empty_fields(item, f"{path}[]")
    elif isinstance(value, Value):
        for field in attrs.fields(type(value)):
            yield from empty_fields(getattr(value, field.name), f"{path}.{field.name}")
    if value in (None, ()):
        yield path


@pytest.mark.parametrize(("operation", "cls"), ANSWERS)
def test_answer_when_compared_with_the_model_then_members_are_the_same(
    operation: str, cls: type[Value]
) -> None:
    """Every member of the answer, at any depth, is a field, and there is no other."""
    for path, ours, shape in pairs(cls, service_model.answer(operation), operation):
        allowed = ONLY_IN_THE_JOB_ITSELF if path.endswith("JobsList[]") else set[str]()
        names = {entry.wire for entry in members_of(ours)}
        assert (path, set(shape.members)) == (path, names - allowed)


@pytest.mark.parametrize(("operation", "cls"), ANSWERS)
def test_answer_when_compared_with_the_model_then_requirements_are_the_same(
    operation: str, cls: type[Value]
) -> None:
    """What the model requires is required, and else only ids are."""
    for path, ours, shape in pairs(cls, service_model.answer(operation), operation):
        theirs = set(shape.required_members) | (ASKED_FOR & set(shape.members))
        required = {entry.wire for entry in members_of(ours) if entry.is_required}
        optional_here = ASKED_FOR if ours is SimilarProfilesPage else set[str]()
        assert (path, theirs - optional_here) == (path, required)


@pytest.mark.parametrize(("operation", "cls"), ANSWERS)
def test_answer_when_compared_with_the_model_then_types_and_enumerations_are_the_same(
    operation: str, cls: type[Value]
) -> None:
    """Each member is read as the type that it has, and each enumeration has the model's values."""
    for path, ours, shape in pairs(cls, service_model.answer(operation), operation):
        for entry in members_of(ours):
            member = shape.members.get(entry.wire)
            if member is None or type(entry.shape) not in TYPES:
                continue
            assert (path, entry.wire, member.type_name) == (
                path,
                entry.wire,
                next(iter(TYPES[type(entry.shape)] & {member.type_name}), None),
            )
            if isinstance(entry.shape, Enum):
                assert set(member.enum) == set(entry.shape.enumeration)


@pytest.mark.parametrize(("operation", "cls"), ANSWERS)
def test_answer_when_it_has_every_member_of_the_model_then_no_field_is_empty(
    operation: str, cls: type[Value]
) -> None:
    """Each field is filled from some member of the answer."""
    value = from_wire(cls, sample(service_model.answer(operation)))

    empty = set(empty_fields(value, operation))
    if cls is IdentityResolutionJobsPage:
        empty -= {
            f"{operation}.identity_resolution_jobs_list[].{name}"
            for name in ("last_updated_at", "job_expiration_time", "auto_merging")
        }
    assert set() == empty


@pytest.mark.parametrize(("operation", "cls"), REQUESTS)
def test_request_when_compared_with_the_model_then_members_are_the_same(
    operation: str, cls: type[Value]
) -> None:
    """Every member of the request but the page's token is asked for, with the same requirements."""
    shape = service_model.request(operation)
    ours = {entry.wire: entry.is_required for entry in members_of(cls)}
    theirs = {name: name in shape.required_members for name in shape.members if name != "NextToken"}

    assert theirs == ours


@pytest.mark.parametrize(("operation", "cls"), REQUESTS)
def test_request_when_compared_with_the_model_then_limits_are_the_same(
    operation: str, cls: type[Value]
) -> None:
    """Lengths, ranges, patterns and enumerations are the model's; a job's id has 32 characters."""
    shape = service_model.request(operation)
    for entry in members_of(cls):
        limits = shape.members[entry.wire].metadata
        match entry.shape:
            case String() as ours if entry.wire == "JobId":
                assert (32, 32, limits["pattern"]) == (ours.low, ours.high, ours.pattern)
            case String() as ours:
                pattern = limits.get("pattern")
                bare = pattern and pattern.removeprefix("^").removesuffix("$")
                assert (limits["min"], limits["max"], bare) == (
                    ours.low,
                    ours.high,
                    ours.pattern,
                )
            case Integer() | Double() as ours:
                assert (limits["min"], limits["max"]) == (ours.low, ours.high)
            case Enum() as ours:
                assert set(limits["enum"]) == set(ours.enumeration)
            case _:
                assert isinstance(entry.shape, Structure)


def test_key_name_of_a_job_when_compared_with_the_model_then_it_may_be_longer() -> None:
    """A job writes to keys of up to 1024 characters, settings name a prefix of up to 800."""
    job = service_model.answer("GetIdentityResolutionJob")
    theirs = job.members["ExportingLocation"].members["S3Exporting"].members["S3KeyName"]
    (ours,) = [
        entry.shape
        for path, cls, _ in pairs(IdentityResolutionJob, job, "")
        for entry in members_of(cls)
        if path.endswith(".S3Exporting") and entry.wire == "S3KeyName"
    ]

    assert isinstance(ours, String)
    assert theirs.metadata["max"] == ours.high == 1024


def test_quotas_when_compared_with_the_model_then_every_name_is_an_operation() -> None:
    """No quota is given for something that cannot be called."""
    assert set() == set(QUOTAS) - set(service_model.model().operation_names)
