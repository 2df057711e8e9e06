"""A document to fill in, with every member that there is."""

import json
import textwrap
from collections.abc import Iterator

from cpkit.documents.describe.descriptions import class_description, field_descriptions, limits
from cpkit.documents.formats import Format, check_format
from cpkit.documents.read.trees import JSONValue
from cpkit.documents.write.yaml_writer import yaml_lines
from cpkit.models import DomainSettings
from cpkit.problems import item, member
from cpkit.schema.shapes import Shape, StringList, StringLists, Structure, StructureList, TagMap
from cpkit.schema.signatures import explained
from cpkit.schema.value import Member, Value, members_of

__all__ = ["skeleton"]

_WIDTH = 92
"""Where a comment's lines end, less the deepest indent."""


@explained
def skeleton(*, format: Format) -> str:  # noqa: A002 - what one calls it
    """Return a document that has every member, to be filled in.

    Every value is null: `loads` and the AWS CLI reject what is left so, and no placeholder is ever
    sent, clears a key or queue, or switches merging on. Fill in what is wanted and remove the
    rest, which is then left alone.

    Args:
        format: ``"yaml"``, with the meaning and limits of each member as comments, or ``"json"``.

    Returns:
        The document; it ends with a line's end.

    Raises:
        ValueError: There is no such format.

    Example:
        >>> from cpkit.documents import skeleton
        >>> for line in skeleton(format="yaml").splitlines()[:4]:
        ...     print(line)
        # Fill in what is null, and remove what is to be left alone.
        # The domain's name, 1 to 64 letters, digits, _ and -.
        # required: a string of 1 to 64 characters, which must consist of letters, digits, _ and -
        DomainName: null
    """
    check_format(format)
    blank = _blank(Structure(DomainSettings))
    if format == "json":
        return json.dumps(blank, indent=2) + "\n"
    notes = dict(_notes(DomainSettings, ""))
    return "\n".join(
        [
            "# Fill in what is null, and remove what is to be left alone.",
            *yaml_lines(blank, notes),
            "",
        ]
    )


def _blank(shape: Shape) -> JSONValue:
    """Return a value of a shape with nothing in it."""
    match shape:
        case Structure():
            return {entry.wire: _blank(entry.shape) for entry in members_of(shape.cls)}
        case StructureList():
            return [_blank(Structure(shape.cls))]
        case StringLists():
            return [_blank(shape.items)]
        case StringList():
            return [None]
        case TagMap():
            return {"KEY": None}
        case _:
            return None


def _notes(cls: type[Value], path: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the comment above each member."""
    descriptions = field_descriptions(cls)
    for entry in members_of(cls):
        place = member(path, entry.wire)
        yield place, [*_note(entry, descriptions.get(entry.field, ""))]
        if isinstance(entry.shape, Structure):
            yield from _notes(entry.shape.cls, place)
        elif isinstance(entry.shape, StructureList):
            yield from _notes(entry.shape.cls, item(place, 0))


def _note(entry: Member, description: str) -> Iterator[str]:
    if isinstance(entry.shape, Structure):
        description = class_description(entry.shape.cls)
    need = "required" if entry.is_required else "optional"
    for paragraph in (description, f"{need}: {limits(entry.shape)}"):
        yield from textwrap.wrap(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)
