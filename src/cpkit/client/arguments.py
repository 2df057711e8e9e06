"""Checks of what the methods of a client are given: settings, their warnings, and names."""

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from cpkit.client.boto.warn import warn
from cpkit.errors import ValidationError
from cpkit.models import Domain, DomainSettings, SettingsWarning
from cpkit.models.operation_checks import domain_name_problems
from cpkit.problems import Problem

__all__ = ["check_changes", "check_name", "check_settings", "lint"]

_MEMBERS: Final = [
    field.name for field in attrs.fields(DomainSettings) if field.name != "domain_name"
]


def check_settings(settings: object, operation: str) -> None:
    """Reject what is not settings.

    Args:
        settings: The argument.
        operation: The method's name.

    Raises:
        TypeError: If it is anything else; the text says what to pass.
    """
    if isinstance(settings, DomainSettings):
        return
    given = type(settings).__name__
    if isinstance(settings, Domain):
        advice = "pass domain.settings"
    elif isinstance(settings, Mapping):
        advice = "read it with from_wire(DomainSettings, ...) first"
    else:
        advice = f"pass {operation}(DomainSettings(domain_name=..., ...))"
    raise TypeError(f"{operation} takes DomainSettings, not {given}; {advice}.")


def check_changes(settings: DomainSettings) -> None:
    """Reject an update of nothing: AWS does not document what an empty request does.

    Args:
        settings: What is declared.

    Raises:
        ValidationError: If it is the name alone.
    """
    if all(getattr(settings, member) is None for member in _MEMBERS):
        nothing = Problem(
            path="DomainSettings",
            message="declares nothing but the domain's name, so that an update would change "
            "nothing; declare what to change.",
            severity="error",
            basis="model",
            code="required",
        )
        raise ValidationError([nothing])


def lint(settings: DomainSettings, of_operation: Iterable[Problem]) -> None:
    """Reject what one operation cannot send, and warn of what is suspicious.

    Args:
        settings: What will be sent.
        of_operation: What is wrong with it for this operation alone.

    Raises:
        ValidationError: If there is an error among the latter.
    """
    own = tuple(of_operation)
    errors = [problem for problem in own if problem.severity == "error"]
    if errors:
        raise ValidationError(errors)
    for problem in (*settings.problems(), *own):
        # Errors among the settings' own problems were ignored on purpose, by `ignore_checks`.
        if problem.severity == "warning":
            warn(str(problem), SettingsWarning)


def check_name(domain_name: object) -> None:
    """Reject what is not a domain's name: an empty one would address another resource.

    Args:
        domain_name: The name.

    Raises:
        ValidationError: If it is not.
    """
    problems = domain_name_problems(domain_name)
    if problems:
        raise ValidationError(problems)
