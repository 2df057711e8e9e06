"""What is said of the arguments of a call before anything is sent."""

from __future__ import annotations

from typing import Any

import pytest

from cpkit.client.arguments import (
    check_changes,
    check_name,
    check_settings,
    lint,
)
from cpkit.errors import ValidationError
from cpkit.models import CLEAR, Domain, DomainSettings, SettingsWarning, ignore_checks
from cpkit.problems import Problem
from cpkit.wire import from_wire

SHOP = DomainSettings(domain_name="shop", default_expiration_days=30)


DOMAIN = from_wire(Domain, {"DomainName": "shop", "CreatedAt": 1, "LastUpdatedAt": 1})


def problem(severity: Any) -> Problem:
    """Make a problem."""
    return Problem(path="Tags", message="odd.", severity=severity, basis="assumption", code="odd")


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        (DOMAIN, "not Domain; pass domain.settings."),
        ({"DomainName": "shop"}, "not dict; read it with from_wire(DomainSettings, ...) first."),
        ("shop", "not str; pass create_domain(DomainSettings(domain_name=..., ...))."),
        (None, "not NoneType; pass create_domain(DomainSettings(domain_name=..., ...))."),
    ],
)
def test_settings_when_they_are_none_then_the_text_says_what_to_give(
    given: object, advice: str
) -> None:
    """A wrong type is told where it was given."""
    with pytest.raises(TypeError) as caught:
        check_settings(given, "create_domain")
    assert f"create_domain takes DomainSettings, {advice}" == str(caught.value)


def test_changes_when_only_the_name_is_declared_then_refused() -> None:
    """An empty request changes nothing, if that."""
    with pytest.raises(ValidationError, match="nothing but the domain's name"):
        check_changes(DomainSettings(domain_name="shop"))


def test_changes_when_something_is_declared_then_fine() -> None:
    """A member to clear is a change."""
    check_settings(SHOP, "update_domain")
    check_changes(SHOP)
    check_changes(DomainSettings(domain_name="shop", dead_letter_queue_url=CLEAR))


def test_lint_when_there_is_an_error_then_refused_without_a_warning() -> None:
    """What cannot be sent is refused, with all that is wrong."""
    with pytest.raises(ValidationError) as caught:
        lint(SHOP, [problem("warning"), problem("error"), problem("error")])
    assert (problem("error"), problem("error")) == caught.value.problems


def test_lint_when_there_is_a_warning_then_it_is_seen_here() -> None:
    """A warning points at the line that is not cpkit's."""
    with pytest.warns(SettingsWarning, match="^Tags: odd.$") as caught:
        lint(SHOP, [problem("warning")])
    assert [__file__] == [warning.filename for warning in caught]


def test_lint_when_something_was_let_past_on_purpose_then_nothing_is_said() -> None:
    """Who lifts a check knows what it says."""
    with ignore_checks("range"):
        settings = DomainSettings(domain_name="shop", default_expiration_days=5000)
    assert ["error"] == [problem.severity for problem in settings.problems()]
    lint(settings, [])


@pytest.mark.parametrize("name", ["", "a/b", "a b", "x" * 65, None, 5, b"shop"])
def test_name_when_it_cannot_be_one_then_refused(name: object) -> None:
    """An empty name would address the list of domains."""
    with pytest.raises(ValidationError, match="DomainName"):
        check_name(name)
