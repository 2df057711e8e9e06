"""What results say of themselves, and that they are rows of tables."""

import dataclasses
import pickle
import pprint
import pydoc

import attrs
import pytest

import cpkit
from cpkit import from_wire, results
from cpkit.errors import ValidationError
from cpkit.models.jobs import (
    ExportingLocation,
    IdentityResolutionJob,
    IdentityResolutionJobStatus,
    JobStats,
)
from cpkit.models.matches import MatchItem, MatchType
from cpkit.models.pages import MatchesPage
from cpkit.models.requests import DomainQuery, JobQuery, SimilarProfilesQuery
from cpkit.schema.shapes.enums import UnknownValue

JOB_ID = "0" * 32


@pytest.mark.parametrize(
    ("status", "is_final"),
    [
        ("PENDING", False),
        ("PREPROCESSING", False),
        ("FIND_MATCHING", False),
        ("MERGING", False),
        ("COMPLETED", True),
        ("PARTIAL_SUCCESS", True),
        ("FAILED", True),
    ],
)
def test_job_when_its_status_is_known_then_that_says_whether_it_ended(
    status: str,
    is_final: bool,  # noqa: FBT001 - one of the values of a case
) -> None:
    """Three of the statuses are final."""
    job = from_wire(IdentityResolutionJob, {"JobId": JOB_ID, "Status": status, "JobEndTime": 1})

    assert IdentityResolutionJobStatus(status) == job.status
    assert is_final == job.is_finished


@pytest.mark.parametrize("status", ["REVIEWING", None])
def test_job_when_its_status_is_not_known_then_its_end_says_whether_it_ended(
    status: str | None,
) -> None:
    """A status that is newer than cpkit, or missing, is not waited for when there is an end."""
    answer = {"JobId": JOB_ID, "Status": status}

    assert not from_wire(IdentityResolutionJob, answer).is_finished
    assert from_wire(IdentityResolutionJob, {**answer, "JobEndTime": 1.5}).is_finished


def test_job_when_the_answer_is_newer_than_the_model_then_it_is_read() -> None:
    """Unknown values are kept, unknown members passed over, and limits do not count."""
    job = from_wire(
        IdentityResolutionJob, {"JobId": "short", "Status": "REVIEWING", "Colour": "blue"}
    )

    assert ("short", UnknownValue("REVIEWING")) == (job.job_id, job.status)


def test_job_when_it_has_done_nothing_then_its_parts_are_empty_and_not_missing() -> None:
    """Who asks for a count needs not ask first whether there are counts."""
    job = from_wire(IdentityResolutionJob, {"JobId": JOB_ID})

    assert JobStats() == job.job_stats
    assert ExportingLocation() == job.exporting_location
    assert job.job_stats.number_of_matches_found is None


@pytest.mark.parametrize("answer", [{}, {"JobId": ""}, {"JobId": None}, {"JobId": 7}])
def test_job_when_it_has_no_id_then_it_is_refused(answer: dict[str, object]) -> None:
    """An answer without an id is none."""
    with pytest.raises(ValidationError, match="JobId"):
        from_wire(IdentityResolutionJob, answer)


@pytest.mark.parametrize("more", [{}, {"Colour": "blue"}])
def test_list_when_the_answer_leaves_it_out_then_it_is_empty(more: dict[str, str]) -> None:
    """Read quickly or precisely, a list that is missing has no items."""
    assert () == from_wire(MatchesPage, more).matches
    assert () == from_wire(MatchItem, {"MatchId": "7", "ProfileIds": [], **more}).profile_ids


def test_match_when_made_then_ids_are_a_tuple_and_the_value_is_hashable() -> None:
    """Observed values are as immutable as declared ones, and pickle."""
    match = MatchItem(match_id="7", profile_ids=["a", "b"], confidence_score=1)

    assert (("a", "b"), 1.0) == (match.profile_ids, match.confidence_score)
    assert {match} == {pickle.loads(pickle.dumps(match))}
    assert match == attrs.evolve(match)


def test_result_when_taken_for_a_dataclass_then_it_becomes_a_dict_of_any_depth() -> None:
    """What takes dataclasses, as data frames do, takes results as well."""
    job = IdentityResolutionJob(
        job_id=JOB_ID, job_stats=JobStats(number_of_merges_done=3), status=None
    )

    rows = dataclasses.asdict(job)

    assert [field.name for field in attrs.fields(type(job))] == list(rows)
    assert (JOB_ID, 3) == (rows["job_id"], rows["job_stats"]["number_of_merges_done"])
    assert dataclasses.is_dataclass(MatchItem)


def test_result_when_printed_prettily_then_as_its_repr() -> None:
    """What looks twice at dataclasses finds nothing amiss, on instances and on classes."""
    match = MatchItem(match_id="7" * 99)

    assert repr(match) == pprint.pformat(match)
    assert "9" == dataclasses.replace(match, match_id="9").match_id
    assert ["match_id", "profile_ids", "confidence_score"] == [
        field.name for field in dataclasses.fields(MatchItem)
    ]


def test_query_when_several_things_are_wrong_then_all_are_told() -> None:
    """Arguments are checked like settings: each problem has its wire path."""
    with pytest.raises(ValidationError) as raised:
        SimilarProfilesQuery(
            domain_name="my shop",
            match_type=UnknownValue("NEW"),
            search_key="",
            search_value="x" * 256,
            max_results=101,
        )

    assert ["DomainName", "SearchKey", "SearchValue", "MaxResults"] == [
        problem.path for problem in raised.value.problems
    ]


def test_match_type_when_given_as_a_text_then_it_becomes_a_member() -> None:
    """The literal string and the member mean the same."""
    queries = [
        SimilarProfilesQuery(
            domain_name="shop", match_type=given, search_key="matchId", search_value="7"
        )
        for given in (MatchType.ML_BASED_MATCHING, "ML_BASED_MATCHING")
    ]

    assert [MatchType.ML_BASED_MATCHING] * 2 == [query.match_type for query in queries]


@pytest.mark.parametrize("job_id", ["", "A" * 32, "0" * 31, "../../x"])
def test_job_id_when_it_is_none_then_it_is_refused(job_id: str) -> None:
    """A wrong id would address another resource."""
    with pytest.raises(ValidationError, match="JobId"):
        JobQuery(domain_name="shop", job_id=job_id)


def test_page_size_when_left_out_then_the_service_chooses() -> None:
    """Nothing is asked for that the caller did not ask for."""
    assert DomainQuery(domain_name="shop").max_results is None


def test_help_when_asked_of_every_public_class_then_it_is_written() -> None:
    """What lists all attributes of a class meets those that only tables need."""
    for module in (cpkit, results):
        assert pydoc.render_doc(module)
        for name in module.__all__:
            assert pydoc.render_doc(getattr(module, name))
