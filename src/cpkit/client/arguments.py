"""What a caller declares, made ready to be sent: settings, their warnings, and names."""

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from cpkit.client.boto.warn import warn
from cpkit.errors import ValidationError
from cpkit.models import Domain, DomainSettings, SettingsWarning
from cpkit.models.operation_checks import domain_name_problems
from cpkit.problems import Problem
from cpkit.schema.json_types import is_map

__all__ = ["check_changes", "check_name", "check_settings", "declared", "tell"]

_MEMBERS: Final = [
    field.name for field in attrs.fields(DomainSettings) if field.name != "domain_name"
]
_WAYS: Final = "give settings, or the domain's name and its members by keyword"


def declared(positional: tuple[object, ...], members: dict[str, object]) -> DomainSettings:
    """Make settings of the arguments of a call that takes them whole or by their members.

    Args:
        positional: The settings, or the domain's name.
        members: The settings as ``settings``, or the name and the members.

    Returns:
        The settings.

    Raises:
        ValidationError: If a member is wrong.
        TypeError: If the settings are given twice, or not at all, or something else is.
    """
    if len(positional) > 1:
        raise TypeError(
            f"update_domain takes one positional argument, not {len(positional)}: {_WAYS}"
        )
    whole = positional[0] if positional else members.get("settings")
    if isinstance(whole, DomainSettings):
        if len(positional) + len(members) > 1:
            raise TypeError(f"update_domain takes settings or members, not both: {_WAYS}")
        return whole
    if isinstance(whole, Domain) or is_map(whole) or "settings" in members:
        check_settings(whole, "update_domain")
    if positional and "domain_name" in members:
        raise TypeError(f"update_domain was given domain_name twice: {_WAYS}")
    named = {"domain_name": positional[0], **members} if positional else members
    if "domain_name" not in named:
        raise TypeError(f"update_domain was not told which domain: {_WAYS}")
    # The stubs of its members are the overloads of update_domain.
    make: type = DomainSettings
    settings: DomainSettings = make(**named)
    return settings


def check_settings(settings: object, operation: str) -> None:
    """Refuse what is not settings at all.

    Args:
        settings: What was given for them.
        operation: The method's name.

    Raises:
        TypeError: If it is anything else; it says what to give.
    """
    if isinstance(settings, DomainSettings):
        return
    given = type(settings).__name__
    if isinstance(settings, Domain):
        advice = "give domain.settings"
    elif isinstance(settings, Mapping):
        advice = "read it with from_wire(DomainSettings, ...) first"
    else:
        advice = f"give {operation}(DomainSettings(domain_name=..., ...))"
    raise TypeError(f"{operation} takes DomainSettings, not {given}: {advice}")


def check_changes(settings: DomainSettings) -> None:
    """Refuse to update a domain with nothing: what comes of an empty request nobody documents.

    Args:
        settings: What was declared.

    Raises:
        ValidationError: If it is the name alone.
    """
    if all(getattr(settings, member) is None for member in _MEMBERS):
        nothing = Problem(
            path="DomainSettings",
            message="declares nothing but the domain's name, so that an update would change "
            "nothing; declare what shall change, or read the domain with get_domain.",
            severity="error",
            basis="model",
            code="required",
        )
        raise ValidationError([nothing])


def tell(settings: DomainSettings, only_here: Iterable[Problem]) -> None:
    """Refuse what one operation cannot send, and warn of what is suspicious.

    Args:
        settings: What will be sent.
        only_here: What is wrong with it for this operation alone.

    Raises:
        ValidationError: If there is an error among the latter.
    """
    own = tuple(only_here)
    errors = [problem for problem in own if problem.severity == "error"]
    if errors:
        raise ValidationError(errors)
    for problem in (*settings.problems(), *own):
        # Errors among the settings' own problems were let past on purpose, by `ignore_checks`.
        if problem.severity == "warning":
            warn(str(problem), SettingsWarning)


def check_name(domain_name: object) -> None:
    """Refuse what is no domain's name: an empty one would address another resource.

    Args:
        domain_name: The name.

    Raises:
        ValidationError: If it is none.
    """
    problems = domain_name_problems(domain_name)
    if problems:
        raise ValidationError(problems)
