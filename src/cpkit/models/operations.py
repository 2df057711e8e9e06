"""What only one operation asks of settings, beyond what makes them settings."""

from typing import Any

from cpkit.models import checks
from cpkit.models.checks import Findings
from cpkit.models.clear import CLEAR
from cpkit.models.settings import DOMAIN_NAME, DomainSettings
from cpkit.problems import Problem

__all__ = [
    "cleared_tags_problems",
    "create_problems",
    "domain_name_problems",
    "update_problems",
]


def create_problems(settings: DomainSettings) -> tuple[Problem, ...]:
    """Find what CreateDomain alone would refuse."""
    findings = Findings.of_a_survey()
    if settings.default_expiration_days is None:
        findings.add(
            checks.EXPIRATION_REQUIRED,
            "DefaultExpirationDays",
            "is needed to create a domain: give 1 to 1098 days.",
        )
    _refuse_cleared_tags(settings, findings)
    return (*_address_problems(settings), *findings.problems)


def update_problems(settings: DomainSettings) -> tuple[Problem, ...]:
    """Find what UpdateDomain alone would refuse, and what it does that nobody documents."""
    findings = Findings.of_a_survey()
    if settings.tags is not None and settings.tags is not CLEAR:
        findings.add(
            checks.TAGS_IN_UPDATE,
            "Tags",
            "what UpdateDomain does with tags is not documented; "
            "plan and apply the settings, which tags the domain.",
        )
    _refuse_cleared_tags(settings, findings)
    return (*_address_problems(settings), *findings.problems)


def cleared_tags_problems(settings: DomainSettings) -> tuple[Problem, ...]:
    """Find tags that are to be cleared, which no request says: it takes UntagResource."""
    findings = Findings.of_a_survey()
    _refuse_cleared_tags(settings, findings)
    return tuple(findings.problems)


def _refuse_cleared_tags(settings: DomainSettings, findings: Findings) -> None:
    if settings.tags is CLEAR:
        findings.add(
            checks.CLEARED_TAGS,
            "Tags",
            "no request can clear all tags; plan and apply the settings, which untags the domain.",
        )


def domain_name_problems(name: Any) -> tuple[Problem, ...]:
    """Find what is wrong with a domain's name that stands alone.

    A name that would address another resource is refused even where checks are lifted.
    """
    findings = Findings(frozenset()) if name in _NO_ADDRESS else Findings.at_the_gate()
    DOMAIN_NAME.inspect(name, "DomainName", findings)
    return tuple(findings.problems)


_NO_ADDRESS = ("", ".", "..")
"""Names after which a request would not go to a domain: they change the path of its address."""


def _address_problems(settings: DomainSettings) -> tuple[Problem, ...]:
    name = settings.domain_name
    return domain_name_problems(name) if name in _NO_ADDRESS else ()
