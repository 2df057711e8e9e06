"""cpkit's classes in a user's own cattrs converter."""

from datetime import UTC, datetime

import attrs
import cattrs
import pytest
from cattrs.preconf.json import make_converter

from cpkit import CLEAR, DataStore, Domain, DomainSettings, MatchingRule, configure_converter
from cpkit.errors import ValidationError
from cpkit.results import Readiness
from cpkit.wire.converter import structure_hook, unstructure_hook
from tests.support import samples


@attrs.frozen
class Shop:
    """A user's own configuration."""

    owner: str
    domains: list[DomainSettings]
    rule: MatchingRule | None = None
    seen: Domain | None = None


CONFIGURATION = {"owner": "me", "domains": [samples.full()], "rule": {"Rule": ["LastName"]}}


def _configured(*, detailed: bool = True) -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=detailed)
    configure_converter(converter)
    return converter


def test_converter_when_configured_then_values_are_part_of_other_classes() -> None:
    """In lists, and where they are optional; they are written as they were read."""
    converter = _configured()

    shop = converter.structure(CONFIGURATION, Shop)

    assert MatchingRule(["LastName"]) == shop.rule
    assert {**CONFIGURATION, "seen": None} == converter.unstructure(shop)


def test_converter_when_it_is_one_for_json_then_texts_are_read_and_written() -> None:
    """Converters of ``cattrs.preconf`` are converters."""
    converter = make_converter()
    configure_converter(converter)
    text = converter.dumps(Shop(owner="me", domains=[DomainSettings(domain_name="a")]))

    assert '{"owner": "me", "domains": [{"DomainName": "a"}], "rule": null, "seen": null}' == text
    assert [DomainSettings(domain_name="a")] == converter.loads(text, Shop).domains


def test_converter_when_a_response_is_part_then_it_is_read_tolerantly() -> None:
    """What is observed is read as `from_wire` reads it, and never written."""
    converter = _configured()
    response = {"DomainName": "a", "CreatedAt": 0, "LastUpdatedAt": 1, "Newer": 1}

    shop = converter.structure({"owner": "me", "domains": [], "seen": response}, Shop)

    assert shop.seen is not None
    assert ("Newer",) == shop.seen.unknown_members
    assert datetime(1970, 1, 1, tzinfo=UTC) == shop.seen.created_at
    with pytest.raises(TypeError, match=r"not Domain; use domain\.settings"):
        converter.unstructure(shop)
    with pytest.raises(TypeError, match="not Readiness"):
        converter.unstructure(Readiness())


def test_converter_when_it_validates_in_detail_then_the_error_is_inside_those_of_cattrs() -> None:
    """With all problems at once, each at its wire path."""
    wrong = {"owner": "me", "domains": [{"DomainName": "a b", "Matching": {"Enabled": "yes"}}]}

    with pytest.raises(cattrs.ClassValidationError) as caught:
        _configured().structure(wrong, Shop)

    (inner,) = caught.value.exceptions
    assert isinstance(inner, cattrs.IterableValidationError)
    (error,) = inner.exceptions
    assert isinstance(error, ValidationError)
    assert ["DomainName", "Matching.Enabled"] == [problem.path for problem in error.problems]


def test_converter_when_it_does_not_validate_in_detail_then_the_error_is_raised_itself() -> None:
    """As `from_wire` raises it."""
    with pytest.raises(ValidationError, match="DomainName: is required"):
        _configured(detailed=False).structure({"owner": "me", "domains": [{}]}, Shop)


def test_converter_when_tags_are_cleared_then_the_request_is_rejected() -> None:
    """As `to_wire` rejects it, in the same place."""
    with pytest.raises(ValidationError, match="cannot be cleared by this request"):
        _configured().unstructure(DomainSettings(domain_name="a", tags=CLEAR))


def test_hooks_when_asked_for_twice_then_the_same() -> None:
    """They are made once for each class."""
    assert structure_hook(DataStore) is structure_hook(DataStore)
    assert unstructure_hook(DataStore) is unstructure_hook(DataStore)
