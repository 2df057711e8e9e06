"""The cattrs converter between values and wire dicts, with functions of our own for each class.

cattrs alone converts what should be refused, stops at the first mistake of a kind, and compares
each field with its default. So it is told how our classes are read (`cpkit.wire.readers`) and
written (`cpkit.wire.writers`), and composes them with whatever holds them.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeGuard, TypeVar

import attrs
from cattrs import Converter

from cpkit.schema.value import Declared, per_class
from cpkit.wire.readers import reader
from cpkit.wire.writers import writer

__all__ = ["make_converter", "structure_hook", "unstructure_hook"]

_Declared = TypeVar("_Declared", bound=Declared)


@per_class
def structure_hook(cls: type[_Declared]) -> Callable[[Any, Any], _Declared]:
    """Give the converter's hook that reads a class; it raises `RejectedError`."""
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
    converter.register_unstructure_hook_factory(_is_declared, writer)
    return converter


def _is_declared(cls: Any) -> TypeGuard[type[Declared]]:
    return isinstance(cls, type) and issubclass(cls, Declared) and attrs.has(cls)
