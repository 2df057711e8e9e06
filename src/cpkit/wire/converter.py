"""The cattrs converter between values and wire dicts.

Names are renamed by one function, ``None`` is left out, and each field's kind says how its values
look on the wire. Structuring is strict: see `cpkit.wire.reading`.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeGuard, TypeVar

import attrs
from cattrs import Converter
from cattrs.fns import identity
from cattrs.gen import make_dict_unstructure_fn, override

from cpkit.models.clear import CLEAR
from cpkit.models.frozen import Tags
from cpkit.models.kinds import (
    Block,
    Blocks,
    Choice,
    Integer,
    Kind,
    Names,
    NamesList,
    Number,
    TagMap,
    Text,
)
from cpkit.models.value import Declared, members_of, per_class
from cpkit.wire.reading import reader

__all__ = ["make_converter", "structure_hook", "unstructure_hook"]

_Declared = TypeVar("_Declared", bound=Declared)


@per_class
def structure_hook(cls: type[_Declared]) -> Callable[[Any, Any], _Declared]:
    """Give the converter's hook that reads a class; it raises `RefusedError`."""
    return make_converter().get_structure_hook(cls)


@per_class
def unstructure_hook(cls: type[Declared]) -> Callable[[Any], dict[str, Any]]:
    """Give the converter's hook that writes a class."""
    return make_converter().get_unstructure_hook(cls)


@cache
def make_converter() -> Converter:
    """Make the converter, once; it knows every class that can be declared."""
    converter = Converter()
    converter.register_structure_hook_factory(_is_declared, reader)
    converter.register_unstructure_hook_factory(_is_declared, partial(_make_writer, converter))
    return converter


def _is_declared(cls: Any) -> TypeGuard[type[Declared]]:
    return isinstance(cls, type) and issubclass(cls, Declared) and attrs.has(cls)


def _make_writer(converter: Converter, cls: type[Declared]) -> Callable[[Any], dict[str, Any]]:
    # What a user's own class adds is not the service's.
    fields: dict[str, Any] = {name: override(omit=True) for name in attrs.fields_dict(cls)}
    fields |= {
        entry.field: override(
            rename=entry.wire, unstruct_hook=_writer(entry.kind, converter), omit_if_default=True
        )
        for entry in members_of(cls)
    }
    return make_dict_unstructure_fn(cls, converter, **fields)


def _writer(kind: Kind, converter: Converter) -> Callable[[Any], Any]:
    """Give what writes the values of a kind."""
    if isinstance(kind, Block):
        return converter.get_unstructure_hook(kind.cls)
    if isinstance(kind, Blocks):
        write = converter.get_unstructure_hook(kind.cls)
        return lambda blocks: [*map(write, blocks)]
    if isinstance(kind, NamesList):
        return lambda lists: [*map(list, lists)]
    if isinstance(kind, Text) and kind.clearable:
        return lambda text: "" if text is CLEAR else str.__str__(text)
    return _WRITERS.get(type(kind), identity)


_WRITERS: dict[type[Kind], Callable[[Any], Any]] = {
    Names: list,
    TagMap: Tags.to_dict,
    Choice: str.__str__,
    Text: str.__str__,
    Integer: int,
    Number: float,
}
"""What makes plain data of a kind's values, of those that were let past, too."""
