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
    InternalServerError,
    InvalidSettingsError,
    MalformedResponseError,
    PlanError,
    ResourceNotFoundError,
    ServiceError,
    StalePlanError,
    ThrottledError,
    TransportError,
    UnknownServiceError,
    UnsafePlanError,
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
    DomainSettings,
    ExportingConfig,
    JobSchedule,
    Matching,
    MatchingRule,
    RuleBasedMatching,
    RuleBasedMatchingStatus,
    S3Exporting,
    UnknownValue,
    unchecked,
)
from cpkit.problems import Problem, SettingsWarning

if TYPE_CHECKING:
    from cpkit import documents as documents
    from cpkit import local as local
    from cpkit.client import CustomerProfiles, RetryEvent, RetryPolicy
    from cpkit.models.domain import Domain, DomainStats, ListDomainItem, Readiness
    from cpkit.wire import from_wire, to_wire

    __version__: str

__all__ = [
    "CLEAR",
    "AccessDeniedError",
    "AttributeMatchingModel",
    "AttributeTypesSelector",
    "AutoMerging",
    "BadRequestError",
    "CPKitError",
    "CallError",
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
    "ExportingConfig",
    "InternalServerError",
    "InvalidSettingsError",
    "JobSchedule",
    "ListDomainItem",
    "MalformedResponseError",
    "Matching",
    "MatchingRule",
    "PlanError",
    "Problem",
    "Readiness",
    "ResourceNotFoundError",
    "RetryEvent",
    "RetryPolicy",
    "RuleBasedMatching",
    "RuleBasedMatchingStatus",
    "S3Exporting",
    "ServiceError",
    "SettingsWarning",
    "StalePlanError",
    "ThrottledError",
    "TransportError",
    "UnknownServiceError",
    "UnknownValue",
    "UnsafePlanError",
    "WaitError",
    "WaitTimeoutError",
    "from_wire",
    "to_wire",
    "unchecked",
]

if not TYPE_CHECKING:  # so that checkers still refuse a wrong name
    _LAZY = {
        "CustomerProfiles": "cpkit.client",
        "Domain": "cpkit.models.domain",
        "DomainStats": "cpkit.models.domain",
        "ListDomainItem": "cpkit.models.domain",
        "Readiness": "cpkit.models.domain",
        "RetryEvent": "cpkit.client",
        "RetryPolicy": "cpkit.client",
        "documents": "",
        "from_wire": "cpkit.wire",
        "local": "",
        "to_wire": "cpkit.wire",
    }

    def __getattr__(name: str) -> object:
        """Load what is public on first use."""
        if name == "__version__":
            return import_module("importlib.metadata").version("cpkit")
        if name not in _LAZY:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if not _LAZY[name]:
            return import_module(f"cpkit.{name}")
        value = globals()[name] = getattr(import_module(_LAZY[name]), name)
        return value

    def __dir__() -> list[str]:
        """Show what is public, and nothing else."""
        return sorted([*__all__, "documents", "errors", "local"])
