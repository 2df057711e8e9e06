"""Whether an answer's values have the types that the model says.

botocore converts what it reads instead: any value but ``true`` switches something off, a text where
a list belongs becomes its letters, and 1.5 becomes 1. Read so and sent back, such an answer would
destroy settings.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

__all__ = ["mistyped"]

_TEXT: Final[set[type]] = {str}
_TYPES: Final[Mapping[str, set[type]]] = {
    "blob": _TEXT,
    "boolean": {bool},
    "double": {float, int},
    "float": {float, int},
    "integer": {int},
    "list": {list},
    "long": {int},
    "map": {dict},
    "string": _TEXT,
    "structure": {dict},
    "timestamp": {float, int, str},
}
"""What JSON has for each type of the model; what is not here can be anything."""


def mistyped(value: object, shape: Any) -> str | None:
    """Find a value of another type than the model says.

    Nothing (``null``) stands for a member that is left out, and members that the model does not
    know can be anything: both may come from a service that is newer.

    Args:
        value: What was read from JSON.
        shape: Its shape in the model.

    Returns:
        The path of the first one; ``None`` where all is well.
    """
    path = _find(value, shape)
    return None if path is None else path.removeprefix(".")


def _find(value: object, shape: Any) -> str | None:
    allowed = _TYPES.get(shape.type_name)
    if value is None or allowed is None:
        return None
    if type(value) not in allowed:
        return ""
    inside = _INSIDE.get(shape.type_name)
    return None if inside is None else inside(value, shape)


def _in_structure(value: Any, shape: Any) -> str | None:
    members: Mapping[str, Any] = shape.members
    for name, item in cast("dict[str, object]", value).items():
        member = members.get(name)
        if member is not None and (path := _find(item, member)) is not None:
            return f".{name}{path}"
    return None


def _in_list(value: Any, shape: Any) -> str | None:
    return _in_items(enumerate(cast("list[object]", value)), value, shape.member)


def _in_map(value: Any, shape: Any) -> str | None:
    items = cast("dict[str, object]", value)
    return _in_items(items.items(), items.values(), shape.value)


def _in_items(named: Any, items: Any, shape: Any) -> str | None:
    # Nearly all lists and maps are of texts, which are told at once.
    if shape.type_name == "string" and set(map(type, items)) <= _TEXT:
        return None
    for name, item in named:
        if (path := _find(item, shape)) is not None:
            return f"[{name}]{path}" if isinstance(name, int) else path
    return None


_INSIDE: Final[Mapping[str, Callable[[Any, Any], str | None]]] = {
    "list": _in_list,
    "map": _in_map,
    "structure": _in_structure,
}
