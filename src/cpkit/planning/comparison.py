"""Why two values are not equal, without secrets: what the pytest plug-in explains."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import attrs

from cpkit.models.settings import DomainSettings
from cpkit.planning.diff import diff
from cpkit.schema.clear import CLEAR
from cpkit.schema.frozen import Tags
from cpkit.schema.json_types import is_sequence
from cpkit.schema.shapes import SHAPE
from cpkit.schema.value import Value

__all__ = ["explanation"]

_LONGEST = 200
"""How many characters of a value stand in the first line."""


def explanation(left: object, right: object) -> list[str] | None:
    """Return why two values are not equal, one difference a line.

    pytest would look into the fields of a class, and show what its ``repr`` hides. So this explains
    cpkit's values, and those of a user's own classes that have such a value in a field.

    Args:
        left: What stands left of ``==``.
        right: What stands right of it.

    Returns:
        The lines, the whole comparison first; ``None`` where no value of cpkit is concerned.
    """
    if not (_is_concerned(left) or _is_concerned(right)):
        return None
    lines = [*_differences(left, right, "")]
    if isinstance(left, DomainSettings) and isinstance(right, DomainSettings):
        changes = [str(change) for change in diff(left, right)]
        lines = changes or [*lines, "Both mean the same: a plan from one to the other is empty."]
    return [f"{_short(left)} == {_short(right)}", "", *lines]


def _is_concerned(value: object) -> bool:
    if type(value).__module__.startswith("cpkit."):
        return True
    return any(_is_concerned(below) for _, below, _ in _fields(value))


def _fields(value: object) -> Iterator[tuple[str, Any, bool]]:
    """Yield the fields of a class that pytest looks into: name, value, whether it is hidden."""
    cls = type(value)
    if attrs.has(cls):
        for field in attrs.fields(cls):
            shape = field.metadata.get(SHAPE)
            is_hidden = not field.repr or (shape is not None and shape.secret)
            if field.eq:
                yield field.name, getattr(value, field.name), is_hidden
    elif dataclasses.is_dataclass(value):
        for entry in dataclasses.fields(value):
            yield entry.name, getattr(value, entry.name), not entry.repr
    elif is_sequence(value):
        for name in getattr(value, "_fields", ()):
            yield name, getattr(value, name), False


def _differences(left: Any, right: Any, path: str) -> Iterator[str]:
    if type(left) is type(right) and _is_open(left):
        for (name, old, is_hidden), (_, new, _) in zip(_fields(left), _fields(right), strict=True):
            place = f"{path}.{name}".removeprefix(".")
            if old != new and is_hidden:
                yield f"{place}: {_hidden(old)} != {_hidden(new)}"
            elif old != new:
                yield from _differences(old, new, place)
    elif is_sequence(left) and is_sequence(right) and len(left) == len(right):
        for index, (old, new) in enumerate(zip(left, right, strict=True)):
            if old != new:
                yield from _differences(old, new, f"{path}[{index}]")
    else:
        yield f"{path}: {_short(left)} != {_short(right)}".removeprefix(": ")


def _is_open(value: object) -> bool:
    """Return whether a value's fields are compared one by one."""
    is_ours = type(value).__module__.startswith("cpkit.")
    return any(True for _ in _fields(value)) and (not is_ours or isinstance(value, Value))


def _hidden(value: object) -> str:
    # Of tags, which are a map of their own, a repr shows the keys alone.
    return repr(value) if value is None or value is CLEAR or isinstance(value, Tags) else "<hidden>"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
