"""The operations on the runs of the weekly job."""

import math
from typing import TYPE_CHECKING

from cpkit.client.pagination import Paging, Results, read_members, request_of
from cpkit.models.jobs import IdentityResolutionJob
from cpkit.models.pages import IdentityResolutionJobsPage
from cpkit.models.requests import DomainQuery, JobQuery

if TYPE_CHECKING:
    from cpkit.client.calls.retry_policy import RetryPolicy

__all__ = ["JobOperations"]


class JobOperations(Paging):
    """Call the operations on the runs of the weekly job."""

    __slots__ = ()

    def list_identity_resolution_jobs(
        self, domain_name: str, *, page_size: int | None = None
    ) -> "Results[IdentityResolutionJobsPage, IdentityResolutionJob]":
        """List the runs of the weekly job, by when they were started.

        Args:
            domain_name: The domain's name.
            page_size: How many items a page has at most, 1 to 100; the service chooses without it.

        Returns:
            The jobs, read page by page as they are asked for; nothing has been sent yet.

        Raises:
            ValidationError: If an argument cannot be right; nothing was sent.

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
        query = DomainQuery(domain_name=domain_name, max_results=page_size)
        return self._pages(
            "ListIdentityResolutionJobs",
            self._client.list_identity_resolution_jobs,
            query,
            IdentityResolutionJobsPage,
            lambda page: page.identity_resolution_jobs_list,
        )

    def get_identity_resolution_job(self, domain_name: str, job_id: str) -> IdentityResolutionJob:
        """Read one run of the weekly job.

        Args:
            domain_name: The domain's name.
            job_id: The job's id.

        Returns:
            The job, with what lists leave out.

        Raises:
            ValidationError: If an argument cannot be right; nothing was sent.
            ResourceNotFoundError: If there is no such job, or not any more.
            CallError: If the call failed in another way.

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
        return self._job(JobQuery(domain_name=domain_name, job_id=job_id))

    def _job(
        self, query: JobQuery, *, retry: "RetryPolicy | None" = None, within: float = math.inf
    ) -> IdentityResolutionJob:
        request = request_of(query)
        return self._call(
            "GetIdentityResolutionJob",
            lambda: read_members(
                IdentityResolutionJob, self._client.get_identity_resolution_job(**request)
            ),
            retry=retry,
            within=within,
        )
