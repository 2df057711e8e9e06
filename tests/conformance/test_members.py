"""cpkit's classes have the members, enumerations and limits that the service's model has."""

from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from cpkit import Domain, DomainSettings, from_wire
from cpkit.results import ListDomainItem
from cpkit.schema.shapes import (
    Boolean,
    Double,
    Enum,
    Integer,
    Shape,
    String,
    StringList,
    StringLists,
    Structure,
    StructureList,
    TagMap,
)
from cpkit.schema.value import Value, members_of
from tests.support import service_model

Facts = dict[str, dict[str, Any]]


def described_shape(shape: Any, path: str) -> Facts:
    """Give what the model says about each place below a shape."""
    limits = shape.metadata
    size = {"min": limits.get("min", 0), "max": limits.get("max")}
    match shape.type_name:
        case "structure":
            facts: Facts = {
                path: {"members": set(shape.members), "required": set(shape.required_members)}
            }
            for name, member in shape.members.items():
                facts |= described_shape(member, f"{path}.{name}")
            return facts
        case "list":
            return {path: size} | described_shape(shape.member, f"{path}[]")
        case "map":
            return (
                {path: size}
                | described_shape(shape.key, f"{path}<key>")
                | described_shape(shape.value, f"{path}<value>")
            )
        case "string" if shape.enum:
            return {path: {"enum": set(shape.enum)}}
        case "string":
            pattern = limits.get("pattern")
            bare = pattern and pattern.removeprefix("^").removesuffix("$")
            return {path: {**size, "pattern": bare}}
        case "integer" | "double":
            return {path: {"type": shape.type_name, **size}}
        case "boolean":
            return {path: {"type": "boolean"}}
        case other:
            raise NotImplementedError(other)


def described_class(cls: type[Value], path: str) -> Facts:
    """Give what cpkit says about each place below a class."""
    entries = members_of(cls)
    facts: Facts = {
        path: {
            "members": {entry.wire for entry in entries},
            "required": {entry.wire for entry in entries if entry.is_required},
        }
    }
    for entry in entries:
        facts |= described_kind(entry.shape, f"{path}.{entry.wire}")
    return facts


def described_kind(shape: Shape, path: str) -> Facts:
    """Give what cpkit says about each place below a field."""
    match shape:
        case Structure():
            return described_class(shape.cls, path)
        case StructureList():
            return {path: {"min": shape.low, "max": shape.high}} | described_class(
                shape.cls, f"{path}[]"
            )
        case StringList():
            return {path: {"min": shape.low, "max": shape.high}} | described_kind(
                shape.ITEM, f"{path}[]"
            )
        case StringLists():
            return {path: {"min": shape.low, "max": shape.high}} | described_kind(
                shape.items, f"{path}[]"
            )
        case TagMap():
            return (
                {path: {"min": shape.low, "max": shape.high}}
                | described_kind(shape.key, f"{path}<key>")
                | described_kind(shape.value, f"{path}<value>")
            )
        case Enum():
            return {path: {"enum": {member.value for member in shape.enumeration}}}
        case String():
            return {path: {"min": shape.low, "max": shape.high, "pattern": shape.pattern}}
        case Integer():
            return {path: {"type": "integer", "min": shape.low, "max": shape.high}}
        case Double():
            return {path: {"type": "double", "min": shape.low, "max": shape.high}}
        case Boolean():
            return {path: {"type": "boolean"}}
        case other:
            raise NotImplementedError(other)


def test_settings_when_compared_with_the_model_then_nothing_differs() -> None:
    """Every member, requirement, enumeration, limit and pattern of UpdateDomain is cpkit's, too."""
    theirs = described_shape(service_model.request("UpdateDomain"), "")
    ours = described_class(DomainSettings, "")

    differences = {
        path: (theirs.get(path), ours.get(path))
        for path in theirs.keys() | ours.keys()
        if theirs.get(path) != ours.get(path)
    }

    assert {} == differences


def test_create_domain_when_compared_with_update_domain_then_only_expiration_differs() -> None:
    """CreateDomain takes what UpdateDomain takes, and needs the expiration."""
    create = described_shape(service_model.request("CreateDomain"), "")
    update = described_shape(service_model.request("UpdateDomain"), "")

    assert {"DomainName", "DefaultExpirationDays"} == create[""].pop("required")
    assert {"DomainName"} == update[""].pop("required")
    assert update == create


def sample(shape: Any) -> Any:
    """Give a value that a shape allows, with every member there is."""
    match shape.type_name:
        case "structure":
            return {name: sample(member) for name, member in shape.members.items()}
        case "list":
            return [sample(shape.member)]
        case "map":
            return {"key": "value"}
        case "string":
            return shape.enum[-1] if shape.enum else "text"
        case "integer" | "long":
            return 7
        case "double":
            return 0.5
        case "boolean":
            return True
        case "timestamp":
            return datetime(2026, 1, 2, tzinfo=UTC)
        case other:
            raise NotImplementedError(other)


@pytest.mark.parametrize("operation", ["CreateDomain", "GetDomain", "UpdateDomain"])
def test_answer_when_it_has_every_member_of_the_model_then_none_is_unknown(operation: str) -> None:
    """A domain carries all that the model says an answer may have."""
    domain = from_wire(Domain, sample(service_model.answer(operation)))

    assert () == domain.unknown_members


def test_domain_when_read_from_every_member_then_no_field_is_empty() -> None:
    """Each field of a domain comes from some member of GetDomain's answer."""
    domain = from_wire(Domain, sample(service_model.answer("GetDomain")))

    empty = [
        field.name
        for value in (domain, domain.settings, domain.stats, domain.readiness)
        if value is not None
        for field in attrs.fields(type(value))
        if getattr(value, field.name) is None
    ]
    assert [] == empty


def test_list_item_when_compared_with_the_model_then_members_are_the_same() -> None:
    """A line of the list of domains has the model's members and requirements."""
    shape = service_model.answer("ListDomains").members["Items"].member

    ours = {entry.wire: entry.is_required for entry in members_of(ListDomainItem)}

    assert {name: name in shape.required_members for name in shape.members} == ours


def test_status_when_compared_with_the_model_then_values_are_the_same() -> None:
    """The status of rules has the model's values."""
    shape = service_model.answer("GetDomain").members["RuleBasedMatching"].members["Status"]
    (status,) = [
        entry.shape
        for entry in members_of(Domain)
        if entry.field == "rule_based_matching_status" and isinstance(entry.shape, Enum)
    ]

    assert set(shape.enum) == {member.value for member in status.enumeration}
