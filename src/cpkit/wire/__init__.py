"""Values to wire dicts and back: exactly what boto3's ``update_domain(**...)`` takes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, overload

from cpkit.errors import ValidationError
from cpkit.models import (
    AttributeTypesSelector,
    AutoMerging,
    ConflictResolution,
    Consolidation,
    DataStore,
    Domain,
    DomainSettings,
    ExportingConfig,
    JobSchedule,
    Matching,
    MatchingRule,
    RuleBasedMatching,
    S3Exporting,
)
from cpkit.models.operation_checks import cleared_tags_problems
from cpkit.schema.checks import IGNORABLE
from cpkit.schema.clear import CLEAR
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.frozen import Unseen
from cpkit.schema.shapes import RejectedError
from cpkit.schema.value import Declared, Value, root_path
from cpkit.wire.converter import structure_hook, unstructure_hook
from cpkit.wire.inspect import validate
from cpkit.wire.responses import read_answer, read_domain

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles.type_defs import (
        AttributeTypesSelectorTypeDef,
        AutoMergingTypeDef,
        ConflictResolutionTypeDef,
        ConsolidationTypeDef,
        DataStoreRequestTypeDef,
        ExportingConfigTypeDef,
        JobScheduleTypeDef,
        MatchingRequestTypeDef,
        MatchingRuleTypeDef,
        RuleBasedMatchingRequestTypeDef,
        S3ExportingConfigTypeDef,
        UpdateDomainRequestTypeDef,
    )

__all__ = ["from_wire", "take_domain", "to_wire"]

_Value = TypeVar("_Value", bound=Value)


@overload
def to_wire(value: DomainSettings) -> "UpdateDomainRequestTypeDef": ...
@overload
def to_wire(value: Matching) -> "MatchingRequestTypeDef": ...
@overload
def to_wire(value: JobSchedule) -> "JobScheduleTypeDef": ...
@overload
def to_wire(value: AutoMerging) -> "AutoMergingTypeDef": ...
@overload
def to_wire(value: Consolidation) -> "ConsolidationTypeDef": ...
@overload
def to_wire(value: ConflictResolution) -> "ConflictResolutionTypeDef": ...
@overload
def to_wire(value: ExportingConfig) -> "ExportingConfigTypeDef": ...
@overload
def to_wire(value: S3Exporting) -> "S3ExportingConfigTypeDef": ...
@overload
def to_wire(value: RuleBasedMatching) -> "RuleBasedMatchingRequestTypeDef": ...
@overload
def to_wire(value: MatchingRule) -> "MatchingRuleTypeDef": ...
@overload
def to_wire(value: AttributeTypesSelector) -> "AttributeTypesSelectorTypeDef": ...
@overload
def to_wire(value: DataStore) -> "DataStoreRequestTypeDef": ...


def to_wire(value: Declared) -> Any:
    """Write a value as boto3 takes it, in a fresh dict each time.

    Args:
        value: Settings, or a part of them.

    Returns:
        A dict of plain data, secrets included: ``boto3_client.update_domain(**to_wire(settings))``
        type-checks.

    Raises:
        ValidationError: The tags are `CLEAR`, which no request can say.
        TypeError: It is nothing that one declares, such as an answer.

    Example:
        >>> from cpkit import DomainSettings, to_wire
        >>> to_wire(DomainSettings(domain_name="shop", default_expiration_days=366))
        {'DomainName': 'shop', 'DefaultExpirationDays': 366}
    """
    cls: type[Any] = type(value)
    if not issubclass(cls, Declared):
        raise TypeError(
            f"takes settings or a part of them, not {cls.__name__}: give domain.settings"
        )
    if isinstance(value, DomainSettings) and value.tags is CLEAR:
        raise ValidationError(cleared_tags_problems(value))
    return unstructure_hook(cls)(value)


def from_wire(cls: type[_Value], mapping: Mapping[str, Any]) -> _Value:
    """Read a value from the dict that boto3 takes or gives.

    What is declared is read strictly: nothing is converted, and everything that is wrong is said at
    once. What the service answered (`Domain`, ...) is read tolerantly: limits do not count, and
    members that are not known are passed over and named.

    Args:
        cls: What to read, such as `DomainSettings` or `Domain`.
        mapping: The wire dict; it is not changed.

    Returns:
        The value.

    Raises:
        ValidationError: Something is wrong, or a required member is missing.
        TypeError: The class is none of cpkit's, or no class.

    Example:
        >>> from cpkit import DomainSettings, from_wire
        >>> from_wire(DomainSettings, {"DomainName": "shop", "Matching": {"Enabled": "yes"}})
        Traceback (most recent call last):
        cpkit.errors.ValidationError: Matching.Enabled: takes true or false, not a text, \
given as 'yes'.
    """
    _check_is_class(cls)
    if not issubclass(cls, Declared):
        known: type[Any] = cls
        if not issubclass(known, Value):
            raise TypeError(f"reads cpkit's classes, such as DomainSettings, not {cls.__name__}")
        return _from_answer(cls, mapping)
    try:
        return structure_hook(cls)(mapping, cls)
    except RejectedError:
        collector = ProblemCollector.for_construction()
        value = validate(cls, mapping, root_path(cls), collector)
        if collector.problems or value is None:
            raise ValidationError(collector.problems) from None
        return value


def _check_is_class(cls: object) -> None:
    if not isinstance(cls, type):
        raise TypeError(
            f"takes the class first, then what to read, not {type(cls).__name__} first: write "
            "from_wire(DomainSettings, {...})"
        )


def take_domain(answer: Mapping[str, Any]) -> Domain:
    """Read a domain as `from_wire` does, from an answer that nobody will look at or change.

    Args:
        answer: What boto3 returned to us alone.

    Returns:
        The domain; it holds on to the answer instead of a copy.

    Raises:
        ValidationError: Something is wrong, or a required member is missing.
    """
    collector = ProblemCollector(IGNORABLE, unknown_members=[])
    domain = read_domain(answer, collector, keep=Unseen)
    if domain is None:
        raise ValidationError(collector.problems)
    return domain


def _from_answer(cls: type[_Value], mapping: Mapping[str, Any]) -> _Value:
    collector = ProblemCollector(IGNORABLE, unknown_members=[])
    value: Any
    value = (
        read_domain(mapping, collector)
        if issubclass(cls, Domain)
        else read_answer(cls, mapping, collector)
    )
    if collector.problems or value is None:
        raise ValidationError(collector.problems)
    answer: _Value = value
    return answer
