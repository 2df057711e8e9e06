"""Values that data frames are made of."""

import dataclasses
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from cpkit.schema.value import Value, per_class

__all__ = ["Tabular"]


@per_class
def _dataclass_like(cls: type[Value]) -> Any:
    """Make a dataclass with the same fields, to take its description from."""
    annotations = [(attribute.name, attribute.type or Any) for attribute in attrs.fields(cls)]
    return dataclasses.make_dataclass(
        cls.__name__, annotations, init=False, repr=False, eq=False, frozen=True
    )


class _Described:
    """Take a part of the description on first use: who needs no table pays nothing."""

    def __set_name__(self, _: type[Value], name: str) -> None:
        self.name = name

    def __get__(self, _: Value | None, owner: type[Value]) -> Any:
        if owner is Tabular:  # it has no fields; whoever lists its attributes goes on
            raise AttributeError(self.name)
        return getattr(_dataclass_like(owner), self.name)


class Tabular(Value):
    """Stand above observed values that tables are made of.

    `dataclasses.asdict` takes them, and so do the constructors of data frames: pandas and polars
    make a column of each field.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, "dataclasses.Field[Any]"]]
    else:
        __dataclass_fields__ = _Described()
        __dataclass_params__ = _Described()  # pprint asks for it
