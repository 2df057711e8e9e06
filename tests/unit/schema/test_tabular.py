"""Observed values are rows of tables."""

import dataclasses
import pprint
import pydoc

import attrs

import cpkit
from cpkit import results
from cpkit.models.jobs import (
    IdentityResolutionJob,
    JobStats,
)
from cpkit.models.matches import MatchItem

JOB_ID = "0" * 32


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


def test_help_when_asked_of_every_public_class_then_it_is_written() -> None:
    """What lists all attributes of a class meets those that only tables need."""
    for module in (cpkit, results):
        assert pydoc.render_doc(module)
        for name in module.__all__:
            assert pydoc.render_doc(getattr(module, name))
