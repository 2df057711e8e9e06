"""cpkit's classes in a cattrs converter: alone, and inside of what a user has."""

from typing import Any

import attrs
import cattrs
import pytest
from cattrs.preconf.json import make_converter

from cpkit import DomainSettings, configure_converter
from cpkit.errors import ValidationError
from cpkit.results import Readiness
from cpkit.wire.converter import structure_hook, unstructure_hook
from tests.support import samples


@attrs.frozen
class Shops:
    """A user's own configuration."""

    owner: str
    domains: list[DomainSettings]


DOCUMENT: dict[str, Any] = {"owner": "me", "domains": [samples.full(), {"DomainName": "b"}]}
WRONG: dict[str, Any] = {"owner": "me", "domains": [{"DomainName": ""}, {"DomainName": "b c"}]}


@pytest.mark.parametrize("make", [cattrs.Converter, make_converter])
def test_converter_when_configured_then_it_reads_and_writes_what_contains_settings(
    make: Any,
) -> None:
    """A plain one, and one that is made for a format."""
    converter = make()
    configure_converter(converter)

    shops = converter.structure(DOCUMENT, Shops)

    assert ["shop", "b"] == [domain.domain_name for domain in shops.domains]
    assert DOCUMENT == converter.unstructure(shops)


def test_converter_when_it_validates_in_detail_then_every_error_is_in_its_group() -> None:
    """Cattrs goes on after the first, and so does cpkit."""
    converter = cattrs.Converter(detailed_validation=True)
    configure_converter(converter)

    with pytest.raises(cattrs.ClassValidationError) as caught:
        converter.structure(WRONG, Shops)

    matching, rest = caught.value.split(ValidationError)
    assert rest is None
    assert matching is not None
    (lists,) = matching.exceptions
    assert isinstance(lists, cattrs.IterableValidationError)
    assert 2 == len(lists.exceptions)


def test_converter_when_it_does_not_then_the_first_error_is_cpkits_own() -> None:
    """With its path."""
    converter = cattrs.Converter(detailed_validation=False)
    configure_converter(converter)

    with pytest.raises(ValidationError, match="DomainName"):
        converter.structure(WRONG, Shops)


def test_hooks_when_asked_for_twice_then_made_once() -> None:
    """They are looked up at every call."""
    assert structure_hook(DomainSettings) is structure_hook(DomainSettings)
    assert unstructure_hook(DomainSettings) is unstructure_hook(DomainSettings)


def test_converter_when_it_is_to_write_what_was_observed_then_it_says_what_to_use() -> None:
    """Only what one declares is sent."""
    converter = cattrs.Converter()
    configure_converter(converter)

    with pytest.raises(TypeError, match=r"not Readiness; use domain\.settings"):
        converter.unstructure(Readiness())
