"""What Customer Profiles has: settings that are declared, and values that are observed."""

from cpkit.models.attribute_types import (
    CustomAttribute,
    RuleAttribute,
    custom_attribute,
    rule_attribute,
)
from cpkit.models.conflict_resolution import ConflictResolution
from cpkit.models.domain import Domain, DomainStats, ListDomainItem, Readiness
from cpkit.models.enums import (
    AttributeMatchingModel,
    ConflictResolvingModel,
    DayOfTheWeek,
    RuleBasedMatchingStatus,
)
from cpkit.models.exporting import ExportingConfig, S3Exporting
from cpkit.models.matching import AutoMerging, Consolidation, JobSchedule, Matching
from cpkit.models.rule_based_matching import (
    AttributeTypesSelector,
    MatchingRule,
    RuleBasedMatching,
)
from cpkit.models.settings import DataStore, DomainSettings
from cpkit.problems import Problem, SettingsWarning
from cpkit.schema.clear import CLEAR, Clear
from cpkit.schema.ignoring import ignore_checks
from cpkit.schema.shapes.enums import UnknownValue

__all__ = [
    "CLEAR",
    "AttributeMatchingModel",
    "AttributeTypesSelector",
    "AutoMerging",
    "Clear",
    "ConflictResolution",
    "ConflictResolvingModel",
    "Consolidation",
    "CustomAttribute",
    "DataStore",
    "DayOfTheWeek",
    "Domain",
    "DomainSettings",
    "DomainStats",
    "ExportingConfig",
    "JobSchedule",
    "ListDomainItem",
    "Matching",
    "MatchingRule",
    "Problem",
    "Readiness",
    "RuleAttribute",
    "RuleBasedMatching",
    "RuleBasedMatchingStatus",
    "S3Exporting",
    "SettingsWarning",
    "UnknownValue",
    "custom_attribute",
    "ignore_checks",
    "rule_attribute",
]
