"""Tests of inputs: every form is the same to the engine."""

from importlib import import_module
from typing import Any

import polars as pl
import pytest

from cpkit import preview
from cpkit.errors import ValidationError
from tests.support.preview_profiles import groups_of, rules

pd: Any = import_module("pandas")  # which comes without types

ROWS: list[dict[str, Any]] = [
    {"ProfileId": "a", "FirstName": "x", "Address": {"City": "c"}, "Other": 1},
    {"ProfileId": "b", "FirstName": "x", "Address": {"City": "c"}, "Other": 2},
    {"ProfileId": "c", "FirstName": None, "Address": None, "Other": 3},
]
RULES = rules(["FirstName", "Address.City"])


class Stream:
    """Something that gives a stream of Arrow and is nothing that is known by name."""

    def __init__(self, frame: pl.DataFrame) -> None:
        """Hold a frame."""
        self._frame: Any = frame

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return the frame's own stream."""
        return self._frame.__arrow_c_stream__(requested_schema)


FORMS: dict[str, Any] = {
    "polars": pl.DataFrame(ROWS),
    "polars-lazy": pl.LazyFrame(ROWS),
    "dicts": ROWS,
    "tuple": tuple(ROWS),
    "pandas": pd.DataFrame(ROWS),
    "pandas-flat": pd.json_normalize(ROWS),
    "stream": Stream(pl.DataFrame(ROWS)),
}


@pytest.mark.parametrize("form", FORMS)
def test_evaluate_when_profiles_have_any_form_then_the_same(form: str) -> None:
    """Frames, streams and lists."""
    assert [["a", "b"]] == groups_of(preview.evaluate(FORMS[form], RULES))


def test_evaluate_when_a_frame_has_no_rows_then_an_empty_preview() -> None:
    """Its columns are there."""
    empty = pl.DataFrame(schema={"ProfileId": pl.String, "FirstName": pl.String})

    found = preview.evaluate(empty, rules(["FirstName"]))

    assert 0 == found.members.height
    assert [0] == found.levels["profiles"].to_list()


def test_evaluate_when_a_list_is_empty_then_its_columns_are_missing() -> None:
    """An empty list has no columns."""
    with pytest.raises(ValidationError, match="there is no column 'ProfileId'"):
        preview.evaluate([], rules(["FirstName"]))


def test_evaluate_when_pandas_has_nothing_that_is_wanted_then_its_names_are_known() -> None:
    """A problem can offer them."""
    with pytest.raises(ValidationError, match="did you mean 'profileid'"):
        preview.evaluate(pd.DataFrame({"profileid": ["a"]}), RULES)


@pytest.mark.parametrize("given", [5, None, b"x", [1], {"a": 1}, [ROWS[0], 1]])
def test_evaluate_when_profiles_have_no_known_form_then_a_type_error(given: Any) -> None:
    """The error names the type, and nothing that it holds."""
    with pytest.raises(TypeError, match="profiles: must be a path") as caught:
        preview.evaluate(given, RULES)

    assert type(given).__name__ in str(caught.value)


class Broken:
    """A stream of Arrow that fails, and quotes a profile as it does."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Fail."""
        raise RuntimeError(f"cannot read geheim@example.com {requested_schema or ''}")


def quoting(cells: pl.Series) -> pl.Series:
    """Fail as a user's function would."""
    raise RuntimeError(f"cannot use geheim@example.com in {cells.name}")


LAZY = pl.LazyFrame(ROWS)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (Broken(), "RuntimeError"),
        (LAZY.with_columns(pl.col("geheim")), "ColumnNotFoundError"),
        (
            LAZY.with_columns(pl.col("FirstName").map_batches(quoting, return_dtype=pl.String)),
            "RuntimeError|ComputeError",  # as what older versions of Polars raise in its place
        ),
    ],
    ids=["stream", "query", "function"],
)
def test_evaluate_when_reading_fails_then_nothing_of_a_profile_is_said(
    given: Any, kind: str
) -> None:
    """A stream or a query raises what it likes, and that may quote what it has read."""
    with pytest.raises(ValidationError, match=rf"profiles: cannot be read \({kind}\)") as caught:
        preview.evaluate(given, RULES)

    assert "geheim" not in str(caught.value)
    assert (None, None) == (caught.value.__context__, caught.value.__cause__)


def test_evaluate_when_memory_runs_out_then_that_is_raised() -> None:
    """It is no fault of the profiles."""

    class Large:
        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            raise MemoryError(requested_schema)

    with pytest.raises(MemoryError):
        preview.evaluate(Large(), RULES)


def test_merged_when_columns_of_pandas_have_one_name_then_none_is_lost() -> None:
    """No rule reads them, so they are no problem; each has values of its own."""
    frame = pd.DataFrame(
        [["a", "x", 1, "1", "2"], ["b", "x", 2, "1", "3"]],
        columns=["ProfileId", "FirstName", "Day", "Note", "Note"],
    )

    merged = preview.evaluate(frame, rules(["FirstName"]), updated="Day").merged()

    assert [("Note_duplicated_0", "3", ["2"])] == (
        merged.values.filter(pl.col("field") != "Day").select("field", "winner", "lost").rows()
    )
