"""What a domain would be with settings in force: what they leave alone, clear and replace."""

from collections.abc import Mapping
from typing import Any

from cpkit.models.domain import Domain
from cpkit.models.settings import DomainSettings
from cpkit.planning.diff import is_hollow
from cpkit.schema.clear import CLEAR, Clear
from cpkit.schema.frozen import Tags
from cpkit.schema.value import Value, members_of

__all__ = ["FOREIGN_TAGS", "found", "own_tags", "target", "without_clears"]

FOREIGN_TAGS = "aws:"
"""How the keys of tags begin that AWS itself sets; nobody else can set or remove them."""


def found(domain: Domain | None, domain_name: str) -> DomainSettings:
    """Give what a domain has, as a plan compares it: nothing, where there is none.

    Args:
        domain: The domain as the service answered it, if there is one.
        domain_name: Its name.

    Returns:
        The settings, without blocks that hold nothing and without AWS's own tags.
    """
    if domain is None:
        return DomainSettings(domain_name=domain_name)
    return _made(
        own_tags(value) if known.field == "tags" else _condensed(value)
        for known, value in _fields(domain.settings)
    )


def target(settings: DomainSettings, before: DomainSettings) -> DomainSettings:
    """Give what the domain would have with the settings in force.

    What they leave alone stays. A block replaces the whole of what was there, what it leaves out
    included. A block that is disabled, and was, stays as it is: what is in it is not in force.

    Args:
        settings: What is declared.
        before: What the domain has, as `found` gives it.

    Returns:
        All of the domain's settings.
    """
    return _made(
        _replaced(known.field, getattr(before, known.field), declared)
        for known, declared in _fields(settings)
    )


def without_clears(settings: DomainSettings) -> DomainSettings:
    """Leave alone what would be cleared: in a new domain nothing has a value yet."""
    return _made(None if value is CLEAR else value for _, value in _fields(settings))


def own_tags(tags: Mapping[str, str] | Clear | None) -> Tags | None:
    """Leave out the tags that are AWS's own."""
    if tags is None or tags is CLEAR:
        return None
    kept = {key: value for key, value in tags.items() if not key.startswith(FOREIGN_TAGS)}
    return Tags(kept) if kept else None


def _replaced(field: str, before: Any, declared: Any) -> Any:
    if declared is None:
        return before
    if declared is CLEAR:
        return None
    if field == "tags":
        return own_tags(declared)
    after = _condensed(declared)
    if after is None or (_is_disabled(before) and _is_disabled(after)):
        return before
    return after


def _is_disabled(block: object) -> bool:
    return isinstance(block, Value) and getattr(block, "enabled", None) is False


def _condensed(value: Any) -> Any:
    """Leave out what holds nothing at any depth, which the service does not answer either."""
    if isinstance(value, Value):
        fields = {known.field: _condensed(getattr(value, known.field)) for known in _known(value)}
        kept = type(value).filled(fields.values())
        return None if is_hollow(kept) else kept
    return None if is_hollow(value) else value


def _known(value: Value) -> Any:
    return members_of(type(value))


def _fields(settings: DomainSettings) -> Any:
    return [(known, getattr(settings, known.field)) for known in members_of(DomainSettings)]


def _made(values: Any) -> DomainSettings:
    return DomainSettings.filled(values)
