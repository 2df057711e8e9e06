"""Wait for what the service does in its own time: rules that become active, jobs that end."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Final

from cpkit.client.arguments import check_name
from cpkit.client.calls.caller import HasCaller, caller_of
from cpkit.client.jobs import read_job
from cpkit.client.observe import read_domain
from cpkit.client.waiting.polling import PollEvent, Polling, Reading
from cpkit.errors import WaitError
from cpkit.models.domain import Domain
from cpkit.models.enums import RuleBasedMatchingStatus
from cpkit.models.jobs import IdentityResolutionJob
from cpkit.models.requests import JobQuery

__all__ = ["wait_until_job_finished", "wait_until_rules_active"]

_RULES_TIMEOUT: Final = timedelta(hours=3)
_JOB_TIMEOUT: Final = timedelta(hours=12)
_POLL_EVERY: Final = timedelta(minutes=1)


def wait_until_rules_active(
    self: HasCaller,
    domain_name: str,
    *,
    timeout: timedelta | float = _RULES_TIMEOUT,
    poll_every: timedelta | float = _POLL_EVERY,
    on_poll: Callable[[PollEvent[Domain]], object] | None = None,
    since: Domain | None = None,
    cancel: Event | None = None,
) -> Domain:
    """Read a domain again and again until its rules are active.

    It takes about an hour until the service begins with changed rules, and AWS does not
    document how long it goes on from there. The service may still show the old ``ACTIVE``
    right after a change. With ``since`` that does not end the wait: a newer
    ``last_updated_at`` is needed, or a status that was not ``ACTIVE`` in between. Without it,
    the first ``ACTIVE`` ends the wait, and the event says whether it is confirmed.

    A response without a status does not end the wait, nor do throttling, a failure of the
    service, a lost connection or a response that cannot be read. It never sleeps past its
    timeout, neither for the `RetryPolicy` nor for a slot of a `RateLimit`; the domain is read
    for the last time when the time is over. Clock and sleep are the `RetryPolicy`'s.

    Args:
        domain_name: The domain's name.
        timeout: How long to wait; 0 reads once, `math.inf` never gives up.
        poll_every: How long to sleep between reads.
        on_poll: Called after each read, the last included; ``print`` shows a line for each.
            What it raises ends the wait and reaches the caller.
        since: The domain as it was read before the change.
        cancel: An event that ends the wait at once when it is set, from another thread or from
            ``on_poll``; only a request that is under way is finished first.

    Returns:
        The domain, its rules active.

    Raises:
        ValidationError: If the name is not valid; nothing was sent.
        TypeError: If ``since`` is not a `Domain`, or ``cancel`` not an event.
        ValueError: If a duration makes no sense.
        WaitError: If rule-based matching is disabled, so that its rules will never be active.
        WaitTimeoutError: If the time is over; ``last_seen`` is the domain as read last.
        WaitCancelledError: If ``cancel`` was set; ``last_seen`` is the domain as read last.

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
    caller = caller_of(self)
    check_name(domain_name)
    _check_since(since)
    polling = Polling[Domain](
        f"rules of {domain_name}",
        caller.retry,
        timeout=timeout,
        poll_every=poll_every,
        on_poll=on_poll,
        cancel=cancel,
    )
    history = _RuleHistory(since)
    return polling.run(
        lambda retry, left: history.read(
            read_domain(caller, domain_name, retry=retry, timeout=left)
        )
    )


def wait_until_job_finished(
    self: HasCaller,
    domain_name: str,
    job_id: str,
    *,
    timeout: timedelta | float = _JOB_TIMEOUT,
    poll_every: timedelta | float = _POLL_EVERY,
    on_poll: Callable[[PollEvent[IdentityResolutionJob]], object] | None = None,
    cancel: Event | None = None,
) -> IdentityResolutionJob:
    """Read a job again and again until it has ended, successfully or not.

    Look at the ``status``: a job that failed, or has merged a part, has ended too, and its
    ``message`` says why. A job with a status that this version does not know has ended when it
    has an end. AWS does not document how long a job takes.

    Args:
        domain_name: The domain's name.
        job_id: The job's id.
        timeout: How long to wait; 0 reads once, `math.inf` never gives up.
        poll_every: How long to sleep between reads.
        on_poll: Called after each read, the last included; ``print`` shows a line for each.
        cancel: An event that ends the wait at once when it is set, as in
            `wait_until_rules_active`.

    Returns:
        The job, ended.

    Raises:
        ValidationError: If an argument is not valid; nothing was sent.
        TypeError: If ``cancel`` is not an event.
        ValueError: If a duration makes no sense.
        WaitTimeoutError: If the time is over; ``last_seen`` is the job as read last.
        WaitCancelledError: If ``cancel`` was set; ``last_seen`` is the job as read last.
        ResourceNotFoundError: If there is no such job, or not any more: switching matching off
            deletes those that are pending, says the service's model.

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
    caller = caller_of(self)
    query = JobQuery(domain_name=domain_name, job_id=job_id)
    polling = Polling[IdentityResolutionJob](
        f"job {query.job_id} of {query.domain_name}",
        caller.retry,
        timeout=timeout,
        poll_every=poll_every,
        on_poll=on_poll,
        cancel=cancel,
    )
    return polling.run(
        lambda retry, left: _job_reading(read_job(caller, query, retry=retry, timeout=left))
    )


def _check_since(since: object) -> None:
    if not isinstance(since, Domain | None):
        raise TypeError(
            f"since takes a Domain, not {type(since).__name__}; pass what get_domain returned "
            "before the change, or leave it out."
        )


class _RuleHistory:
    """What one wait knows of a domain's rules so far."""

    def __init__(self, since: Domain | None) -> None:
        self.since = since
        self.was_other = since is not None and _is_under_way(since)

    def read(self, domain: Domain) -> Reading[Domain]:
        """Return whether the rules are active.

        Raises:
            WaitError: If they never will be.
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
            return Reading(domain, "disabled", is_done=False, is_confirmed=False)
        if not is_older:
            self.was_other = self.was_other or _is_under_way(domain)
        status = domain.rule_based_matching_status
        is_confirmed = is_newer or (self.was_other and not is_older)
        return Reading(
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
    """Return whether the status shows a change that is stored and not active yet."""
    status = domain.rule_based_matching_status
    return _has_rules(domain) and status not in {None, RuleBasedMatchingStatus.ACTIVE}


def _job_reading(job: IdentityResolutionJob) -> Reading[IdentityResolutionJob]:
    status = "unknown" if job.status is None else str(job.status)
    return Reading(job, status, is_done=job.is_finished, is_confirmed=True)
