"""What a CloudFormation template says of a domain can be declared here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from cpkit import DomainSettings
from cpkit.schema.shapes import Structure, StructureList
from cpkit.schema.value import Value, members_of

if TYPE_CHECKING:
    from collections.abc import Iterator

AS_PAIRS = "Tags"
"""The one property of another form: a list of keys and values."""


@pytest.fixture(scope="module")
def schema() -> Any:
    """Give the schema of `AWS::CustomerProfiles::Domain`, as cfn-lint brings it along."""
    manager: Any = import_module("cfnlint.schema.manager")
    found = manager.PROVIDER_SCHEMA_MANAGER.get_resource_schema(
        "us-east-1", "AWS::CustomerProfiles::Domain"
    )
    return found.schema


def properties(schema: Any, node: Any, path: str = "") -> Iterator[str]:
    """List the properties below a node that a template can set."""
    for name, value in node.get("properties", {}).items():
        place = f"{path}/{name}"
        if f"/properties{place}" in schema["readOnlyProperties"]:
            continue
        yield place
        if name != AS_PAIRS:
            below = resolved(schema, value)
            yield from properties(schema, resolved(schema, below.get("items", below)), place)


def resolved(schema: Any, node: Any) -> Any:
    """Follow a reference to a definition."""
    reference = node.get("$ref")
    return schema["definitions"][reference.rpartition("/")[2]] if reference else node


def members(cls: type[Value], path: str = "") -> Iterator[str]:
    """List the members below a class."""
    for entry in members_of(cls):
        place = f"{path}/{entry.wire}"
        yield place
        if isinstance(entry.shape, Structure | StructureList):
            yield from members(entry.shape.cls, place)


def test_properties_when_a_template_can_set_them_then_settings_have_them(schema: Any) -> None:
    """A page of the documentation turns the one into the other, and says so."""
    settable = {*properties(schema, schema)}

    assert {"/Matching/JobSchedule/Time", "/RuleBasedMatching/MatchingRules/Rule"} <= settable
    assert set() == settable - {*members(DomainSettings)}


def test_tags_when_in_a_template_then_they_are_pairs(schema: Any) -> None:
    """It is the one thing that has to be converted."""
    assert "array" == schema["properties"][AS_PAIRS]["type"]
    tag = resolved(schema, schema["properties"][AS_PAIRS]["items"])
    assert {"Key", "Value"} == {*tag["properties"]}
