"""What the service responds besides domains: results, their pages, and the parts of reports.

Nothing here is constructed by users: `cpkit.CustomerProfiles` returns it.
"""

from typing import TYPE_CHECKING

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
from cpkit.schema.suggestions import no_such_name

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


if not TYPE_CHECKING:  # so that checkers still reject a wrong name

    def __getattr__(name: str) -> object:
        """Raise the error for a name that is not here, which says what is."""
        raise no_such_name(__name__, name, __all__)
