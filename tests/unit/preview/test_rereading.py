"""Tests of profiles that are read again."""

from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cpkit import AttributeTypesSelector, preview
from cpkit.errors import ValidationError
from tests.support.preview_profiles import people, rules

SOME = people({"FirstName": "x", "LastName": "1"}, {"FirstName": "x", "LastName": "2"})


def test_reading_again_when_the_input_is_a_stream_then_the_error_says_what_to_pass() -> None:
    """A stream of Arrow can be read but once."""
    pyarrow: Any = import_module("pyarrow")  # which comes without types
    stream = pyarrow.Table.from_pylist(SOME.to_dicts()).to_reader()
    found = preview.evaluate(stream, rules(["FirstName"]))

    with pytest.raises(ValidationError, match="profiles: must give the same rows when they are"):
        found.disagreements("LastName")


def test_reading_again_when_there_is_no_such_column_then_it_is_looked_for_as_by_evaluate() -> None:
    """What was meant is in the error."""
    found = preview.evaluate(SOME.rename({"LastName": "last_name"}), rules(["FirstName"]))

    with pytest.raises(ValidationError, match="did you mean 'last_name'"):
        found.disagreements("LastName")


def test_reading_again_when_rows_come_in_another_order_then_nothing_wrong_is_reported() -> None:
    """A query need not give its rows in the same order twice."""
    turns = iter([SOME, SOME.reverse()])
    query = SOME.lazy().map_batches(lambda _: next(turns), schema=SOME.schema)
    found = preview.evaluate(query, rules(["FirstName"]))

    with pytest.raises(ValidationError, match="must give the same rows"):
        found.disagreements("LastName")


def test_reading_again_when_an_address_has_several_lines_then_they_are_one_text() -> None:
    """A profile without any line has none."""
    profiles = pl.DataFrame(
        {
            "ProfileId": ["a", "b", "c"],
            "FirstName": ["x", "x", "x"],
            "Address.Address1": ["1 Way", "2 Way", None],
            "Address.Address2": ["", "Flat 3", None],
        }
    )
    found = preview.evaluate(profiles, rules(["FirstName"])).disagreements("Address.Address")

    assert [["1 Way", "2 Way, Flat 3"]] == found["values"].to_list()


def test_reading_again_when_a_file_is_gone_then_that_is_what_is_said(tmp_path: Path) -> None:
    """It is not the attribute that is missing."""
    path = tmp_path / "profiles.csv"
    SOME.write_csv(path)
    found = preview.evaluate(path, rules(["FirstName"]), updated="LastName")
    path.unlink()

    for ask in (lambda: found.disagreements("LastName"), found.merged):
        with pytest.raises(ValidationError, match="must give the same rows"):
            ask()


def test_reading_again_when_the_file_is_another_then_that_is_what_is_said(tmp_path: Path) -> None:
    """A file can be written anew meanwhile."""
    path = tmp_path / "profiles.csv"
    SOME.write_csv(path)
    found = preview.evaluate(path, rules(["FirstName"]), updated="LastName")
    path.write_text("FirstName\nx\n")

    with pytest.raises(ValidationError, match="must give the same rows"):
        found.merged()


def test_reading_again_when_a_sub_type_has_no_column_then_nobody_has_a_value() -> None:
    """A warning said so when the rules were evaluated."""
    selector = AttributeTypesSelector(
        attribute_matching_model="ONE_TO_ONE", phone_number=["PhoneNumber", "HomePhoneNumber"]
    )
    profiles = SOME.with_columns(PhoneNumber=pl.col("LastName"))
    found = preview.evaluate(
        profiles,
        rules(["FirstName"], ["PhoneNumber"], attribute_types_selector=selector),
        columns={"HomePhoneNumber": None},
    )

    assert ["PhoneNumber"] == found.disagreements("PhoneNumber")["field"].to_list()
    assert [None, None] == found.sample(1)["HomePhoneNumber"].to_list()
