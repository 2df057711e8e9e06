"""The pages about members: what each takes, and what it is called on the wire and in Python."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import cpkit
from cpkit import results
from cpkit.client.calls.rate_limit import QUOTAS
from cpkit.documents.describe.descriptions import class_description, field_descriptions, limits
from cpkit.documents.read.document import MAX_BYTES
from cpkit.documents.read.trees import MAX_DEPTH, MAX_NODES
from cpkit.problems import item, member
from cpkit.schema.shapes import Structure, StructureList
from cpkit.schema.value import Declared, Member, Value, members_of
from cpkit.wire.responses import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["limits_page", "wire_names_page"]


def limits_page() -> str:
    """Write the page of all members that one declares, with what each takes."""
    return "\n".join(
        [
            "# Limits",
            "",
            "What each member of UpdateDomain and CreateDomain takes, as the service's own model",
            "says it. AWS relaxes limits now and then: `cpkit.ignore_checks` lets pass what AWS",
            "allows and cpkit does not know yet.",
            "",
            "A name ends in `[0]` where a list holds it. Only DomainName is required in every",
            "request, and DefaultExpirationDays in CreateDomain; what is *required* below is so",
            "where its block is given.",
            "",
            *_members(cpkit.DomainSettings, ""),
            "## Requests",
            "",
            "How many requests a second the guide grants to an account, all its callers together.",
            "`cpkit.RateLimit` keeps under them.",
            "",
            "| operation | requests a second |",
            "|---|---|",
            *(f"| {operation} | {quota:g} |" for operation, quota in QUOTAS.items()),
            "",
            "## Documents",
            "",
            "What `cpkit.documents` reads is bounded well above what any settings need:",
            f"{MAX_BYTES >> 20} MiB, {MAX_NODES:,} values, and maps and lists {MAX_DEPTH} deep.",
            "",
        ]
    )


def _members(cls: type[Value], path: str) -> Iterator[str]:
    """Write the table of a class, and then those of the blocks in it."""
    meanings = field_descriptions(cls)
    yield from (f"## {path or cls.__name__}", "", class_description(cls).replace("`", ""), "")
    yield from ("| member | takes | meaning |", "|---|---|---|")
    for entry in members_of(cls):
        need = "required; " if entry.is_required else ""
        takes = limits(entry.shape)
        if (place := _place_below(entry, path)) is not None:
            takes = f"[{takes}](#{re.sub('[^a-z0-9]', '', place.lower())})"
        yield f"| `{entry.wire}` | {need}{takes} | {meanings.get(entry.field, '')} |"
    yield ""
    for entry in members_of(cls):
        if isinstance(entry.shape, Structure | StructureList) and (
            place := _place_below(entry, path)
        ):
            yield from _members(entry.shape.cls, place)


def _place_below(entry: Member, path: str) -> str | None:
    """Write where the members of a block are; nothing for what has none."""
    place = member(path, entry.wire)
    match entry.shape:
        case Structure():
            return place
        case StructureList():
            return item(place, 0)
        case _:
            return None


def wire_names_page() -> str:
    """Write the page of all names, as Python and as the wire have them."""
    values = [
        value
        for module in (cpkit, results)
        for name in module.__all__
        if inspect.isclass(value := getattr(module, name)) and issubclass(value, Value)
    ]
    declared = [value for value in values if issubclass(value, Declared)]
    observed = [value for value in values if not issubclass(value, Declared)]
    return "\n".join(
        [
            "# Wire names",
            "",
            "A field's name is the wire's in snake_case, and is computed: `s3_bucket_name` is",
            "`S3BucketName`. Classes are named as the service's shapes, without *Request*,",
            "*Response* and *Config*.",
            "",
            "A field of `Domain` that is a part of a block is listed with the path of that part in",
            "a response; its settings are a [`DomainSettings`](#domainsettings).",
            "",
            "## Declared",
            "",
            *(line for cls in declared for line in _names(cls)),
            "## Observed",
            "",
            *(line for cls in observed for line in _names(cls)),
        ]
    )


def _names(cls: type[Value]) -> Iterator[str]:
    yield from (f"### {cls.__name__}", "", "| Python | wire |", "|---|---|")
    for entry in members_of(cls):
        wire = entry.wire
        if cls is cpkit.Domain:
            if entry.field == "settings":
                continue
            wire = ".".join(PLACES.get(entry.field, (wire,)))
        yield f"| `{entry.field}` | `{wire}` |"
    yield ""
