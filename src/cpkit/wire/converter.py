"""cpkit's classes in a cattrs converter: cpkit's own, or a user's.

cattrs alone converts what must be rejected, and stops at the first mistake of a kind. So it gets
hooks that read and write our classes (`cpkit.wire.fast`, `cpkit.wire.inspect`), and composes them
with whatever contains them.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeGuard, TypeVar

import attrs
from cattrs import BaseConverter, Converter

from cpkit.errors import ValidationError
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes import RejectedError
from cpkit.schema.value import Declared, Value, per_class, root_path
from cpkit.wire.fast import reader, writer
from cpkit.wire.inspect import validate
from cpkit.wire.responses import read_response

__all__ = ["configure_converter", "structure_hook", "unstructure_hook"]

_Value = TypeVar("_Value", bound=Value)
_Declared = TypeVar("_Declared", bound=Declared)


def configure_converter(converter: BaseConverter) -> None:
    """Let a cattrs converter read and write cpkit's classes, as `from_wire` and `to_wire` do.

    They can then be part of other classes, lists and unions that the converter knows. Where it
    has cattrs' detailed validation, a `ValidationError` arrives inside cattrs' exception groups.

    Args:
        converter: Any converter, such as one of ``cattrs.preconf``; it is changed.

    Example:
        >>> import attrs, cattrs
        >>> from cpkit import DomainSettings, configure_converter
        >>> @attrs.frozen
        ... class Shop:
        ...     owner: str
        ...     domains: list[DomainSettings]
        >>> converter = cattrs.Converter()
        >>> configure_converter(converter)
        >>> shop = converter.structure({"owner": "me", "domains": [{"DomainName": "a"}]}, Shop)
        >>> shop.domains
        [DomainSettings(domain_name='a')]
        >>> converter.unstructure(shop)
        {'owner': 'me', 'domains': [{'DomainName': 'a'}]}
    """
    converter.register_structure_hook_factory(_is_value, _structure)
    converter.register_unstructure_hook_factory(_is_value, _unstructure)


@per_class
def structure_hook(cls: type[_Value]) -> Callable[[Any, Any], _Value]:
    """Return the converter's hook that reads a class."""
    return _converter().get_structure_hook(cls)


@per_class
def unstructure_hook(cls: type[Declared]) -> Callable[[Any], dict[str, Any]]:
    """Return the converter's hook that writes a class."""
    return _converter().get_unstructure_hook(cls)


@cache
def _converter() -> Converter:
    converter = Converter()
    configure_converter(converter)
    return converter


def _is_value(cls: Any) -> TypeGuard[type[Value]]:
    return isinstance(cls, type) and issubclass(cls, Value) and attrs.has(cls)


def _structure(cls: type[_Value]) -> Callable[[Any, Any], _Value]:
    if not issubclass(cls, Declared):
        return lambda response, _: read_response(cls, response)
    read = reader(cls)

    def structure(given: Any, _: object) -> Any:
        try:
            return read(given)
        except RejectedError:
            return _inspect(cls, given)

    return structure


def _inspect(cls: type[_Declared], given: Any) -> _Declared:
    collector = ProblemCollector.for_construction()
    value = validate(cls, given, root_path(cls), collector)
    if collector.problems or value is None:
        raise ValidationError(collector.problems)
    return value


def _unstructure(cls: type[Value]) -> Callable[[Any], dict[str, Any]]:
    if issubclass(cls, Declared):
        return writer(cls)

    def unstructure(_: object) -> dict[str, Any]:
        raise TypeError(
            f"must be settings or a part of them, not {cls.__name__}; use domain.settings"
        )

    return unstructure
