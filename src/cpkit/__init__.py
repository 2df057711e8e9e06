"""Configure identity resolution of Amazon Connect Customer Profiles domains from typed Python.

Declare a domain's settings as immutable values, see every mistake before anything is sent, send
them with retries that can be counted on, and read them back. An import costs only what is used:
values need attrs alone, and boto3 loads with the first client.

Errors are in `cpkit.errors`, and what the service responds is in `cpkit.results`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from cpkit import errors as errors
from cpkit.models import (
    CLEAR,
    AttributeMatchingModel,
    AttributeTypesSelector,
    AutoMerging,
    ConflictResolution,
    ConflictResolvingModel,
    Consolidation,
    CustomAttribute,
    DataStore,
    DayOfTheWeek,
    Domain,
    DomainSettings,
    ExportingConfig,
    JobSchedule,
    Matching,
    MatchingRule,
    RuleAttribute,
    RuleBasedMatching,
    RuleBasedMatchingStatus,
    S3Exporting,
    UnknownValue,
    custom_attribute,
    ignore_checks,
    rule_attribute,
)
from cpkit.problems import Problem, SettingsWarning

if TYPE_CHECKING:
    from cpkit import documents as documents
    from cpkit import local as local
    from cpkit import policies as policies
    from cpkit import preview as preview
    from cpkit import results as results
    from cpkit.client import CustomerProfiles, RateLimit, RetryEvent, RetryPolicy
    from cpkit.planning import ApplyResult, Change, Plan, PlanWarning, Risk, diff
    from cpkit.wire import configure_converter, from_wire, to_wire

    __version__: str

__all__ = [
    "CLEAR",
    "ApplyResult",
    "AttributeMatchingModel",
    "AttributeTypesSelector",
    "AutoMerging",
    "Change",
    "ConflictResolution",
    "ConflictResolvingModel",
    "Consolidation",
    "CustomAttribute",
    "CustomerProfiles",
    "DataStore",
    "DayOfTheWeek",
    "Domain",
    "DomainSettings",
    "ExportingConfig",
    "JobSchedule",
    "Matching",
    "MatchingRule",
    "Plan",
    "PlanWarning",
    "Problem",
    "RateLimit",
    "RetryEvent",
    "RetryPolicy",
    "Risk",
    "RuleAttribute",
    "RuleBasedMatching",
    "RuleBasedMatchingStatus",
    "S3Exporting",
    "SettingsWarning",
    "UnknownValue",
    "configure_converter",
    "custom_attribute",
    "diff",
    "from_wire",
    "ignore_checks",
    "rule_attribute",
    "to_wire",
]

if not TYPE_CHECKING:  # so that checkers still reject a wrong name
    _MODULES = ("documents", "errors", "local", "policies", "preview", "results")
    _LAZY = ("cpkit.wire", "cpkit.planning", "cpkit.client")
    """Where the public names are that are loaded on first use; each imports those before it."""

    def __getattr__(name: str) -> object:
        """Load what is public on first use."""
        if name == "__version__":
            return import_module("cpkit._version").__version__  # written when cpkit is built
        if name == "load_ipython_extension":  # `%load_ext cpkit` asks for it
            return import_module("cpkit.display.completion").load_ipython_extension
        if name in _MODULES:
            return import_module(f"cpkit.{name}")
        if name not in __all__:
            no_such_name = import_module("cpkit.schema.suggestions").no_such_name
            raise no_such_name(__name__, name, __dir__(), _elsewhere(name))
        module = next(module for module in map(import_module, _LAZY) if name in module.__all__)
        value = globals()[name] = getattr(module, name)
        return value

    def _elsewhere(name: str) -> str:
        """Return the end of the error's text where another module has the name."""
        if name.startswith("_"):
            return ""
        for module in ("errors", "results", "documents", "policies"):
            if name in import_module(f"cpkit.{module}").__all__:
                return f"; import it from cpkit.{module}"
        return ""

    def __dir__() -> list[str]:
        """Show what is public, and nothing else."""
        return sorted([*__all__, *_MODULES])
