"""Configure identity resolution of Amazon Connect Customer Profiles domains from typed Python.

Declare a domain's settings as immutable values, see every mistake before anything is sent, send
them with retries that can be counted on, and read them back. What is imported costs only what it
uses: values need attrs alone, and boto3 loads with the first client.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from cpkit.errors import (
    AccessDeniedError,
    BadRequestError,
    CallError,
    ConfigurationError,
    CPKitError,
    DocumentError,
    IncompletePlanError,
    InternalServerError,
    MalformedResponseError,
    PlanError,
    ResourceNotFoundError,
    ServiceError,
    StalePlanError,
    ThrottledError,
    TransportError,
    UnknownServiceError,
    UnsafePlanError,
    ValidationError,
    WaitError,
    WaitTimeoutError,
)
from cpkit.models import (
    CLEAR,
    AttributeMatchingModel,
    AttributeTypesSelector,
    AutoMerging,
    ConflictResolution,
    ConflictResolvingModel,
    Consolidation,
    DataStore,
    DayOfTheWeek,
    Domain,
    DomainSettings,
    DomainStats,
    ExportingConfig,
    JobSchedule,
    ListDomainItem,
    Matching,
    MatchingRule,
    Readiness,
    RuleBasedMatching,
    RuleBasedMatchingStatus,
    S3Exporting,
    UnknownValue,
    ignore_checks,
)
from cpkit.problems import Problem, SettingsWarning

if TYPE_CHECKING:
    from cpkit import documents as documents
    from cpkit import local as local
    from cpkit import policies as policies
    from cpkit import preview as preview
    from cpkit.client import CustomerProfiles, RetryEvent, RetryPolicy
    from cpkit.client.calls.rate_limit import RateLimit
    from cpkit.client.pagination import Results
    from cpkit.client.waiting.polling import PollEvent
    from cpkit.client.waiting.progress import ProgressLine
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
    from cpkit.planning import (
        ApplyResult,
        Change,
        Outcome,
        Plan,
        PlanWarning,
        Risk,
        Step,
        StepResult,
        diff,
    )
    from cpkit.wire import from_wire, to_wire

    __version__: str

__all__ = [
    "CLEAR",
    "AccessDeniedError",
    "ApplyResult",
    "AttributeMatchingModel",
    "AttributeTypesSelector",
    "AutoMerging",
    "AutoMergingPreview",
    "BadRequestError",
    "CPKitError",
    "CallError",
    "Change",
    "ConfigurationError",
    "ConflictResolution",
    "ConflictResolvingModel",
    "Consolidation",
    "CustomerProfiles",
    "DataStore",
    "DayOfTheWeek",
    "DocumentError",
    "Domain",
    "DomainSettings",
    "DomainStats",
    "DomainsPage",
    "ExportingConfig",
    "ExportingLocation",
    "IdentityResolutionJob",
    "IdentityResolutionJobStatus",
    "IdentityResolutionJobsPage",
    "IncompletePlanError",
    "InternalServerError",
    "JobSchedule",
    "JobStats",
    "ListDomainItem",
    "MalformedResponseError",
    "MatchItem",
    "MatchType",
    "MatchesPage",
    "Matching",
    "MatchingRule",
    "Outcome",
    "Plan",
    "PlanError",
    "PlanWarning",
    "PollEvent",
    "Problem",
    "ProgressLine",
    "RateLimit",
    "Readiness",
    "ResourceNotFoundError",
    "Results",
    "RetryEvent",
    "RetryPolicy",
    "Risk",
    "RuleBasedMatchesPage",
    "RuleBasedMatching",
    "RuleBasedMatchingStatus",
    "S3Exporting",
    "S3ExportingLocation",
    "ServiceError",
    "SettingsWarning",
    "SimilarProfilesPage",
    "StalePlanError",
    "Step",
    "StepResult",
    "ThrottledError",
    "TransportError",
    "UnknownServiceError",
    "UnknownValue",
    "UnsafePlanError",
    "ValidationError",
    "WaitError",
    "WaitTimeoutError",
    "diff",
    "from_wire",
    "ignore_checks",
    "to_wire",
]

if not TYPE_CHECKING:  # so that checkers still refuse a wrong name
    _MODULES = ("documents", "local", "policies", "preview")
    _LAZY = {
        "CustomerProfiles": "cpkit.client",
        "RetryEvent": "cpkit.client",
        "RetryPolicy": "cpkit.client",
        "RateLimit": "cpkit.client.calls.rate_limit",
        "Results": "cpkit.client.pagination",
        "PollEvent": "cpkit.client.waiting.polling",
        "ProgressLine": "cpkit.client.waiting.progress",
        "DomainsPage": "cpkit.models.pages",
        "IdentityResolutionJobsPage": "cpkit.models.pages",
        "MatchesPage": "cpkit.models.pages",
        "RuleBasedMatchesPage": "cpkit.models.pages",
        "SimilarProfilesPage": "cpkit.models.pages",
        "AutoMergingPreview": "cpkit.models.matches",
        "ExportingLocation": "cpkit.models.jobs",
        "IdentityResolutionJob": "cpkit.models.jobs",
        "IdentityResolutionJobStatus": "cpkit.models.jobs",
        "JobStats": "cpkit.models.jobs",
        "MatchItem": "cpkit.models.matches",
        "MatchType": "cpkit.models.matches",
        "S3ExportingLocation": "cpkit.models.jobs",
        "ApplyResult": "cpkit.planning",
        "PlanWarning": "cpkit.planning",
        "Change": "cpkit.planning",
        "Outcome": "cpkit.planning",
        "Plan": "cpkit.planning",
        "Risk": "cpkit.planning",
        "Step": "cpkit.planning",
        "StepResult": "cpkit.planning",
        "diff": "cpkit.planning",
        "from_wire": "cpkit.wire",
        "to_wire": "cpkit.wire",
    }

    def __getattr__(name: str) -> object:
        """Load what is public on first use."""
        if name == "__version__":
            return import_module("importlib.metadata").version("cpkit")
        if name in _MODULES:
            return import_module(f"cpkit.{name}")
        if name not in _LAZY:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_LAZY[name]), name)
        return value

    def __dir__() -> list[str]:
        """Show what is public, and nothing else."""
        return sorted([*__all__, *_MODULES, "errors"])
