"""Values that tables are made of: in data frames, and as they are shown in a notebook."""

import dataclasses
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from cpkit.display import Cell, Page, Row, Section, as_html
from cpkit.models.plain import is_sequence
from cpkit.models.value import Value, per_class

__all__ = ["Tabular", "facts_of", "table_of"]


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
        return getattr(_dataclass_like(owner), self.name)


class Tabular(Value):
    """Stand above observed values that tables are made of.

    `dataclasses.asdict` takes them, and so do the constructors of data frames: pandas and polars
    make a column of each field. A notebook shows one as a table.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, "dataclasses.Field[Any]"]]
    else:
        __dataclass_fields__ = _Described()
        __dataclass_params__ = _Described()  # pprint asks for it

    def _repr_html_(self) -> str:
        """Show the fields as a table, everything escaped; the text beside it is the `repr`."""
        return as_html(Page(type(self).__name__, (facts_of(self, "Members"),)))


def facts_of(value: Value, title: str, *, without: Iterable[str] = ()) -> Section:
    """List the fields of a value that are given.

    Args:
        value: The value.
        title: What the list is.
        without: Fields to leave out.

    Returns:
        A row for each field.
    """
    shown = [
        (attribute.name, _text(getattr(value, attribute.name)))
        for attribute in attrs.fields(type(value))
        if attribute.name not in {*without}
    ]
    rows = (_row(name, text) for name, text in shown if text)
    return Section(title, ("member", "value"), tuple(rows))


def table_of(items: Iterable[object], title: str) -> Section:
    """Make a table of values of one class, or of texts.

    Args:
        items: The values.
        title: What the table is.

    Returns:
        A row for each value, a column for each field.
    """
    values = tuple(items)
    first = values[0] if values else None
    if not isinstance(first, Value):
        return Section(title, ("id",), tuple(_row(_text(item)) for item in values))
    names = tuple(attribute.name for attribute in attrs.fields(type(first)))
    rows = (_row(*(_text(getattr(item, name)) for name in names)) for item in values)
    return Section(title, names, tuple(rows))


def _row(*texts: str) -> Row:
    return Row("plain", tuple(Cell(text) for text in texts))


def _text(value: Any) -> str:
    """Write a value for somebody to read; what is not given is empty."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if is_sequence(value):
        return ", ".join(map(_text, value))
    if isinstance(value, Value):
        fields = [attribute.name for attribute in attrs.fields(type(value))]
        given = [(name, _text(getattr(value, name))) for name in fields]
        return ", ".join(f"{name}: {text}" for name, text in given if text)
    return str(value)
