"""Values that tables are made of: what takes dataclasses takes these as well."""

import dataclasses
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from cpkit.models.value import Value, per_class

__all__ = ["Tabular"]


@per_class
def _dataclass_fields(cls: type[Value]) -> dict[str, "dataclasses.Field[Any]"]:
    """Describe the fields of a class as those of a dataclass with the same annotations."""
    annotations = [(attribute.name, attribute.type or Any) for attribute in attrs.fields(cls)]
    made: Any = dataclasses.make_dataclass(cls.__name__, annotations)
    fields: dict[str, dataclasses.Field[Any]] = made.__dataclass_fields__
    return fields


class _DataclassFields:
    """Make the description on first use: who needs no table pays nothing."""

    def __get__(self, _: Value | None, owner: type[Value]) -> dict[str, "dataclasses.Field[Any]"]:
        return _dataclass_fields(owner)


class Tabular(Value):
    """Stand above observed values of which there are many.

    `dataclasses.asdict` takes them, and so do the constructors of data frames: pandas and polars
    make a column of each field.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, "dataclasses.Field[Any]"]]
    else:
        __dataclass_fields__ = _DataclassFields()
