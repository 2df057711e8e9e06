"""Waiting for what the service does in its own time: rules that become active, jobs that end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from cpkit.client.arguments import check_name
from cpkit.client.boto import responses
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.client.jobs import JobOperations
from cpkit.client.waiting.polling import Look, PollEvent, Polling
from cpkit.errors import WaitError
from cpkit.models.domain import Domain
from cpkit.models.enums import RuleBasedMatchingStatus
from cpkit.models.jobs import IdentityResolutionJob
from cpkit.models.requests import JobQuery
from cpkit.wire import take_domain

__all__ = ["WaitOperations"]

_RULES_TIMEOUT: Final = timedelta(hours=3)
_JOB_TIMEOUT: Final = timedelta(hours=12)
_POLL_EVERY: Final = timedelta(minutes=1)


class WaitOperations(JobOperations):
    """Wait for what the service does in its own time."""

    __slots__ = ()

    def wait_until_rules_active(
        self,
        domain_name: str,
        *,
        timeout: timedelta | float = _RULES_TIMEOUT,
        poll_every: timedelta | float = _POLL_EVERY,
        on_poll: Callable[[PollEvent[Domain]], object] | None = None,
        since: Domain | None = None,
    ) -> Domain:
        """Read a domain again and again until its rules are in force.

        It takes about an hour until the service begins with changed rules, and nobody says how
        long it goes on from there. The service may still show the old ``ACTIVE`` right after a
        change. With ``since`` it is not believed: wanted is a newer ``last_updated_at``, or a
        status that was not ``ACTIVE`` in between. Without, the first ``ACTIVE`` ends the wait, and
        what ``on_poll`` is told says whether it is confirmed.

        An answer without a status does not end the wait, nor do throttling, a failure of the
        service, a lost connection or an answer that cannot be read. It never sleeps past its
        timeout, neither for the `RetryPolicy` nor for its turn under a `RateLimit`; the last look
        is taken when the time is over. Time and sleep are the `RetryPolicy`'s.

        Args:
            domain_name: The domain's name.
            timeout: How long to wait; 0 looks once, `math.inf` never gives up.
            poll_every: How long to sleep between looks.
            on_poll: Called after each look, the last included;
                `cpkit.results.ProgressLine` prints a line.
                What it raises ends the wait and reaches the caller.
            since: The domain as it was read before the change.

        Returns:
            The domain, its rules active.

        Raises:
            ValidationError: If the name cannot be one; nothing was sent.
            TypeError: If ``since`` is no `Domain`; nothing was sent.
            ValueError: If a duration makes no sense.
            WaitError: If rule-based matching is disabled, so that its rules will never be active.
            WaitTimeoutError: If the time is over; ``last_seen`` is the domain as read last.
            CallError: If a look failed in a way that does not pass.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings, RuleBasedMatching
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService(in_progress_for=0).client())
            >>> rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
            >>> _ = profiles.create_domain(
            ...     DomainSettings(
            ...         domain_name="shop", default_expiration_days=366, rule_based_matching=rules
            ...     )
            ... )
            >>> profiles.wait_until_rules_active("shop").rule_based_matching_status.value
            'ACTIVE'
        """
        check_name(domain_name)
        _check_since(since)
        polling = Polling[Domain](
            f"rules of {domain_name}",
            self._retry,
            timeout=timeout,
            poll_every=poll_every,
            on_poll=on_poll,
        )
        history = _RuleHistory(since)
        return polling.run(
            lambda retry, within: history.look(self._read_domain(domain_name, retry, within))
        )

    def wait_until_job_finished(
        self,
        domain_name: str,
        job_id: str,
        *,
        timeout: timedelta | float = _JOB_TIMEOUT,
        poll_every: timedelta | float = _POLL_EVERY,
        on_poll: Callable[[PollEvent[IdentityResolutionJob]], object] | None = None,
    ) -> IdentityResolutionJob:
        """Read a job again and again until it has ended, well or not.

        Look at the ``status``: a job that failed, or has merged a part, has ended too, and its
        ``message`` says why. A job with a status that this version does not know has ended when it
        has an end. How long a job takes is documented nowhere.

        Args:
            domain_name: The domain's name.
            job_id: The job's id.
            timeout: How long to wait; 0 looks once, `math.inf` never gives up.
            poll_every: How long to sleep between looks.
            on_poll: Called after each look, the last included;
                `cpkit.results.ProgressLine` prints a line.

        Returns:
            The job, ended.

        Raises:
            ValidationError: If an argument cannot be right; nothing was sent.
            ValueError: If a duration makes no sense.
            WaitTimeoutError: If the time is over; ``last_seen`` is the job as read last.
            ResourceNotFoundError: If there is no such job, or not any more: switching matching off
                deletes those that are pending, says the service's model.
            CallError: If a look failed in another way that does not pass.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> service = LocalService()
            >>> profiles = CustomerProfiles(service.client())
            >>> _ = profiles.create_domain(
            ...     DomainSettings(domain_name="shop", default_expiration_days=366)
            ... )
            >>> service.results.put_jobs("shop", {"JobId": "0" * 32, "Status": "COMPLETED"})
            >>> profiles.wait_until_job_finished("shop", "0" * 32).status.value
            'COMPLETED'
        """
        polling = Polling[IdentityResolutionJob](
            f"job {job_id} of {domain_name}",
            self._retry,
            timeout=timeout,
            poll_every=poll_every,
            on_poll=on_poll,
        )
        query = JobQuery(domain_name=domain_name, job_id=job_id)
        return polling.run(
            lambda retry, within: _look_at_job(self._job(query, retry=retry, within=within))
        )

    def _read_domain(self, domain_name: str, retry: RetryPolicy, within: float) -> Domain:
        return self._call(
            "GetDomain",
            lambda: responses.read(take_domain, self._client.get_domain(DomainName=domain_name)),
            retry=retry,
            within=within,
        )


def _check_since(since: object) -> None:
    if not isinstance(since, Domain | None):
        raise TypeError(
            f"since takes a Domain, not {type(since).__name__}: give what get_domain gave before "
            "the change, or leave it out"
        )


class _RuleHistory:
    """What one wait has learnt of a domain's rules so far."""

    def __init__(self, since: Domain | None) -> None:
        self.since = since
        self.was_other = since is not None and _is_under_way(since)

    def look(self, domain: Domain) -> Look[Domain]:
        """Tell whether the rules are in force.

        Raises:
            WaitError: They never will be.
        """
        is_newer = self.since is not None and domain.last_updated_at > self.since.last_updated_at
        is_older = self.since is not None and domain.last_updated_at < self.since.last_updated_at
        # First of all: a disabled block can carry an old status.
        if not _has_rules(domain):
            if self.since is None or is_newer:
                raise WaitError(
                    f"The rules of {domain.domain_name} will not become active: rule-based "
                    "matching is disabled. Enable it first."
                )
            return Look(domain, "disabled", is_done=False, is_confirmed=False)
        if not is_older:
            self.was_other = self.was_other or _is_under_way(domain)
        status = domain.rule_based_matching_status
        is_confirmed = is_newer or (self.was_other and not is_older)
        return Look(
            domain,
            "unknown" if status is None else str(status),
            is_done=status == RuleBasedMatchingStatus.ACTIVE
            and (is_confirmed or self.since is None),
            is_confirmed=is_confirmed,
        )


def _has_rules(domain: Domain) -> bool:
    rules = domain.settings.rule_based_matching
    return rules is not None and rules.enabled


def _is_under_way(domain: Domain) -> bool:
    """Tell whether the status shows that a change has been taken in and is not in force."""
    status = domain.rule_based_matching_status
    return _has_rules(domain) and status not in {None, RuleBasedMatchingStatus.ACTIVE}


def _look_at_job(job: IdentityResolutionJob) -> Look[IdentityResolutionJob]:
    status = "unknown" if job.status is None else str(job.status)
    return Look(job, status, is_done=job.is_finished, is_confirmed=True)
