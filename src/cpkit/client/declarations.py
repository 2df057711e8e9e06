"""What a caller declares, made ready to be sent: settings, their warnings, and names."""

from collections.abc import Iterable

from cpkit.client.notices import warn
from cpkit.errors import InvalidSettingsError
from cpkit.models import DomainSettings, SettingsWarning
from cpkit.models.operations import domain_name_problems
from cpkit.problems import Problem

__all__ = ["check_name", "declared", "tell"]


def declared(positional: tuple[object, ...], members: dict[str, object]) -> DomainSettings:
    """Make settings of the arguments of a call that takes them whole or by their members.

    Args:
        positional: The settings, or the domain's name.
        members: The settings as ``settings``, or the name and the members.

    Returns:
        The settings.

    Raises:
        InvalidSettingsError: If a member is wrong.
        TypeError: If the settings are given twice, or not at all.
    """
    if len(positional) > 1:
        raise TypeError("give the settings, or the domain's name and its members by keyword")
    whole = positional[0] if positional else members.get("settings")
    if isinstance(whole, DomainSettings):
        if len(positional) + len(members) > 1:
            raise TypeError("give settings whole, or members by keyword, not both")
        return whole
    if positional:
        # A name given twice is an error of its own kind, which Python raises here.
        return _by_members(*positional, **members)
    return _by_members(**members)


def _by_members(domain_name: object, **members: object) -> DomainSettings:
    given: dict[str, object] = {"domain_name": domain_name, **members}
    make: type = DomainSettings
    settings: DomainSettings = make(**given)
    return settings


def tell(settings: DomainSettings, only_here: Iterable[Problem]) -> None:
    """Refuse what one operation cannot send, and warn of what is suspicious.

    Args:
        settings: What will be sent.
        only_here: What is wrong with it for this operation alone.

    Raises:
        InvalidSettingsError: If there is an error among the latter.
    """
    own = tuple(only_here)
    errors = [problem for problem in own if problem.severity == "error"]
    if errors:
        raise InvalidSettingsError(errors)
    for problem in (*settings.problems(), *own):
        # Errors among the settings' own problems were let past on purpose, by `unchecked`.
        if problem.severity == "warning":
            warn(str(problem), SettingsWarning)


def check_name(domain_name: object) -> None:
    """Refuse what is no domain's name: an empty one would address another resource.

    Args:
        domain_name: The name.

    Raises:
        InvalidSettingsError: If it is none.
    """
    problems = domain_name_problems(domain_name)
    if problems:
        raise InvalidSettingsError(problems)
