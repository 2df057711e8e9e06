"""Wait for what the service does in its own time: rules that become active, jobs that end."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Final

from cpkit.client.arguments import check_name
from cpkit.client.calls.caller import Caller
from cpkit.client.jobs import read_job
from cpkit.client.observe import read_domain
from cpkit.client.waiting.polling import PollEvent, Polling, Reading
from cpkit.errors import WaitError
from cpkit.models.domain import Domain
from cpkit.models.enums import RuleBasedMatchingStatus
from cpkit.models.jobs import IdentityResolutionJob
from cpkit.models.requests import JobQuery

__all__ = [
    "JOB_TIMEOUT",
    "POLL_EVERY",
    "RULES_TIMEOUT",
    "wait_until_job_finished",
    "wait_until_rules_active",
]

RULES_TIMEOUT: Final = timedelta(hours=3)
JOB_TIMEOUT: Final = timedelta(hours=12)
POLL_EVERY: Final = timedelta(minutes=1)


def wait_until_rules_active(
    caller: Caller,
    domain_name: str,
    *,
    timeout: timedelta | float,
    poll_every: timedelta | float,
    on_poll: Callable[[PollEvent[Domain]], object] | None,
    since: Domain | None,
    cancel: Event | None,
) -> Domain:
    """Read a domain again and again until its rules are active."""
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
    caller: Caller,
    domain_name: str,
    job_id: str,
    *,
    timeout: timedelta | float,
    poll_every: timedelta | float,
    on_poll: Callable[[PollEvent[IdentityResolutionJob]], object] | None,
    cancel: Event | None,
) -> IdentityResolutionJob:
    """Read a job again and again until it has ended, successfully or not."""
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
                    "matching is disabled. Enable it first.",
                    last_seen=domain,
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
