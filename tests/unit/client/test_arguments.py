"""How settings come to a call, and what is said of them before anything is sent."""

from __future__ import annotations

from typing import Any

import pytest

from cpkit.client.arguments import (
    check_changes,
    check_name,
    check_settings,
    declared,
    tell,
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
    ("positional", "members"),
    [
        ((SHOP,), {}),
        ((), {"settings": SHOP}),
        (("shop",), {"default_expiration_days": 30}),
        ((), {"domain_name": "shop", "default_expiration_days": 30}),
    ],
)
def test_settings_when_given_in_any_way_then_the_same(
    positional: tuple[object, ...], members: dict[str, object]
) -> None:
    """Whole or by members, by position or by keyword."""
    assert SHOP == declared(positional, members)


@pytest.mark.parametrize(
    ("positional", "members", "text"),
    [
        ((), {}, "was not told which domain: give settings, or the domain's name"),
        ((SHOP, SHOP), {}, "takes one positional argument, not 2"),
        ((SHOP,), {"tags": {"a": "b"}}, "not both"),
        ((SHOP,), {"settings": SHOP}, "not both"),
        (("shop",), {"domain_name": "shop"}, "domain_name twice"),
        (("shop",), {"expiration": 5}, "expiration"),
        ((), {"default_expiration_days": 30}, "was not told which domain"),
        ((DOMAIN,), {}, "takes DomainSettings, not Domain: give domain.settings"),
        ((), {"settings": DOMAIN}, "takes DomainSettings, not Domain: give domain.settings"),
        (({"DomainName": "shop"},), {}, "not dict: read it with from_wire(DomainSettings, ...)"),
        ((), {"settings": "shop"}, "takes DomainSettings, not str"),
        ((), {"settings": None}, "takes DomainSettings, not NoneType"),
    ],
)
def test_settings_when_given_twice_or_not_at_all_then_a_type_error(
    positional: tuple[object, ...], members: dict[str, object], text: str
) -> None:
    """What no checker lets through ends as any wrong call does, and names nothing private."""
    with pytest.raises(TypeError) as caught:
        declared(positional, members)
    assert text in str(caught.value)
    assert "_by_members" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        (DOMAIN, "not Domain: give domain.settings"),
        ({"DomainName": "shop"}, "not dict: read it with from_wire(DomainSettings, ...) first"),
        ("shop", "not str: give create_domain(DomainSettings(domain_name=..., ...))"),
        (None, "not NoneType: give create_domain(DomainSettings(domain_name=..., ...))"),
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


@pytest.mark.parametrize("name", [5, None, "no blanks"])
def test_settings_when_a_member_is_wrong_then_its_problem(name: object) -> None:
    """Values are checked as ever."""
    with pytest.raises(ValidationError):
        declared((name,), {})


def test_tell_when_there_is_an_error_then_refused_without_a_warning() -> None:
    """What cannot be sent is refused, with all that is wrong."""
    with pytest.raises(ValidationError) as caught:
        tell(SHOP, [problem("warning"), problem("error"), problem("error")])
    assert (problem("error"), problem("error")) == caught.value.problems


def test_tell_when_there_is_a_warning_then_it_is_seen_here() -> None:
    """A warning points at the line that is not cpkit's."""
    with pytest.warns(SettingsWarning, match="^Tags: odd.$") as caught:
        tell(SHOP, [problem("warning")])
    assert [__file__] == [warning.filename for warning in caught]


def test_tell_when_something_was_let_past_on_purpose_then_nothing_is_said() -> None:
    """Who lifts a check knows what it says."""
    with ignore_checks("range"):
        settings = DomainSettings(domain_name="shop", default_expiration_days=5000)
    assert ["error"] == [problem.severity for problem in settings.problems()]
    tell(settings, [])


@pytest.mark.parametrize("name", ["", "a/b", "a b", "x" * 65, None, 5, b"shop"])
def test_name_when_it_cannot_be_one_then_refused(name: object) -> None:
    """An empty name would address the list of domains."""
    with pytest.raises(ValidationError, match="DomainName"):
        check_name(name)
