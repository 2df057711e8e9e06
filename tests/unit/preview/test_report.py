"""Tests of what a preview reports."""

from pathlib import Path

import polars as pl
import pytest

from cpkit import preview
from tests.support.preview_profiles import people, rules

SOME = people(
    {"FirstName": "x", "LastName": "1"},
    {"FirstName": "x", "LastName": "2"},
    {"FirstName": "x", "LastName": "3"},
    {"FirstName": "y", "LastName": "9"},
    {"FirstName": "z", "LastName": "9"},
    {"FirstName": "w", "LastName": None},
)
GROUPING = (
    'A profile that matched at one level is not tried at later ones.  [grouping="transitive"]'
)
STRANGERS = (
    "profiles of different FirstName + LastName, in 1 group; look at .disagreements('LastName')."
)
FOUND = preview.evaluate(
    SOME, rules(["FirstName"], ["LastName"], max_allowed_rule_level_for_merging=1)
)


def test_frames_when_profiles_matched_then_they_say_who_with_whom() -> None:
    """Groups are counted from 1, in the order of their first profiles."""
    assert [(1, 1, 3, True), (2, 2, 2, False)] == FOUND.groups.rows()
    assert [
        ("0", 1, 1, True),
        ("1", 1, 1, True),
        ("2", 1, 1, True),
        ("3", 2, 2, False),
        ("4", 2, 2, False),
    ] == FOUND.members.rows()
    assert [(2, 1, 2), (3, 1, 3)] == FOUND.sizes.rows()


def test_frames_when_read_then_their_columns_have_names_and_types() -> None:
    """What is built upon them can count on that."""
    counts = dict.fromkeys(
        ("profiles", "groups", "largest", "alone", "adds", "left_out_as_common"), pl.UInt32()
    )
    assert {
        "level": pl.UInt8(),
        "rule": pl.List(pl.String),
        **counts,
        "merges": pl.Boolean(),
    } == dict(FOUND.levels.schema)
    assert ["group", "level", "size", "merges"] == FOUND.groups.columns
    assert ["profile_id", "group", "level", "merges"] == FOUND.members.columns
    assert ["size", "groups", "profiles"] == FOUND.sizes.columns


def test_to_parquet_when_a_folder_is_given_then_each_frame_is_a_file(tmp_path: Path) -> None:
    """The folder is made; nothing is written anywhere else."""
    folder = tmp_path / "new" / "preview"

    FOUND.to_parquet(folder)

    names = {"levels", "groups", "members", "sizes", "common", "missing", "assumptions"}
    assert names == {path.stem for path in folder.iterdir()}
    assert FOUND.members.equals(pl.read_parquet(folder / "members.parquet"))


def test_save_when_nothing_else_is_said_then_no_values(tmp_path: Path) -> None:
    """Personal data gets into a file where somebody has asked for it."""
    path = tmp_path / "report.html"
    path.write_text("before")

    FOUND.save(path)
    plain = path.read_text("utf-8")
    FOUND.save(str(path), values=True)

    assert plain.startswith("<!doctype html>")
    assert "<details" not in plain
    assert "<details" in path.read_text("utf-8")
    assert [path] == list(tmp_path.iterdir())


def test_print_when_a_preview_is_shown_then_one_screen() -> None:
    """What would vanish comes first, then the levels, then what the numbers rest on."""
    assert [
        "6 profiles: 5 match, in 2 groups; 2 would vanish in others",
        "",
        "Levels:",
        "    1  FirstName  3 profiles in 1 group  largest 3  alone 3  adds 3  merges",
        "    2  LastName  2 profiles in 1 group  largest 2  alone 2  adds 2",
        "",
        "Largest group:",
        "    3  level 1  FirstName=x",
        "",
        "Look at:",
        f"  ! level 1 (FirstName) merges {STRANGERS}",
        f"  ! level 2 (LastName) matches {STRANGERS}",
        "",
        "Profiles that depend on what AWS does not document:",
        f"    0  {GROUPING}",
        "  ! 3  What has merged is not matched again.",
        "  ! 1  A value that is missing or empty matches nothing, and no other such value.",
        "",
        "If they merge:",
        '    2 would vanish with grouping="transitive".',
        "    Cases of Amazon Connect stay tied to the profile id that they had before a merge.",
        "    A merge cannot be undone.",
    ] == str(FOUND).splitlines()


def test_print_when_values_are_common_then_the_most_frequent_are_shown() -> None:
    """The others are in the frame."""
    some = people(*({"FirstName": str(number // 2)} for number in range(12)))

    shown = str(preview.evaluate(some, rules(["FirstName"]), common_value_limit=1)).splitlines()

    start = shown.index("Too common to match on (1 more in .common):")
    assert ["    2  FirstName '0'", "    2  FirstName '1'"] == shown[start + 1 : start + 3]
    assert "left out as common 12" in shown[3]


def test_print_when_a_number_would_take_too_long_then_a_question_mark(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An assumption without a number is still one."""
    found = preview.evaluate(SOME, rules(["FirstName"], ["LastName"]))
    unknown = found.assumptions.with_columns(profiles=pl.lit(None, pl.UInt32))
    monkeypatch.setitem(vars(found), "assumptions", unknown)

    assert "    ?  A profile that matched at one level" in str(found)


def test_repr_when_a_preview_is_shown_then_no_value_of_a_profile() -> None:
    """It may get into logs."""
    assert "<Preview of 6 profiles at 2 levels>" == repr(FOUND)
