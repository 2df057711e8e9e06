"""What a notebook shows of results."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from cpkit.models.matching import AutoMerging
from cpkit.models.results import (
    AutoMergingPreview,
    IdentityResolutionJob,
    IdentityResolutionJobStatus,
    JobStats,
    MatchItem,
)
from cpkit.models.tabular import facts_of, table_of


def test_result_when_shown_then_given_fields_are_rows() -> None:
    """What is not given takes no place, and parts are written out."""
    job = IdentityResolutionJob(
        job_id="0" * 32,
        status=IdentityResolutionJobStatus.MERGING,
        job_start_time=datetime(2026, 1, 3, 18, 30, tzinfo=UTC),
        job_stats=JobStats(number_of_profiles_reviewed=7, number_of_matches_found=0),
        auto_merging=AutoMerging(enabled=True),
    )

    assert [
        ("job_id", "0" * 32),
        ("status", "MERGING"),
        ("job_start_time", "2026-01-03 18:30:00+00:00"),
        ("job_stats", "number_of_profiles_reviewed: 7, number_of_matches_found: 0"),
        ("auto_merging", "enabled: True"),
    ] == [tuple(cell.text for cell in row.cells) for row in facts_of(job, "").rows]


def test_result_when_shown_in_a_notebook_then_everything_is_escaped() -> None:
    """What the service says is not to be trusted."""
    preview: Any = AutoMergingPreview(domain_name="shop", number_of_matches_in_sample=3)
    job: Any = IdentityResolutionJob(job_id="0" * 32, message="<script>alert(1)</script>")

    assert "AutoMergingPreview" in preview._repr_html_()
    assert ">3<" in preview._repr_html_()
    assert "<script" not in job._repr_html_()
    assert "&lt;script&gt;" in job._repr_html_()


def test_table_when_made_of_results_then_each_field_is_a_column() -> None:
    """Every row has every column."""
    section = table_of(
        [MatchItem(match_id="7", profile_ids=["a", "b"]), MatchItem(match_id="8")], "Matches"
    )

    assert ("match_id", "profile_ids", "confidence_score") == section.headings
    assert [["7", "a, b", ""], ["8", "", ""]] == [
        [cell.text for cell in row.cells] for row in section.rows
    ]


@pytest.mark.parametrize("ids", [(), ("r1", "r2")])
def test_table_when_made_of_ids_then_there_is_one_column(ids: tuple[str, ...]) -> None:
    """An empty table is no error."""
    section = table_of(ids, "Ids")

    assert (("id",), list(ids)) == (
        section.headings,
        [row.cells[0].text for row in section.rows],
    )
