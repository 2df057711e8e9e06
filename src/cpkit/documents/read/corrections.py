"""What to write instead of a value of the wrong type, as the document's format writes it."""

import json
import re
from typing import Any, TypeGuard

from cpkit.documents.formats import Format
from cpkit.schema.json_types import is_map
from cpkit.schema.shapes import (
    Boolean,
    Shape,
    StringList,
    StringLists,
    Structure,
    StructureList,
    TagMap,
)
from cpkit.schema.shapes.string_lists import split
from cpkit.schema.value import members_of

__all__ = ["corrected", "item_shape"]

_PLAIN = re.compile(r"[A-Za-z][\w.]*", re.ASCII)
_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "on", "y", "1", "enabled"), "true"),
    **dict.fromkeys(("false", "no", "off", "n", "0", "disabled"), "false"),
}
"""What people write for true and false; YAML 1.1 reads some of it so."""
_ADVICE = re.compile(r"(?:; (?:write|add it) .*)?\.$", re.DOTALL)
"""The end of a message: advice, if it has any."""


def corrected(
    message: str, shape: Shape, value: Any, siblings: list[Any] | None, text_format: Format
) -> str:
    """Return the message about a value of the wrong type, with advice that can be pasted.

    Args:
        message: What is wrong; the advice in it is for Python.
        shape: What the value must be.
        value: The value.
        siblings: The items of the list that the value stands in, if it does.
        text_format: The format of the document.
    """
    match shape, value:
        case Boolean(), str() | int() if (given := str(value).lower().strip()) in _BOOLEANS:
            advice = _BOOLEANS[given]
            if given == advice:
                advice += " without quotes"
        case TagMap(), list():
            advice = "each tag as " + ("KEY: VALUE" if text_format == "yaml" else '"KEY": "VALUE"')
        case StringList(), str() if siblings is None and _are_names(names := _as_list(value)):
            advice = _listed(names, text_format)
        case StringList() | Structure(), str() if siblings is not None and _are_names(
            names := _as_list(value)
        ):
            advice = _item(shape, names, text_format)
            if any(isinstance(each, list | dict) for each in siblings):
                advice += " where it is enough alone, or add it to the one before or after it"
        case StringLists() | StructureList(), str() | list() if _are_names(_as_list(value)):
            advice = _readings(item_shape(shape), _as_list(value), text_format)
        case (Structure(), list()) | (StringList(), {"Rule": list()}) if (
            siblings is not None and _are_names(names := _as_list(value))
        ):
            advice = _item(shape, names, text_format)
        case StructureList(), {"Rule": list()} if _are_names(names := _as_list(value)):
            advice = _in_list(_item(item_shape(shape), names, text_format), text_format)
        case _:
            return message
    return _ADVICE.sub(lambda _: f"; write {advice}.", message)


def item_shape(shape: StructureList | StringList | StringLists) -> Shape:
    """Return the shape of a list's items."""
    if isinstance(shape, StructureList):
        return Structure(shape.cls)
    return shape.items if isinstance(shape, StringLists) else shape.ITEM


def _readings(shape: Shape, names: list[str], text_format: Format) -> str:
    """Return both readings of a flat list, the likely one first."""
    together = _in_list(_item(shape, names, text_format), text_format)
    if len(names) == 1:
        return together
    items = [_item(shape, [name], text_format) for name in names]
    if text_format == "yaml":
        alone = f"{items[0]} for each that is enough alone"
    else:
        alone = f"[{', '.join(items)}] if each is enough alone"
    return f"{together} if all of them must match, or {alone}"


def _item(shape: Shape, names: list[str], text_format: Format) -> str:
    """Return a rule or a criterion of names, as an item of its list is written."""
    listed = _listed(names, text_format)
    name = members_of(shape.cls)[0].wire if isinstance(shape, Structure) else ""
    if text_format == "yaml":
        return f"- {name}: {listed}" if name else f"- {listed}"
    return f'{{"{name}": {listed}}}' if name else listed


def _in_list(item: str, text_format: Format) -> str:
    return item if text_format == "yaml" else f"[{item}]"


def _listed(names: list[str], text_format: Format) -> str:
    is_yaml = text_format == "yaml"
    written = (name if is_yaml and _PLAIN.fullmatch(name) else json.dumps(name) for name in names)
    return f"[{', '.join(written)}]"


def _as_list(value: Any) -> list[Any]:
    """Return the names in a list, a string or a rule."""
    if isinstance(value, str):
        return split(value)
    names: list[Any] = value["Rule"] if is_map(value) else value
    return names


def _are_names(values: list[Any]) -> TypeGuard[list[str]]:
    """Return whether values are attributes, as many and as long as a rule or a criterion has."""
    return 0 < len(values) <= _MOST_NAMES and all(map(_is_name, values))


def _is_name(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= StringList.ITEM.high


_MOST_NAMES = 20
