"""The runs of the weekly job, as they are listed and read."""

import pytest

from cpkit.client import CustomerProfiles
from cpkit.errors import ResourceNotFoundError, ValidationError
from cpkit.local import LocalService

FIRST, SECOND = "1" * 32, "2" * 32


@pytest.fixture
def service() -> LocalService:
    """Give a service with a domain that has two jobs."""
    service = LocalService()
    service.client().create_domain(DomainName="shop", DefaultExpirationDays=366)
    service.results.put_jobs(
        "shop",
        {"JobId": FIRST, "JobStartTime": 1, "Status": "COMPLETED", "JobExpirationTime": 3},
        {"JobId": SECOND, "JobStartTime": 2, "Status": "MERGING"},
    )
    return service


@pytest.fixture
def profiles(service: LocalService) -> CustomerProfiles:
    """Give a client of it."""
    return CustomerProfiles(service.client())


def test_jobs_when_listed_then_by_their_start(profiles: CustomerProfiles) -> None:
    """On every page."""
    jobs = profiles.list_identity_resolution_jobs("shop", page_size=1)

    assert [(FIRST, True), (SECOND, False)] == [(job.job_id, job.is_finished) for job in jobs]


def test_job_when_read_alone_then_it_has_what_lists_leave_out(profiles: CustomerProfiles) -> None:
    """A list's item does not say when the job expires."""
    (listed, _) = profiles.list_identity_resolution_jobs("shop")
    read = profiles.get_identity_resolution_job("shop", FIRST)

    assert listed.job_expiration_time is None
    assert read.job_expiration_time is not None


def test_job_when_there_is_none_then_it_is_not_found(profiles: CustomerProfiles) -> None:
    """Nor where the service has forgotten it."""
    with pytest.raises(ResourceNotFoundError):
        profiles.get_identity_resolution_job("shop", "3" * 32)


def test_job_when_its_id_cannot_be_one_then_nothing_is_sent(
    profiles: CustomerProfiles, service: LocalService
) -> None:
    """It would be a part of the path."""
    with pytest.raises(ValidationError):
        profiles.get_identity_resolution_job("shop", "")

    assert "GetIdentityResolutionJob" not in {one.operation for one in service.requests}
