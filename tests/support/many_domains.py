"""What becomes of a hundred domains under the account's quotas, with and without a rate limit.

The stand-in throttles as the service's quotas say, by a clock that passes only while everybody
sleeps; requests and answers take as long on their way as they do between continents.
"""

import random

import attrs
from far_service import FarService
from virtual_time import VirtualTime

from cpkit import CustomerProfiles, DomainSettings, RateLimit, RetryPolicy
from cpkit.client.calls.rate_limit import QUOTAS
from cpkit.errors import CPKitError

__all__ = ["Outcome", "configure", "table"]


@attrs.frozen
class Outcome:
    """What configuring a number of domains has cost."""

    domains: int
    """How many domains there were."""
    seconds: float
    """How long it took, of the virtual time."""
    requests: int
    """How many requests were sent."""
    throttled: int
    """How many of them were throttled."""
    failed: int
    """How many domains do not have their settings."""

    @property
    def ideal(self) -> float:
        """The seconds that the quota of updates alone takes."""
        return self.domains / QUOTAS["UpdateDomain"]


def configure(domains: int, *, threads: int, limited: bool) -> Outcome:
    """Plan and apply a change of each of so many domains.

    Args:
        domains: How many there are.
        threads: How many threads share the work.
        limited: Whether the client has a rate limit.

    Returns:
        What it has cost.
    """
    time, chance = VirtualTime(), random.Random(domains)  # noqa: S311 - the same each time
    service = FarService(time, chance, QUOTAS)
    names, client = [f"domain-{number}" for number in range(domains)], service.client()
    for name in names:
        time.sleep(1)
        client.create_domain(DomainName=name, DefaultExpirationDays=366)
    service.forget_requests()
    began, service.throttled = time.seconds, 0
    profiles = CustomerProfiles(
        client,
        retry=RetryPolicy(clock=time.clock, sleep=time.sleep, random=chance.random),
        rate_limit=RateLimit(clock=time.clock, sleep=time.sleep) if limited else None,
    )
    left, failed = iter(names), list[str]()

    def work() -> None:
        for name in left:
            settings = DomainSettings(domain_name=name, default_expiration_days=90)
            try:
                profiles.apply(profiles.plan(settings))
            except CPKitError:
                failed.append(name)

    time.run([work] * threads)
    return Outcome(
        domains=domains,
        seconds=time.seconds - began,
        requests=len(service.requests),
        throttled=service.throttled,
        failed=len(failed),
    )


def table(domains: int = 100) -> str:
    """Write the comparison as a table in Markdown.

    Args:
        domains: How many there are.

    Returns:
        The table; the same each time.
    """
    headings = (
        "threads",
        "rate limit",
        "total",
        "against one update a second",
        "requests a domain",
        "throttled",
        "domains failed",
    )
    lines = [f"| {' | '.join(headings)} |", "|---" * len(headings) + "|"]
    for threads in (1, 8, 20):
        for limited in (False, True):
            outcome = configure(domains, threads=threads, limited=limited)
            lines.append(
                f"| {threads} | {'yes' if limited else 'no'} | {outcome.seconds:.0f} s "
                f"| {outcome.seconds / outcome.ideal:.2f} "
                f"| {outcome.requests / domains:.2f} "
                f"| {outcome.throttled / outcome.requests:.0%} | {outcome.failed} |"
            )
    return "\n".join([*lines, ""])
