"""A JSON Schema of the document, made from what the classes take."""

import re
from functools import singledispatch
from typing import Any

from cpkit.documents.wording import limits, meaning, meanings_of
from cpkit.models import DomainSettings
from cpkit.models.attribute_types import ADDRESS, EMAIL_ADDRESS, PHONE_NUMBER, RULE_ATTRIBUTES
from cpkit.models.kinds import (
    Block,
    Blocks,
    Choice,
    Flag,
    Integer,
    Kind,
    Names,
    NamesList,
    Number,
    TagMap,
    Text,
)
from cpkit.models.value import Value, members_of

__all__ = ["json_schema", "schema_of"]

_SUB_TYPES = {types.known: types for types in (ADDRESS, EMAIL_ADDRESS, PHONE_NUMBER)}


def json_schema() -> dict[str, Any]:
    """Make a JSON Schema, draft 2020-12, with which editors complete and check documents.

    It takes what `loads` takes, with two exceptions that a schema cannot tell: it sees no
    difference between ``1.0`` and the whole number 1, and no key that stands twice.

    Returns:
        The schema as plain data, fresh each time: write it with ``json.dump``.

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
    """Write what a class takes; what stands inside goes into the definitions."""
    meanings = meanings_of(cls)
    entries = members_of(cls)
    return {
        "description": meaning(cls),
        "type": "object",
        "properties": {
            entry.wire: {
                **schema_of(entry.kind, definitions),
                "description": _described(entry.kind, meanings.get(entry.field)),
            }
            for entry in entries
        },
        "required": [entry.wire for entry in entries if entry.is_required],
        "additionalProperties": False,
    }


def _described(kind: Kind, says: str | None) -> str:
    told = limits(kind)
    return f"{says} Takes {told}." if says else f"Takes {told}."


@singledispatch
def schema_of(kind: Kind, _: dict[str, Any]) -> dict[str, Any]:
    """Write what a member takes; what stands inside blocks goes into the definitions."""
    raise NotImplementedError(type(kind).__name__)


@schema_of.register
def _(kind: Text, _: dict[str, Any]) -> dict[str, Any]:
    return _text(kind)


@schema_of.register
def _(_kind: Flag, _: dict[str, Any]) -> dict[str, Any]:
    return {"type": "boolean"}


@schema_of.register
def _(kind: Choice, _: dict[str, Any]) -> dict[str, Any]:
    return {"enum": [choice.value for choice in kind.enumeration]}


@schema_of.register
def _(kind: Integer, _: dict[str, Any]) -> dict[str, Any]:
    return {"type": "integer", "minimum": kind.low, "maximum": kind.high}


@schema_of.register
def _(kind: Number, _: dict[str, Any]) -> dict[str, Any]:
    return {"type": "number", "minimum": kind.low, "maximum": kind.high}


@schema_of.register
def _(kind: Names, _: dict[str, Any]) -> dict[str, Any]:
    return _list(kind, {**_text(kind.NAME), **_known(kind)})


@schema_of.register
def _(kind: NamesList, definitions: dict[str, Any]) -> dict[str, Any]:
    return _list(kind, schema_of(kind.names, definitions))


@schema_of.register
def _(kind: Blocks, definitions: dict[str, Any]) -> dict[str, Any]:
    return _list(kind, _reference(kind.cls, definitions))


@schema_of.register
def _(kind: Block, definitions: dict[str, Any]) -> dict[str, Any]:
    return _reference(kind.cls, definitions)


@schema_of.register
def _(kind: TagMap, _: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "minProperties": kind.low,
        "maxProperties": kind.high,
        "propertyNames": _text(kind.key),
        "additionalProperties": _text(kind.value),
    }


def _reference(cls: type[Value], definitions: dict[str, Any]) -> dict[str, Any]:
    name = cls.__name__
    if name not in definitions:
        definitions[name] = _object(cls, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _list(kind: Names | NamesList | Blocks, items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": kind.low, "maxItems": kind.high, "items": items}


def _text(kind: Text) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "minLength": kind.low, "maxLength": kind.high}
    if kind.pattern:
        # JavaScript's . stops at more characters than Python's, and Python's $ before a line's end.
        pattern = r"[^\n]*" if kind.pattern == ".*" else kind.pattern
        schema["pattern"] = rf"^(?:{pattern})$(?!\n)"
    return schema


def _known(kind: Names) -> dict[str, Any]:
    """Write which names a list takes: those to complete, and those that are let past.

    What is let past is a pattern, since an editor would offer what stands in a second list, too.
    """
    if kind.known is None:
        return {}
    known = sorted(kind.known)
    listed = ", ".join(known)
    if kind.known == RULE_ATTRIBUTES:
        says = f"One of {listed}, or a custom attribute, Attributes.NAME."
        others = {"pattern": "^Attributes", "description": "A custom attribute: Attributes.NAME."}
    else:
        says = f"One of {listed}."
        unsure = "|".join(map(re.escape, sorted(_SUB_TYPES[kind.known].unsure)))
        others = {
            "pattern": rf"^(?:{unsure})$(?!\n)",
            "description": "Uncertain: AWS's list lacks it, though its documentation has it "
            "elsewhere.",
        }
    return {"description": says, "anyOf": [{"enum": known}, others]}
