"""How settings become wire dicts: names are the wire's, ``None`` is left out, and all is plain."""

from collections.abc import Callable
from typing import Any

from cpkit.schema.clear import CLEAR
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
from cpkit.schema.value import Member, Value, members_of, per_class
from cpkit.wire.source import compiled

__all__ = ["writer"]


@per_class
def writer(cls: type[Value]) -> Callable[[Any], dict[str, Any]]:
    """Make what writes the objects of a class.

    What a user's own class adds is not the service's, and is left out. For a class with a required
    and an optional field the source is::

        def write(value):
            given = {}
            kept = value.s3_bucket_name
            given['S3BucketName'] = kept if type(kept) is str else plain(kept)
            kept = value.s3_key_name
            if kept is not None:
                given['S3KeyName'] = kept if type(kept) is str else plain(kept)
            return given
    """
    members = members_of(cls)
    lines = [
        "def write(value):",
        "    given = {}",
        *(f"    {line}" for entry in members for line in _giving(entry)),
        "    return given",
    ]
    names: dict[str, Any] = {"plain": str.__str__, "text_or_clear": _text_or_clear}
    for entry in members:
        if isinstance(entry.shape, Structure | StructureList):
            names[f"write_{entry.field}"] = writer(entry.shape.cls)
    return compiled(cls.__name__, lines, names)


def _giving(entry: Member) -> list[str]:
    written = _written(entry.shape).format(write=f"write_{entry.field}")
    give = f"given[{entry.wire!r}] = {written}"
    if entry.is_required:
        return [f"kept = value.{entry.field}", give]
    return [f"kept = value.{entry.field}", "if kept is not None:", f"    {give}"]


def _written(shape: Shape) -> str:
    """Write the expression that makes plain data of a kept value."""
    if isinstance(shape, String) and shape.clearable:
        return "kept if type(kept) is str else text_or_clear(kept)"
    return _EXPRESSIONS[type(shape)]


_EXPRESSIONS: dict[type[Shape], str] = {
    Structure: "{write}(kept)",
    StructureList: "[{write}(block) for block in kept]",
    Enum: "plain(kept)",
    Boolean: "kept",
    Integer: "kept if type(kept) is int else int(kept)",
    StringList: "[*kept]",
    StringLists: "[[*names] for names in kept]",
    Double: "kept if type(kept) is float else float(kept)",
    TagMap: "kept.to_dict()",
    String: "kept if type(kept) is str else plain(kept)",
}
"""What makes plain data of a kind's values, of those that were let past, too."""


def _text_or_clear(kept: Any) -> str:
    return "" if kept is CLEAR else str.__str__(kept)
