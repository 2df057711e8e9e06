"""The operations on the runs of the weekly job."""

import math

from cpkit.client.calls.caller import Caller, HasCaller, caller_of
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.client.pagination import Results, read_members, request_of, results
from cpkit.models.jobs import IdentityResolutionJob
from cpkit.models.pages import IdentityResolutionJobsPage
from cpkit.models.requests import DomainQuery, JobQuery

__all__ = ["get_identity_resolution_job", "list_identity_resolution_jobs", "read_job"]


def list_identity_resolution_jobs(
    self: HasCaller, domain_name: str, *, page_size: int | None = None
) -> Results[IdentityResolutionJobsPage, IdentityResolutionJob]:
    """List the runs of the weekly job, by when they were started.

    Args:
        domain_name: The domain's name.
        page_size: How many items a page has at most, 1 to 100; the service chooses without it.

    Returns:
        The jobs, each page read when it is needed; nothing has been sent yet.

    Raises:
        ValidationError: If an argument is not valid.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> service = LocalService()
        >>> profiles = CustomerProfiles(service.client())
        >>> _ = profiles.create_domain(
        ...     DomainSettings(domain_name="shop", default_expiration_days=366)
        ... )
        >>> service.results.put_jobs("shop", {"JobId": "0" * 32, "Status": "MERGING"})
        >>> [job.status.value for job in profiles.list_identity_resolution_jobs("shop")]
        ['MERGING']
    """
    caller = caller_of(self)
    return results(
        caller,
        "ListIdentityResolutionJobs",
        lambda request: caller.client.list_identity_resolution_jobs(**request),
        DomainQuery(domain_name=domain_name, max_results=page_size),
        IdentityResolutionJobsPage,
    )


def get_identity_resolution_job(
    self: HasCaller, domain_name: str, job_id: str
) -> IdentityResolutionJob:
    """Read one run of the weekly job, with what lists leave out.

    Args:
        domain_name: The domain's name.
        job_id: The job's id.

    Raises:
        ValidationError: If an argument is not valid; nothing was sent.
        ResourceNotFoundError: If there is no such job, or not any more.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> service = LocalService()
        >>> profiles = CustomerProfiles(service.client())
        >>> _ = profiles.create_domain(
        ...     DomainSettings(domain_name="shop", default_expiration_days=366)
        ... )
        >>> service.results.put_jobs("shop", {"JobId": "0" * 32, "Status": "FAILED"})
        >>> profiles.get_identity_resolution_job("shop", "0" * 32).is_finished
        True
    """
    return read_job(caller_of(self), JobQuery(domain_name=domain_name, job_id=job_id))


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
