"""What the service answered about a domain, and what is no part of it."""

import copy
import pickle
from datetime import UTC, datetime

import attrs
import pytest

from cpkit.models import Domain, DomainSettings

NOW = datetime(2026, 1, 2, tzinfo=UTC)
DOMAIN = Domain(
    settings=DomainSettings(domain_name="shop", default_expiration_days=366),
    created_at=NOW,
    last_updated_at=NOW,
)


@pytest.mark.parametrize(
    "name", [field.name for field in attrs.fields(DomainSettings) if field.name != "domain_name"]
)
def test_domain_when_asked_for_a_setting_then_says_where_it_is(name: str) -> None:
    """Settings stand one step deeper, and the text says so."""
    with pytest.raises(AttributeError) as caught:
        getattr(DOMAIN, name)
    assert (
        f"'Domain' object has no attribute '{name}': it is a setting, domain.settings.{name}"
        == str(caught.value)
    )


def test_domain_when_asked_for_what_nothing_has_then_says_no_more() -> None:
    """There is nothing to lead to."""
    with pytest.raises(AttributeError, match=r"^'Domain' object has no attribute 'colour'$"):
        getattr(DOMAIN, "colour")  # noqa: B009 - checkers refuse the other way


def test_domain_when_copied_and_pickled_then_the_same() -> None:
    """What looks for missing attributes keeps no copy from being made."""
    assert DOMAIN is copy.deepcopy(DOMAIN)
    assert DOMAIN == pickle.loads(pickle.dumps(DOMAIN))
