"""Values to wire dicts and back: exactly what boto3's ``update_domain(**...)`` takes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, overload

from cpkit.models import (
    AttributeTypesSelector,
    AutoMerging,
    ConflictResolution,
    Consolidation,
    DataStore,
    DomainSettings,
    ExportingConfig,
    JobSchedule,
    Matching,
    MatchingRule,
    RuleBasedMatching,
    S3Exporting,
)
from cpkit.schema.json_types import is_map
from cpkit.schema.shapes.shape import with_article
from cpkit.schema.value import Declared, Value
from cpkit.wire.converter import configure_converter, structure_hook, unstructure_hook

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

__all__ = ["configure_converter", "from_wire", "to_wire"]

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
    """Return a value as boto3 takes it, in a fresh dict each time.

    Args:
        value: Settings, or a part of them.

    Returns:
        A dict of plain data, secrets included: ``boto3_client.update_domain(**to_wire(settings))``
        type-checks.

    Raises:
        ValidationError: The tags are `CLEAR`, which no request can express.
        TypeError: It is not a declared value, such as a `Domain`.

    Example:
        >>> from cpkit import DomainSettings, to_wire
        >>> to_wire(DomainSettings(domain_name="shop", default_expiration_days=366))
        {'DomainName': 'shop', 'DefaultExpirationDays': 366}
    """
    cls: type[Any] = type(value)
    if not issubclass(cls, Declared):
        advice = "use domain.settings"
        if is_map(value):
            advice = "read it with from_wire(DomainSettings, ...) first"
        elif not issubclass(cls, Value):
            advice = "write DomainSettings(...)"
        raise TypeError(
            f"must be settings or a part of them, not {with_article(cls.__name__)}; {advice}"
        )
    return unstructure_hook(cls)(value)


def from_wire(cls: type[_Value], mapping: Mapping[str, Any]) -> _Value:
    """Read a value from a dict as boto3 takes or returns it.

    Declared values are read strictly: nothing is converted, and everything that is wrong is
    reported at once. Observed values (`Domain`, ...) are read tolerantly: limits are ignored, and
    unknown members are skipped and named.

    Args:
        cls: The class to read, such as `DomainSettings` or `Domain`.
        mapping: The wire dict; it is not changed.

    Returns:
        The value.

    Raises:
        ValidationError: Something is wrong, or a required member is missing.
        TypeError: The class is not one of cpkit's, or not a class.

    Example:
        >>> from cpkit import DomainSettings, from_wire
        >>> from_wire(DomainSettings, {"DomainName": "shop", "Matching": {"Enabled": "yes"}})
        Traceback (most recent call last):
        cpkit.errors.ValidationError: Matching.Enabled: must be a boolean, not the string 'yes'; \
write true.
    """
    _check_class(cls)
    return structure_hook(cls)(mapping, cls)


def _check_class(cls: object) -> None:
    if not isinstance(cls, type):
        raise TypeError(
            f"the first argument must be a class, not {with_article(type(cls).__name__)}; write "
            "from_wire(DomainSettings, {...})"
        )
    if not issubclass(cls, Value):
        raise TypeError(
            f"must be one of cpkit's classes, such as DomainSettings, not {cls.__name__}"
        )
