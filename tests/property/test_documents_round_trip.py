"""Law: what is written and loaded again is the same, for every reader."""

import json
from typing import Any

import yaml
from hypothesis import given
from ruamel.yaml import YAML

import cpkit
from cpkit import DomainSettings, from_wire, to_wire
from cpkit.documents import dumps, loads
from cpkit.schema.checks import LIMITS
from tests.support.drawn import ALLOWED, GUIDED, is_unicode, slow_to_make

CODES = ("length", "range", "pattern", "enum", "rule-attribute", "selector-value")


@slow_to_make
@given(GUIDED)
def test_document_when_written_and_loaded_then_the_settings_are_equal(
    document: dict[str, Any],
) -> None:
    """Checked settings come back from both formats."""
    value = from_wire(DomainSettings, document)

    assert value == loads(dumps(value, format="json"), format="json")
    assert value == loads(dumps(value, format="yaml"), format="yaml")


@slow_to_make
@given(ALLOWED.filter(is_unicode))
def test_document_when_let_past_the_checks_then_ignoring_them_loads_it(
    document: dict[str, Any],
) -> None:
    """Unchecked settings come back the way they came."""
    with cpkit.ignore_checks(*LIMITS):
        value = from_wire(DomainSettings, document)

    assert value == loads(dumps(value, format="json"), format="json", ignore=CODES)
    assert value == loads(dumps(value, format="yaml"), format="yaml", ignore=CODES)


@slow_to_make
@given(GUIDED)
def test_document_when_read_by_others_then_they_read_what_is_sent(document: dict[str, Any]) -> None:
    """The standard library, PyYAML (YAML 1.1) and ruamel.yaml (1.2) read the wire's plain data."""
    value = from_wire(DomainSettings, document)
    expected = dict(to_wire(value))
    text = dumps(value, format="yaml")
    newer: Any = YAML(typ="safe", pure=True)

    assert expected == json.loads(dumps(value, format="json"))
    assert expected == yaml.safe_load(text)
    assert expected == newer.load(text)
