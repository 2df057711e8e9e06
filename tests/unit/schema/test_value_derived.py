"""A class that is derived from one of the settings works like it."""

import attrs
import pytest

from cpkit import DomainSettings, from_wire, to_wire
from cpkit.errors import ValidationError


class Own(DomainSettings):
    """A user's own settings, with methods of theirs."""


@attrs.frozen(kw_only=True)
class Noted(DomainSettings):
    """A user's own settings, with a field of theirs."""

    note: str = ""
    more: list[str] = attrs.field(factory=list[str])


@pytest.mark.parametrize("cls", [Own, Noted])
def test_class_when_derived_then_it_works_like_its_parent(cls: type[DomainSettings]) -> None:
    """Users can derive their own classes; what cpkit does not know stays off the wire."""
    assert {"DomainName": "shop"} == to_wire(cls(domain_name="shop"))
    assert "shop" == from_wire(cls, {"DomainName": "shop"}).domain_name
    with pytest.raises(ValidationError):
        cls(domain_name="my shop")


def test_class_when_it_has_fields_of_its_own_then_reading_leaves_them_at_their_defaults() -> None:
    """A document does not know them, and what is read is as good as what is constructed."""
    first, second = (from_wire(Noted, {"DomainName": "shop"}) for _ in range(2))

    assert Noted(domain_name="shop") == first
    assert first.more is not second.more
