"""The operations on the runs of the weekly job."""

import math

from cpkit.client.calls.caller import Caller
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.client.pagination import read_members, request_of, results
from cpkit.client.results import Results
from cpkit.models.jobs import IdentityResolutionJob
from cpkit.models.pages import IdentityResolutionJobsPage
from cpkit.models.requests import DomainQuery, JobQuery

__all__ = ["get_identity_resolution_job", "list_identity_resolution_jobs", "read_job"]


def list_identity_resolution_jobs(
    caller: Caller, domain_name: str, *, page_size: int | None
) -> Results[IdentityResolutionJobsPage, IdentityResolutionJob]:
    """List the runs of the weekly job, by when they were started."""
    return results(
        caller,
        "ListIdentityResolutionJobs",
        lambda request: caller.client.list_identity_resolution_jobs(**request),
        DomainQuery(domain_name=domain_name, max_results=page_size),
        IdentityResolutionJobsPage,
    )


def get_identity_resolution_job(
    caller: Caller, domain_name: str, job_id: str
) -> IdentityResolutionJob:
    """Read one run of the weekly job, with what lists leave out."""
    return read_job(caller, JobQuery(domain_name=domain_name, job_id=job_id))


def read_job(
    caller: Caller,
    query: JobQuery,
    *,
    retry: RetryPolicy | None = None,
    timeout: float = math.inf,
) -> IdentityResolutionJob:
    """Read one job."""
    request = request_of(query)
    return caller.call(
        "GetIdentityResolutionJob",
        lambda: read_members(
            IdentityResolutionJob, caller.client.get_identity_resolution_job(**request)
        ),
        retry=retry,
        timeout=timeout,
    )
