"""Values as a notebook shows them: names as in Python, and no secrets."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import attrs

from cpkit.display import Cell, Page, Row, Section, as_html
from cpkit.schema.json_types import is_sequence
from cpkit.schema.shapes import SHAPE

__all__ = ["as_tables", "table_of", "tables_of"]

_MOST_NAMES = 20
"""How many names one cell lists; a person reads no more."""


def as_tables(value: Any) -> str:
    """Return a value as HTML: the fields that are given, under their names in Python.

    Args:
        value: A value of any class of the model.

    Returns:
        One element, everything in it escaped; it hides keys, queue URLs and tag values.
    """
    name = getattr(value, "domain_name", None)
    title = type(value).__name__ if name is None else f"{type(value).__name__} {name}"
    return as_html(Page(title, tuple(tables_of(value))))


def tables_of(value: Any, path: str = "", *, without: Iterable[str] = ()) -> Iterator[Section]:
    """Yield the tables of a value: its members, then the blocks of settings, then lists.

    Args:
        value: A value of any class of the model.
        path: Its path in what is shown.
        without: Fields to leave out.

    Yields:
        The tables, without fields that are not given.
    """
    left_out = {*without}
    members: list[Row] = []
    below: list[Section] = []
    for field in _fields(value):
        if not field.repr or field.name in left_out:
            continue
        given = getattr(value, field.name)
        place = f"{path}.{field.name}".removeprefix(".")
        if _is_document(given):
            below.extend(tables_of(given, place))
        elif _are_records(given):
            below.append(table_of(given, place))
        elif _is_document(value) and len(rows := _rows("", given)) > 1:
            below.append(_section(place, rows, is_detail=True))
        else:
            members.extend(_rows(field.name, given, is_secret=_is_secret(field)))
    yield _section(path, members)
    yield from below


def table_of(items: Iterable[object], title: str) -> Section:
    """Return a table of values of one class, or of strings.

    Args:
        items: The values.
        title: The table's title.

    Returns:
        A row for each value, a column for each field.
    """
    values = tuple(items)
    if not _are_records(values):
        return Section(title, ("id",), tuple(_row(_text(value)) for value in values))
    names = tuple(field.name for field in _fields(values[0]))
    rows = (_row(*(_inline(getattr(value, name)) for name in names)) for value in values)
    return Section(title, names, tuple(rows))


def _fields(value: object) -> "tuple[attrs.Attribute[Any], ...]":
    """Return the fields of a value of the model; anything else has none."""
    cls: type[Any] = type(value)
    return attrs.fields(cls) if attrs.has(cls) else ()


def _is_document(value: object) -> bool:
    return getattr(value, "IS_DOCUMENT", False)


def _are_records(given: Any) -> bool:
    """Return whether it is values of several fields each; rules, of one, are lists of names."""
    return is_sequence(given) and len(given) > 0 and len(_fields(given[0])) > 1


def _is_secret(field: "attrs.Attribute[Any]") -> bool:
    return SHAPE in field.metadata and field.metadata[SHAPE].secret


def _section(title: str, rows: Iterable[Row], *, is_detail: bool = False) -> Section:
    return Section(title, ("", ""), tuple(rows), is_detail=is_detail)


def _row(*texts: str) -> Row:
    return Row("plain", tuple(Cell(text) for text in texts))


def _rows(name: str, given: Any, *, is_secret: bool = False) -> list[Row]:
    return [_row(*fact) for fact in _facts(name, given, is_secret=is_secret)]


def _inline(given: Any) -> str:
    """Return a value and all below it in one line."""
    facts = _facts("", given)
    return ", ".join(f"{name}: {text}" if name else text for name, text in facts)


def _facts(name: str, given: Any, *, is_secret: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what is given, down to single values and lists of names, each with its path."""
    if given is None or given == ():
        return
    fields = _fields(given)
    if fields:
        only = getattr(given, fields[0].name) if len(fields) == 1 else None
        if is_sequence(only):
            yield from _facts(name, only)
            return
        for field in fields:
            place = f"{name}.{field.name}".removeprefix(".")
            yield from _facts(place, getattr(given, field.name), is_secret=_is_secret(field))
    elif is_sequence(given) and not isinstance(given[0], str):
        for index, below in enumerate(given):
            yield from _facts(f"{name}[{index}]", below)
    else:
        yield name, "<hidden>" if is_secret and isinstance(given, str) else _text(given)


def _text(value: Any) -> str:
    """Return a single value, or a list of names, for a person to read."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if is_sequence(value):
        more = [f"and {len(value) - _MOST_NAMES} more"] if len(value) > _MOST_NAMES else []
        return ", ".join([*value[:_MOST_NAMES], *more])
    # Of tags, which are a map, this shows the keys alone.
    return repr(value)
