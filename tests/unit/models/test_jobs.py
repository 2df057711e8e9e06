"""Runs of the weekly job, as they are reported."""

import pytest

from cpkit import from_wire
from cpkit.errors import ValidationError
from cpkit.models.jobs import (
    ExportingLocation,
    IdentityResolutionJob,
    IdentityResolutionJobStatus,
    JobStats,
)
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
