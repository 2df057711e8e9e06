"""A JSON Schema of the document, made from the classes."""

import re
from functools import singledispatch
from typing import Any

from cpkit.documents.describe.descriptions import class_description, field_descriptions, limits
from cpkit.models import DomainSettings
from cpkit.models.attribute_types import ADDRESS, EMAIL_ADDRESS, PHONE_NUMBER, RULE_ATTRIBUTES
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

__all__ = ["json_schema", "schema_of"]

_SUB_TYPES = {types.known: types for types in (ADDRESS, EMAIL_ADDRESS, PHONE_NUMBER)}


def json_schema() -> dict[str, Any]:
    """Return a JSON Schema, draft 2020-12, with which editors complete and check documents.

    It accepts what `loads` accepts, with two exceptions that a schema cannot express: it sees no
    difference between ``1.0`` and the integer 1, and no duplicate key.

    Returns:
        A new dictionary each time; write it with ``json.dump``.

    Example:
        >>> from cpkit.documents import json_schema
        >>> json_schema()["properties"]["DomainName"]["maxLength"]
        64
    """
    definitions: dict[str, Any] = {}
    root = _object(DomainSettings, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of an Amazon Connect Customer Profiles domain",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(cls: type[Value], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a class; those inside it are added to the definitions."""
    descriptions = field_descriptions(cls)
    entries = members_of(cls)
    return {
        "description": class_description(cls),
        "type": "object",
        "properties": {
            entry.wire: {
                **schema_of(entry.shape, definitions),
                "description": _described(entry.shape, descriptions.get(entry.field)),
            }
            for entry in entries
        },
        "required": [entry.wire for entry in entries if entry.is_required],
        "additionalProperties": False,
    }


def _described(shape: Shape, description: str | None) -> str:
    allowed = f"Must be {limits(shape)}."
    return f"{description} {allowed}" if description else allowed


@singledispatch
def schema_of(shape: Shape, _: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a member; those of structures are added to the definitions."""
    raise NotImplementedError(type(shape).__name__)


@schema_of.register
def _(shape: String, _: dict[str, Any]) -> dict[str, Any]:
    return _string(shape)


@schema_of.register
def _(_kind: Boolean, _: dict[str, Any]) -> dict[str, Any]:
    return {"type": "boolean"}


@schema_of.register
def _(shape: Enum, _: dict[str, Any]) -> dict[str, Any]:
    return {"enum": [choice.value for choice in shape.enumeration]}


@schema_of.register
def _(shape: Integer, _: dict[str, Any]) -> dict[str, Any]:
    return {"type": "integer", "minimum": shape.low, "maximum": shape.high}


@schema_of.register
def _(shape: Double, _: dict[str, Any]) -> dict[str, Any]:
    return {"type": "number", "minimum": shape.low, "maximum": shape.high}


@schema_of.register
def _(shape: StringList, _: dict[str, Any]) -> dict[str, Any]:
    return _list(shape, {**_string(shape.ITEM), **_known(shape)})


@schema_of.register
def _(shape: StringLists, definitions: dict[str, Any]) -> dict[str, Any]:
    return _list(shape, schema_of(shape.items, definitions))


@schema_of.register
def _(shape: StructureList, definitions: dict[str, Any]) -> dict[str, Any]:
    return _list(shape, _reference(shape.cls, definitions))


@schema_of.register
def _(shape: Structure, definitions: dict[str, Any]) -> dict[str, Any]:
    return _reference(shape.cls, definitions)


@schema_of.register
def _(shape: TagMap, _: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "minProperties": shape.low,
        "maxProperties": shape.high,
        "propertyNames": _string(shape.key),
        "additionalProperties": _string(shape.value),
    }


def _reference(cls: type[Value], definitions: dict[str, Any]) -> dict[str, Any]:
    name = cls.__name__
    if name not in definitions:
        definitions[name] = _object(cls, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _list(shape: StringList | StringLists | StructureList, items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": shape.low, "maxItems": shape.high, "items": items}


def _string(shape: String) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "minLength": shape.low, "maxLength": shape.high}
    if shape.pattern:
        # JavaScript's . stops at more characters than Python's, and Python's $ before a line's end.
        pattern = r"[^\n]*" if shape.pattern == ".*" else shape.pattern
        schema["pattern"] = rf"^(?:{pattern})$(?!\n)"
    return schema


def _known(shape: StringList) -> dict[str, Any]:
    """Return which strings a list may contain: those to complete, and those that are allowed, too.

    The latter are a pattern, since an editor would offer what stands in a second list, too.
    """
    if shape.known is None:
        return {}
    known = sorted(shape.known)
    listed = ", ".join(known)
    if shape.known == RULE_ATTRIBUTES:
        says = f"One of {listed}, or a custom attribute, Attributes.NAME."
        others = {"pattern": "^Attributes", "description": "A custom attribute: Attributes.NAME."}
    else:
        says = f"One of {listed}."
        unsure = "|".join(map(re.escape, sorted(_SUB_TYPES[shape.known].unsure)))
        others = {
            "pattern": rf"^(?:{unsure})$(?!\n)",
            "description": "Uncertain: AWS's list lacks it, though its documentation has it "
            "elsewhere.",
        }
    return {"description": says, "anyOf": [{"enum": known}, others]}
