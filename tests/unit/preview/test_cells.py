"""Tests of columns of Python values."""

from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl
import pytest

from cpkit.preview.cells import as_column, as_typed, has_pairs, is_missing, read_attributes

pd: Any = import_module("pandas")  # which comes without types


@pytest.mark.parametrize("value", [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT])
def test_is_missing_when_a_cell_is_empty_then_true(value: object) -> None:
    """Whatever writes that there is nothing."""
    assert is_missing(value)


@pytest.mark.parametrize("value", ["", "nan", 0, 0.0, False])
def test_is_missing_when_a_cell_has_something_then_false(value: object) -> None:
    """An empty text is a text; what it means is decided later."""
    assert not is_missing(value)


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        (["a", None], pl.String(), ["a", None]),
        ([], pl.String(), []),
        ([None, float("nan")], pl.String(), [None, None]),
        (["a", 1], pl.Int64(), ["a", "1"]),
        ([np.int64(1)], pl.Int64(), ["1"]),
        ([True, False], pl.String(), ["true", "false"]),
        ([True, 1], pl.Int64(), ["true", "1"]),
        ([UUID(int=1)], pl.String(), ["00000000-0000-0000-0000-000000000001"]),
        ([1, 1.5], pl.Float64(), [None, None]),
        ([Decimal(1)], pl.Float64(), [None]),
        ([date(2024, 1, 1)], pl.Datetime(), [None]),
        ([datetime(2024, 1, 1)], pl.Datetime(), [None]),  # noqa: DTZ001 - as frames have them
        ([{"a": 1}, "a"], pl.Struct([]), [None, None]),
        ([["a"]], pl.List(pl.String), [None]),
        ([b"a"], pl.Binary(), [None]),
        ([object()], pl.Object(), [None]),
        (["\ud800", "a"], pl.Unknown(), [None, None]),
    ],
)
def test_as_column_when_values_are_mixed_then_the_worst_type(
    values: list[Any], kind: pl.DataType, texts: list[str | None]
) -> None:
    """What can be compared as text is kept, and what cannot is left to be complained of."""
    column, found = as_column(values)

    assert (kind, texts) == (found, column.to_list())


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ({"a": "1"}, {"a": "1"}),
        ([{"key": "a", "value": "1"}], {"a": "1"}),
        ('{"a": "1", "b": 2}', {"a": "1", "b": 2}),
        ("{a=1, b=2}", {"a": "1", "b": "2"}),
        ("{a=1, 2, b=x=y}", {"a": "1, 2", "b": "x=y"}),
        ("{a=, b=}", {"a": "", "b": ""}),
        ("a=1", {"a": "1"}),
        ("{}", {}),
        ("text", {}),
        ("[1]", {}),
        ("[" * 100_000, {}),
        (5, {}),
    ],
)
def test_read_attributes_when_they_come_in_any_form_then_one_mapping(
    cell: object, expected: dict[str, Any]
) -> None:
    """A value ends where a comma, the next name and = follow."""
    assert expected == read_attributes(cell)


def test_has_pairs_when_a_text_is_no_json_then_true() -> None:
    """That is where it is not certain how a value ends."""
    assert [True, False, False, False] == [
        has_pairs(cell) for cell in ("{a=1}", '{"a": 1}', "{}", {"a": 1})
    ]


@pytest.mark.parametrize(
    ("values", "texts"),
    [(["a", 1, True, None], ["a", "1", "true", None]), ([UUID(int=1)], [str(UUID(int=1))])],
)
def test_as_typed_when_there_is_no_one_type_then_texts(
    values: list[Any], texts: list[str | None]
) -> None:
    """Whatever a column holds can be shown."""
    assert texts == as_typed(values).to_list()


def test_as_typed_when_cells_have_one_type_then_they_keep_it() -> None:
    """Half a character cannot be kept."""
    assert pl.Int64() == as_typed([1, None]).dtype
    assert ["a?"] == as_typed(["a\ud800"]).to_list()
