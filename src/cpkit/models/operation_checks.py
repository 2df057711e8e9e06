"""What only one operation asks of settings, beyond what makes them settings."""

from typing import Any

from cpkit.models.settings import DOMAIN_NAME, DomainSettings
from cpkit.problems import Problem
from cpkit.schema import checks
from cpkit.schema.clear import CLEAR
from cpkit.schema.collector import ProblemCollector

__all__ = [
    "cleared_tags_problems",
    "create_problems",
    "domain_name_problems",
    "update_problems",
]


def create_problems(settings: DomainSettings) -> tuple[Problem, ...]:
    """Find what CreateDomain alone would refuse."""
    collector = ProblemCollector.for_report()
    if settings.default_expiration_days is None:
        collector.add(
            checks.EXPIRATION_REQUIRED,
            "DefaultExpirationDays",
            "is needed to create a domain: give 1 to 1098 days.",
        )
    _refuse_cleared_tags(settings, collector)
    return (*_address_problems(settings), *collector.problems)


def update_problems(settings: DomainSettings) -> tuple[Problem, ...]:
    """Find what UpdateDomain alone would refuse, and what it does that nobody documents."""
    collector = ProblemCollector.for_report()
    if settings.tags is not None and settings.tags is not CLEAR:
        collector.add(
            checks.TAGS_IN_UPDATE,
            "Tags",
            "what UpdateDomain does with tags is not documented; "
            "plan and apply the settings, which tags the domain.",
        )
    _refuse_cleared_tags(settings, collector)
    return (*_address_problems(settings), *collector.problems)


def cleared_tags_problems(settings: DomainSettings) -> tuple[Problem, ...]:
    """Find tags that are to be cleared, which no request says: it takes UntagResource."""
    collector = ProblemCollector.for_report()
    _refuse_cleared_tags(settings, collector)
    return tuple(collector.problems)


def _refuse_cleared_tags(settings: DomainSettings, collector: ProblemCollector) -> None:
    if settings.tags is CLEAR:
        collector.add(
            checks.CLEARED_TAGS,
            "Tags",
            "no request can clear all tags; plan and apply the settings, which untags the domain.",
        )


def domain_name_problems(name: Any) -> tuple[Problem, ...]:
    """Find what is wrong with a domain's name that stands alone.

    A name that would address another resource is refused even where checks are lifted.
    """
    collector = (
        ProblemCollector(frozenset())
        if name in _NO_ADDRESS
        else ProblemCollector.for_construction()
    )
    DOMAIN_NAME.validate(name, "DomainName", collector)
    return tuple(collector.problems)


_NO_ADDRESS = ("", ".", "..")
"""Names after which a request would not go to a domain: they change the path of its address."""


def _address_problems(settings: DomainSettings) -> tuple[Problem, ...]:
    name = settings.domain_name
    return domain_name_problems(name) if name in _NO_ADDRESS else ()
