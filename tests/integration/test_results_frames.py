"""Results go into the data frames of notebooks as they are."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest

from cpkit import CustomerProfiles
from cpkit.local import LocalService

pandas: Any = import_module("pandas")  # neither is typed as far as these tests go
polars: Any = import_module("polars")

ANN, BOB = "a" * 32, "b" * 32
BEGAN = datetime(2026, 1, 3, 18, 30, tzinfo=UTC)


@pytest.fixture
def profiles() -> CustomerProfiles:
    """Give a client of a service that has results, spread over pages."""
    service = LocalService()
    service.client().create_domain(DomainName="shop", DefaultExpirationDays=366)
    service.results.put_matches(
        "shop",
        {"MatchId": "m1"},
        {"MatchId": "m2", "ProfileIds": [ANN, BOB], "ConfidenceScore": 0.97},
    )
    service.results.put_rule_based_matches("shop", {"MatchId": "r1"}, {"MatchId": "r2"})
    service.results.put_jobs(
        "shop",
        {"JobId": "1" * 32, "Status": "PENDING"},
        {
            "JobId": "2" * 32,
            "Status": "COMPLETED",
            "JobStartTime": BEGAN,
            "JobStats": {"NumberOfMatchesFound": 2},
            "ExportingLocation": {"S3Exporting": {"S3BucketName": "shop-matches"}},
        },
    )
    return CustomerProfiles(service.client())


MATCH_COLUMNS = ["match_id", "profile_ids", "confidence_score"]


def test_matches_when_given_to_pandas_then_each_field_is_a_column(
    profiles: CustomerProfiles,
) -> None:
    """Scores are numbers, and what is missing is missing."""
    frame = pandas.DataFrame(profiles.get_matches("shop", page_size=1))

    assert MATCH_COLUMNS == list(frame.columns)
    assert ["m1", "m2"] == list(frame["match_id"])
    assert [(), (ANN, BOB)] == list(frame["profile_ids"])
    assert [True, False] == list(frame["confidence_score"].isna())
    assert 0.97 == frame["confidence_score"].max()


def test_jobs_when_given_to_pandas_then_times_and_parts_are_columns(
    profiles: CustomerProfiles,
) -> None:
    """A time is a moment of pandas, a part is a dict."""
    frame = pandas.DataFrame(profiles.list_identity_resolution_jobs("shop"))

    assert ["PENDING", "COMPLETED"] == list(frame["status"])
    assert pandas.Timestamp(BEGAN) == frame["job_start_time"].max()
    assert [None, 2] == [stats["number_of_matches_found"] for stats in frame["job_stats"]]


def test_ids_when_given_to_pandas_then_they_are_one_column(profiles: CustomerProfiles) -> None:
    """Results that are ids alone make one column."""
    frame = pandas.DataFrame(profiles.list_rule_based_matches("shop"), columns=["match_id"])

    assert ["r1", "r2"] == list(frame["match_id"])


def test_matches_when_given_to_polars_then_each_field_is_a_column(
    profiles: CustomerProfiles,
) -> None:
    """Profile ids are a list, and what is missing is null."""
    frame = polars.DataFrame(profiles.get_matches("shop", page_size=1))

    assert MATCH_COLUMNS == frame.columns
    assert [[], [ANN, BOB]] == frame["profile_ids"].to_list()
    assert [None, 0.97] == frame["confidence_score"].to_list()


def test_jobs_when_given_to_polars_then_parts_can_be_unnested(profiles: CustomerProfiles) -> None:
    """A part is a struct with named fields, also where the first job has none of it yet."""
    frame = polars.DataFrame(profiles.list_identity_resolution_jobs("shop"))

    assert ["PENDING", "COMPLETED"] == frame["status"].to_list()
    assert [None, 2] == frame.unnest("job_stats")["number_of_matches_found"].to_list()
    (_, began) = frame["job_start_time"].to_list()
    assert BEGAN.replace(tzinfo=None) == began.replace(tzinfo=None)
    exported = frame.unnest("exporting_location").unnest("s3_exporting")["s3_bucket_name"]
    assert [None, "shop-matches"] == exported.to_list()


def test_ids_when_given_to_polars_then_they_are_one_column(profiles: CustomerProfiles) -> None:
    """Results that are ids alone make one column."""
    frame = polars.DataFrame(profiles.list_rule_based_matches("shop"), schema=["match_id"])

    assert ["r1", "r2"] == frame["match_id"].to_list()


def test_domains_when_given_to_pandas_and_polars_then_each_field_is_a_column(
    profiles: CustomerProfiles,
) -> None:
    """The list of domains is a table, too, and so are the statistics of several."""
    columns = ["domain_name", "created_at", "last_updated_at", "tags"]

    assert columns == list(pandas.DataFrame(profiles.list_domains(page_size=1)).columns)
    assert columns == polars.DataFrame(profiles.list_domains()).columns
    frame = pandas.DataFrame([profiles.get_domain("shop").stats])
    assert "profile_count" in frame.columns
