"""Settings as a whole: what must be given, what is left alone, and what is cleared."""

from typing import Any

import attrs
import pytest

from cpkit import CLEAR, DomainSettings, Matching, to_wire
from cpkit.errors import ValidationError

SHOP = DomainSettings(domain_name="shop", default_expiration_days=366)


def test_settings_when_only_the_name_is_given_then_all_else_is_left_alone() -> None:
    """What is None is not sent."""
    settings = DomainSettings(domain_name="shop")

    assert {"DomainName": "shop"} == to_wire(settings)
    assert {None} == {
        getattr(settings, field.name)
        for field in attrs.fields(DomainSettings)
        if field.name != "domain_name"
    }


def test_settings_when_evolved_then_another_value_and_the_first_stays() -> None:
    """They cannot change, and can be keys of a dictionary."""
    changed = attrs.evolve(SHOP, default_expiration_days=30)

    assert (366, 30) == (SHOP.default_expiration_days, changed.default_expiration_days)
    assert {SHOP: 1, changed: 2} == {SHOP: 1, attrs.evolve(changed): 2}


@pytest.mark.parametrize("days", [0, 1099])
def test_days_when_the_service_cannot_keep_so_many_then_an_error(days: int) -> None:
    """1 to 1098."""
    with pytest.raises(ValidationError, match="DefaultExpirationDays"):
        DomainSettings(domain_name="shop", default_expiration_days=days)


@pytest.mark.parametrize("field", ["default_encryption_key", "dead_letter_queue_url"])
def test_text_when_it_is_empty_then_it_is_cleared(field: str) -> None:
    """As on the wire."""
    given: dict[str, Any] = {field: ""}

    assert CLEAR is getattr(DomainSettings(domain_name="shop", **given), field)


def test_problems_when_several_blocks_are_wrong_then_all_at_once() -> None:
    """A block is an own value, and settings report the rest."""
    with pytest.raises(ValidationError) as caught:
        DomainSettings(domain_name="my shop", default_expiration_days=0, tags={"aws:x": ""})

    assert ["DomainName", "DefaultExpirationDays", 'Tags["aws:x"]'] == [
        problem.path for problem in caught.value.problems
    ]


def test_block_when_it_is_given_then_it_is_sent_whole() -> None:
    """The service replaces it as a whole."""
    settings = attrs.evolve(SHOP, matching=Matching(enabled=False))

    assert {"Enabled": False} == to_wire(settings)["Matching"]
