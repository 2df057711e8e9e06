"""Results become dicts and data frames, with columns and times in UTC even without rows."""

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
    service.client().create_domain(DomainName="empty", DefaultExpirationDays=366)
    service.client().create_domain(
        DomainName="shop", DefaultExpirationDays=366, Tags={"team": "web"}
    )
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


BY_PANDAS = {
    "get_matches": {"match_id": "object", "profile_ids": "object", "confidence_score": "float64"},
    "list_rule_based_matches": {"match_id": "object"},
    "list_domains": {
        "domain_name": "object",
        "created_at": "datetime64[us, UTC]",
        "last_updated_at": "datetime64[us, UTC]",
        "tags": "object",
    },
}


def test_matches_when_made_dicts_then_each_field_is_a_plain_value(
    profiles: CustomerProfiles,
) -> None:
    """Lists are lists, and what is missing is there as None."""
    assert [
        {"match_id": "m1", "profile_ids": [], "confidence_score": None},
        {"match_id": "m2", "profile_ids": [ANN, BOB], "confidence_score": 0.97},
    ] == profiles.get_matches("shop", page_size=1).to_dicts()


def test_jobs_when_made_dicts_then_times_are_in_utc_and_parts_are_dicts(
    profiles: CustomerProfiles,
) -> None:
    """What the stand-in has in any time zone is read in one."""
    first, second = profiles.list_identity_resolution_jobs("shop").to_dicts()

    assert ("PENDING", None) == (first["status"], first["job_start_time"])
    assert type(second["status"]) is str
    assert (BEGAN, UTC) == (second["job_start_time"], second["job_start_time"].tzinfo)
    assert 2 == second["job_stats"]["number_of_matches_found"]
    assert "shop-matches" == second["exporting_location"]["s3_exporting"]["s3_bucket_name"]


@pytest.mark.parametrize("operation", BY_PANDAS)
@pytest.mark.parametrize("domain_name", ["shop", "empty"])
def test_results_when_made_a_pandas_frame_then_its_columns_are_always_the_same(
    profiles: CustomerProfiles, operation: str, domain_name: str
) -> None:
    """A program that selects a column does so whether there are rows or not."""
    names = () if operation == "list_domains" else (domain_name,)
    frame = getattr(profiles, operation)(*names).to_pandas()

    assert BY_PANDAS[operation] == {name: str(kind) for name, kind in frame.dtypes.items()}
    has_rows = domain_name == "shop" or not names
    assert has_rows is (len(frame) > 0)


def test_jobs_when_made_a_pandas_frame_then_times_can_be_compared(
    profiles: CustomerProfiles,
) -> None:
    """A time is a moment with a zone, a missing one is not a time."""
    frame: Any = profiles.list_identity_resolution_jobs("shop").to_pandas()

    assert [True, False] == list(frame["job_start_time"].isna())
    assert pandas.Timestamp(BEGAN) == frame["job_start_time"].max()


@pytest.mark.parametrize("operation", [*BY_PANDAS, "list_identity_resolution_jobs"])
def test_results_when_made_a_polars_frame_then_its_schema_is_always_the_same(
    profiles: CustomerProfiles, operation: str
) -> None:
    """Rows of a domain that has some can be stacked on those of one that has none."""
    read = getattr(profiles, operation)
    pages = (read(), read()) if operation == "list_domains" else (read("shop"), read("empty"))
    some, none = (results.to_polars() for results in pages)

    assert some.schema == none.schema
    assert some.columns == polars.concat([some, none]).columns


def test_jobs_when_made_a_polars_frame_then_parts_can_be_unnested(
    profiles: CustomerProfiles,
) -> None:
    """A part is a struct with named fields, also where the first job has none of it yet."""
    frame = profiles.list_identity_resolution_jobs("shop").to_polars()

    assert polars.Datetime("us", "UTC") == frame.schema["job_start_time"]
    assert [None, BEGAN] == frame["job_start_time"].to_list()
    assert [None, 2] == frame.unnest("job_stats")["number_of_matches_found"].to_list()
    exported = frame.unnest("exporting_location").unnest("s3_exporting")["s3_bucket_name"]
    assert [None, "shop-matches"] == exported.to_list()


def test_domains_when_they_have_tags_then_dicts_and_frames_have_them(
    profiles: CustomerProfiles,
) -> None:
    """A dict of them, and in Polars, which has no maps, a list of keys and values."""
    tags = {row["domain_name"]: row["tags"] for row in profiles.list_domains().to_dicts()}
    assert {"shop": {"team": "web"}, "empty": None} == tags
    frame = profiles.list_domains().to_polars().sort("domain_name")
    assert [None, [{"key": "team", "value": "web"}]] == frame["tags"].to_list()


def test_results_when_given_to_frames_as_they_are_then_each_field_is_a_column(
    profiles: CustomerProfiles,
) -> None:
    """The libraries take what can be iterated over; ids make one column."""
    assert ["r1", "r2"] == polars.DataFrame(
        profiles.list_rule_based_matches("shop"), schema=["match_id"]
    )["match_id"].to_list()
    frame = pandas.DataFrame(profiles.list_rule_based_matches("shop"), columns=["match_id"])
    assert ["r1", "r2"] == list(frame["match_id"])
