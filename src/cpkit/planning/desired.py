"""What a domain has, and what it would have with declared settings stored."""

from collections.abc import Mapping
from typing import Any

from cpkit.models.domain import Domain
from cpkit.models.settings import DomainSettings
from cpkit.planning.canonical import canonical, pruned
from cpkit.schema.clear import CLEAR
from cpkit.schema.frozen import Tags
from cpkit.schema.value import members_of

__all__ = ["current_settings", "desired_settings", "is_stored", "without_clears"]

_AWS_TAGS = "aws:"
"""How the keys of tags begin that AWS itself sets; nobody else can set or remove them."""


def current_settings(domain: Domain | None, domain_name: str) -> DomainSettings:
    """Return what a domain has, as a plan shows it: nothing, where there is no domain.

    Args:
        domain: The domain as it was read, if there is one.
        domain_name: Its name.

    Returns:
        The settings, without what is empty, what disabled blocks contain, and AWS's own tags.
    """
    if domain is None:
        return DomainSettings(domain_name=domain_name)
    return DomainSettings.filled(
        None if value is None else _own_tags(value) if field == "tags" else pruned(value)
        for field, value in _fields(domain.settings)
    )


def desired_settings(settings: DomainSettings, current: DomainSettings) -> DomainSettings:
    """Return what the domain would have with the settings stored.

    What they leave alone stays, and so does what means the same. A block replaces the whole of what
    was there, what it leaves out included.

    Args:
        settings: What is declared.
        current: What the domain has, as `current_settings` returns it.

    Returns:
        All of the domain's settings.
    """
    return DomainSettings.filled(
        getattr(current, field)
        if declared is None
        else _replaced(field, getattr(current, field), declared)
        for field, declared in _fields(settings)
    )


def is_stored(settings: DomainSettings, domain: Domain) -> bool:
    """Return whether a domain has all that settings declare, in whatever form it is reported."""
    current = current_settings(domain, settings.domain_name)
    return desired_settings(settings, current) == current


def without_clears(settings: DomainSettings) -> DomainSettings:
    """Return settings that leave alone what they would clear: a new domain has nothing yet."""
    return DomainSettings.filled(
        None if value is CLEAR else value for _, value in _fields(settings)
    )


def _replaced(field: str, current: Any, declared: Any) -> Any:
    if declared is CLEAR:
        return None
    if field == "tags":
        return _own_tags(declared)
    desired = pruned(declared)
    is_same = desired is None or desired == current or canonical(desired) == canonical(current)
    return current if is_same else desired


def _own_tags(tags: Mapping[str, str]) -> Tags | None:
    kept = {key: value for key, value in tags.items() if not key.startswith(_AWS_TAGS)}
    return Tags(kept) if kept else None


def _fields(settings: DomainSettings) -> list[tuple[str, Any]]:
    members = members_of(DomainSettings)
    return [(known.field, getattr(settings, known.field)) for known in members]
