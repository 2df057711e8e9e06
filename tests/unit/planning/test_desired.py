"""What a domain has, and what it would have."""

from __future__ import annotations

from typing import Any

import pytest

from cpkit.models import CLEAR, DataStore, DomainSettings, Matching
from cpkit.planning.desired import (
    current_settings,
    desired_settings,
    is_stored,
    without_clears,
)
from tests.support.planned import make_domain


def shop(**declared: Any) -> DomainSettings:
    """Declare settings."""
    return DomainSettings(domain_name="shop", **declared)


def test_current_settings_when_there_is_no_domain_then_only_its_name() -> None:
    """Nothing is stored of it."""
    assert shop() == current_settings(None, "shop")


def test_current_settings_when_read_then_without_what_does_not_count() -> None:
    """Empty blocks, the contents of disabled ones, and tags that AWS sets itself."""
    domain = make_domain(
        DataStore={},
        Matching={"Enabled": False, "JobSchedule": {"DayOfTheWeek": "MONDAY", "Time": "9:00"}},
        Tags={"team": "web", "aws:cloud": "formation"},
    )

    expected = shop(matching=Matching(enabled=False), tags={"team": "web"})
    assert expected == current_settings(domain, "shop")
    assert shop() == current_settings(make_domain(Tags={"aws:cloud": "formation"}), "shop")


CURRENT = shop(
    default_expiration_days=30, default_encryption_key="key", tags={"a": "1"}, matching=None
)


@pytest.mark.parametrize(
    ("declared", "desired"),
    [
        ({}, CURRENT),
        ({"data_store": DataStore()}, CURRENT),
        ({"data_store": DataStore(enabled=False)}, CURRENT),
        ({"matching": Matching(enabled=False)}, CURRENT),
        (
            {"default_expiration_days": 90, "default_encryption_key": CLEAR, "tags": CLEAR},
            shop(default_expiration_days=90),
        ),
        (
            {"tags": {"b": "2"}},
            shop(default_expiration_days=30, default_encryption_key="key", tags={"b": "2"}),
        ),
    ],
)
def test_desired_settings_when_declared_then_what_is_left_alone_stays(
    declared: dict[str, Any], desired: DomainSettings
) -> None:
    """What means the same stays as it is, and what is cleared goes."""
    assert desired == desired_settings(shop(**declared), CURRENT)


def test_without_clears_when_a_domain_is_new_then_nothing_is_cleared() -> None:
    """It has nothing yet."""
    cleared = shop(default_expiration_days=1, default_encryption_key=CLEAR, tags=CLEAR)

    assert shop(default_expiration_days=1) == without_clears(cleared)


def test_is_stored_when_reported_in_another_form_then_it_is() -> None:
    """What a lost response may have left behind is known by what it means."""
    declared = shop(default_expiration_days=1, matching=Matching(enabled=False))

    assert is_stored(declared, make_domain(DefaultExpirationDays=1))
    assert not is_stored(declared, make_domain(DefaultExpirationDays=2))
    assert not is_stored(shop(tags={"a": "1"}), make_domain(Tags={"a": "2"}))
