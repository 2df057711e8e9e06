"""What the service reports about domains."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import attrs

from cpkit.models.enums import RuleBasedMatchingStatus
from cpkit.models.settings import DOMAIN_NAME, DomainSettings
from cpkit.schema.converters import strings
from cpkit.schema.frozen import FrozenMap, freeze
from cpkit.schema.shapes import Enum, Integer, String, Structure, Timestamp
from cpkit.schema.shapes.enums import UnknownValue
from cpkit.schema.value import Value, members_of, of

__all__ = ["Domain", "DomainStats", "ListDomainItem", "Readiness", "domain_arn"]


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class DomainStats(Value):
    """Statistics of a domain, as GetDomain returns them.

    Example:
        >>> from cpkit.results import DomainStats
        >>> DomainStats(profile_count=12, total_size=4096).profile_count
        12
    """

    profile_count: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many profiles there are."""
    metering_profile_count: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many profiles are paid for."""
    object_count: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How many objects there are in profiles."""
    total_size: int | None = attrs.field(default=None, metadata=of(Integer()))
    """How large all objects are, in bytes."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class Readiness(Value):
    """How far the data store is.

    Example:
        >>> from cpkit.results import Readiness
        >>> Readiness(progress_percentage=100).progress_percentage
        100
    """

    progress_percentage: int | None = attrs.field(default=None, metadata=of(Integer(0, 100)))
    """How far, 0 to 100."""
    message: str | None = attrs.field(default=None, metadata=of(String(1, 1000)))
    """The service's message about it."""


_LOCKED = timedelta(days=1, hours=2)
_NO_RESPONSE: Mapping[str, Any] = FrozenMap({})


def _frozen(given: Mapping[str, Any]) -> Mapping[str, Any]:
    kept: Mapping[str, Any] = freeze(given)
    return kept


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class Domain(Value):
    """A domain, as the service returned it.

    `settings` are ready to be changed with `attrs.evolve` and sent back; only the service sets the
    rest.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> domain = profiles.create_domain(
        ...     DomainSettings(domain_name="shop", default_expiration_days=366)
        ... )
        >>> domain.settings.default_expiration_days
        366
    """

    settings: DomainSettings = attrs.field(metadata=of(Structure(DomainSettings)))
    """The settings, as they can be sent back."""
    created_at: datetime = attrs.field(metadata=of(Timestamp()))
    """When the domain was created, in UTC."""
    last_updated_at: datetime = attrs.field(metadata=of(Timestamp()))
    """When it was last changed, in UTC; the service has no other version."""
    rule_based_matching_status: RuleBasedMatchingStatus | UnknownValue | None = attrs.field(
        default=None, metadata=of(Enum(RuleBasedMatchingStatus))
    )
    """How far the service is with the rules.

    It has a meaning only where ``settings.rule_based_matching`` is enabled: a disabled block can
    have an old one.
    """
    readiness: Readiness | None = attrs.field(default=None, metadata=of(Structure(Readiness)))
    """How far the data store is."""
    stats: DomainStats | None = attrs.field(default=None, metadata=of(Structure(DomainStats)))
    """The domain's statistics; only GetDomain returns them."""
    unknown_members: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """The paths of what the response had and `settings` cannot contain: members newer than this
    cpkit, and a block without its ``Enabled``. Sending the block back would drop them."""
    raw: Mapping[str, Any] = attrs.field(
        default=_NO_RESPONSE, converter=_frozen, eq=False, repr=False
    )
    """The whole response as it came, immutable; it is not compared."""

    @property
    def domain_name(self) -> str:
        """The domain's name."""
        return self.settings.domain_name

    @property
    def rules_free_about(self) -> datetime | None:
        """From about when on rules can be changed again, in UTC; ``None`` without enabled rules.

        The service does not report it. Rules can be changed a day after they became ACTIVE, and
        when that was can only be reckoned: an hour of PENDING and, which is assumed, one of
        IN_PROGRESS after the last update, at the latest.
        """
        rules = self.settings.rule_based_matching
        return self.last_updated_at + _LOCKED if rules and rules.enabled else None

    if not TYPE_CHECKING:  # so that checkers still reject a wrong name

        def __getattr__(self, name: str) -> object:
            """Raise an error that says where a setting is that was looked for here.

            Raises:
                AttributeError: Always.
            """
            what = f"{type(self).__name__!r} object has no attribute {name!r}"
            if name in {entry.field for entry in members_of(DomainSettings)}:
                what += f": it is a setting, domain.settings.{name}"
            raise AttributeError(what, name=name, obj=self)


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class ListDomainItem(Value):
    """A domain in the list of domains.

    Example:
        >>> from cpkit import CustomerProfiles
        >>> from cpkit.local import LocalService
        >>> list(CustomerProfiles(LocalService().client()).list_domains())
        []
    """

    domain_name: str = attrs.field(metadata=of(DOMAIN_NAME))
    """The domain's name."""
    created_at: datetime = attrs.field(metadata=of(Timestamp()))
    """When it was created, in UTC."""
    last_updated_at: datetime = attrs.field(metadata=of(Timestamp()))
    """When it was last changed, in UTC."""
    tags: Mapping[str, str] | None = attrs.field(
        default=None, metadata=attrs.fields(DomainSettings).tags.metadata
    )
    """The domain's tags."""


def domain_arn(domain_name: str, *, account_id: str, region_name: str, partition: str) -> str:
    """Return the ARN of a domain, which is in no response of the service."""
    return f"arn:{partition}:profile:{region_name}:{account_id}:domains/{domain_name}"
