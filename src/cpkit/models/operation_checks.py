"""What single operations require of settings, beyond what makes them valid."""

from typing import Any

from cpkit.models.settings import DOMAIN_NAME, DomainSettings
from cpkit.problems import Problem
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector

__all__ = [
    "create_problems",
    "domain_name_problems",
    "update_problems",
]


def create_problems(settings: DomainSettings) -> tuple[Problem, ...]:
    """Return what only CreateDomain would reject."""
    collector = ProblemCollector.for_report()
    if settings.default_expiration_days is None:
        collector.add(
            checks.EXPIRATION_REQUIRED,
            "DefaultExpirationDays",
            "is required to create a domain; set 1 to 1098 days.",
        )
    return (*_name_problems(settings), *collector.problems)


def update_problems(settings: DomainSettings) -> tuple[Problem, ...]:
    """Return what only UpdateDomain would reject, and what of it AWS does not document."""
    collector = ProblemCollector.for_report()
    if settings.tags:
        collector.add(
            checks.TAGS_IN_UPDATE,
            "Tags",
            "AWS does not document how UpdateDomain treats tags; use plan() and apply(), which tag "
            "the domain explicitly.",
        )
    return (*_name_problems(settings), *collector.problems)


def domain_name_problems(name: Any) -> tuple[Problem, ...]:
    """Return what is wrong with the name of a domain.

    A name that would address another resource is rejected even where checks are ignored.
    """
    collector = (
        ProblemCollector(frozenset())
        if isinstance(name, str) and name in _OTHER_RESOURCES
        else ProblemCollector.for_construction()
    )
    DOMAIN_NAME.validate(name, "DomainName", collector)
    return tuple(collector.problems)


_OTHER_RESOURCES = ("", ".", "..")
"""Names with which a request would not reach a domain: they change the path of its URL."""


def _name_problems(settings: DomainSettings) -> tuple[Problem, ...]:
    name = settings.domain_name
    return domain_name_problems(name) if name in _OTHER_RESOURCES else ()
