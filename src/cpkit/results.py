"""What the service responds besides domains: results, their pages, and the parts of reports.

Nothing here is constructed by users: `cpkit.CustomerProfiles` returns it.
"""

from cpkit.client.results import Results
from cpkit.client.waiting.polling import PollEvent
from cpkit.models.domain import DomainStats, ListDomainItem, Readiness
from cpkit.models.jobs import (
    ExportingLocation,
    IdentityResolutionJob,
    IdentityResolutionJobStatus,
    JobStats,
    S3ExportingLocation,
)
from cpkit.models.matches import AutoMergingPreview, MatchItem, MatchType
from cpkit.models.pages import (
    DomainsPage,
    IdentityResolutionJobsPage,
    MatchesPage,
    RuleBasedMatchesPage,
    SimilarProfilesPage,
)
from cpkit.planning import Outcome, Step, StepResult

__all__ = [
    "AutoMergingPreview",
    "DomainStats",
    "DomainsPage",
    "ExportingLocation",
    "IdentityResolutionJob",
    "IdentityResolutionJobStatus",
    "IdentityResolutionJobsPage",
    "JobStats",
    "ListDomainItem",
    "MatchItem",
    "MatchType",
    "MatchesPage",
    "Outcome",
    "PollEvent",
    "Readiness",
    "Results",
    "RuleBasedMatchesPage",
    "S3ExportingLocation",
    "SimilarProfilesPage",
    "Step",
    "StepResult",
]


def __dir__() -> list[str]:
    """Return what is public, and nothing else."""
    return sorted(__all__)
