"""What has changed about a domain since a plan of it was made, or while it is applied."""

from collections.abc import Iterable

import attrs

from cpkit.models.domain import Domain
from cpkit.planning.desired import found
from cpkit.planning.diff import diff
from cpkit.planning.plan import Plan
from cpkit.planning.steps import Step, tags_after
from cpkit.problems import entry

__all__ = ["stale_paths", "stale_tags"]


def stale_paths(plan: Plan, domain: Domain | None) -> tuple[str, ...]:
    """List what is different about a domain from when a plan was made.

    Args:
        plan: The plan.
        domain: The domain as it was read again, if there is one.

    Returns:
        The wire paths; none where the plan still holds.
    """
    now = attrs.evolve(plan, domain=domain)
    if now.fingerprint == plan.fingerprint:
        return ()
    paths = [change.path for change in diff(plan.before, now.before)]
    if plan.domain is None or domain is None:
        return ("DomainName", *paths)
    recreated = ["CreatedAt"] if plan.domain.created_at != domain.created_at else []
    return (*recreated, *paths)


def stale_tags(plan: Plan, domain: Domain | None, done: Iterable[Step]) -> tuple[str, ...]:
    """List the tags that are different from what they should be after some of the steps.

    Args:
        plan: The plan.
        domain: The domain as it was read again, if there is one.
        done: The steps that have been done.

    Returns:
        The wire paths; none where nobody else has changed tags.
    """
    if domain is None:
        return ("DomainName",)
    tags = tags_after(plan.before, done)
    now = tags_after(found(domain, plan.settings.domain_name), ())
    keys = sorted({*tags, *now})
    return tuple(entry("Tags", key) for key in keys if tags.get(key) != now.get(key))
