"""Tests of files: found, told apart by what is in them, and read."""

import gzip
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cpkit import SettingsWarning, preview
from cpkit.errors import ValidationError
from tests.support.preview_profiles import groups_of, rules

RULES = rules(["FirstName"])
ROWS: list[dict[str, Any]] = [
    {"ProfileId": "a", "FirstName": "02134"},
    {"ProfileId": "b", "FirstName": "02134"},
    {"ProfileId": "c", "FirstName": "2134"},
]
CSV = pl.DataFrame(ROWS).write_csv().encode()
LINES = "\n".join(map(json.dumps, ROWS)).encode()


@pytest.mark.parametrize(
    "content",
    [
        CSV,
        b"\xef\xbb\xbf" + CSV,
        LINES,
        b"\xef\xbb\xbf" + LINES,
        json.dumps(ROWS).encode(),
        gzip.compress(CSV),
        gzip.compress(LINES),
        b"\xef\xbb\xbf" + CSV.replace(b",", b";").replace(b"\n", b"\r\n"),
        CSV.replace(b",", b"\t"),
        b'ProfileId,Notes,FirstName\na,"one\ntwo, ""three""",02134\nb,,02134\n',
        json.dumps({"Profiles": ROWS, "Errors": []}, indent=4).encode(),
        json.dumps({"Items": ROWS}).encode(),
        b"\xef\xbb\xbf\n" + json.dumps({"Items": ROWS}, indent=4).encode(),
        b"\n".join(json.dumps({"Items": [row]}, indent=4).encode() for row in ROWS),
        b"\n".join(json.dumps(row, indent=4).encode() for row in ROWS),
    ],
    ids=[
        *("csv", "csv-mark", "lines", "lines-mark", "array", "csv-gzip", "lines-gzip"),
        *("csv-excel", "csv-tabs", "csv-quotes", "batch-get-profile", "search-profiles"),
        *("search-profiles-mark", "documents", "objects"),
    ],
)
def test_file_when_it_has_no_suffix_then_told_by_its_content(
    content: bytes, tmp_path: Path
) -> None:
    """Exports have names without a suffix; and texts stay as they are."""
    path = tmp_path / "export-2024-01-01"
    path.write_bytes(content)

    assert [["a", "b"]] == groups_of(preview.evaluate(path, RULES))


def test_file_when_parquet_then_read(tmp_path: Path) -> None:
    """Only the columns that the rules read are."""
    path = tmp_path / "profiles"
    pl.DataFrame(ROWS).with_columns(Other=pl.lit(1)).write_parquet(path)

    assert [["a", "b"]] == groups_of(preview.evaluate(str(path), RULES))


def test_file_when_orc_then_read_with_pyarrow(tmp_path: Path) -> None:
    """It is read where pyarrow is installed."""
    pyarrow: Any = import_module("pyarrow")  # which comes without types
    orc: Any = import_module("pyarrow.orc")
    path = tmp_path / "profiles"
    orc.write_table(pyarrow.Table.from_pylist(ROWS), str(path))

    assert [["a", "b"]] == groups_of(preview.evaluate(path, RULES))


def test_file_when_orc_and_no_pyarrow_then_the_problem_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra does not bring it along."""
    monkeypatch.setitem(sys.modules, "pyarrow.orc", None)
    path = tmp_path / "profiles"
    path.write_bytes(b"ORC")

    with pytest.raises(ValidationError, match="reading ORC needs pyarrow: pip install pyarrow"):
        preview.evaluate(path, RULES)


def test_files_when_a_folder_then_all_that_is_in_it(tmp_path: Path) -> None:
    """Marks that writers leave are passed over, and forms may differ."""
    (tmp_path / "day=1").mkdir()
    (tmp_path / "day=1" / "a.csv").write_bytes(CSV)
    (tmp_path / "b.jsonl").write_text('{"ProfileId": "d", "FirstName": "2134"}')
    (tmp_path / "_SUCCESS").touch()
    (tmp_path / ".a.csv.crc").write_bytes(b"crc")

    assert [["a", "b"], ["c", "d"]] == groups_of(preview.evaluate(tmp_path, RULES))


def test_files_when_several_have_the_same_problem_then_it_is_said_once(tmp_path: Path) -> None:
    """A folder of a thousand files has one column."""
    for name in ("a", "b"):
        pl.DataFrame({"ProfileId": [name], "FirstName": [1]}).write_parquet(tmp_path / name)

    with pytest.warns(SettingsWarning, match="FirstName: holds integers") as caught:
        found = preview.evaluate(tmp_path, RULES)

    assert [["a", "b"]] == groups_of(found)
    assert 1 == len(caught)


def test_files_when_a_pattern_then_those_that_fit(tmp_path: Path) -> None:
    """Folders that fit are no files."""
    (tmp_path / "x1.csv").write_bytes(CSV)
    (tmp_path / "x2.csv").mkdir()
    (tmp_path / "y.csv").write_bytes(b"broken")

    assert [["a", "b"]] == groups_of(preview.evaluate(str(tmp_path / "x*.csv"), RULES))


def test_files_when_a_name_looks_like_a_pattern_then_it_is_a_name(tmp_path: Path) -> None:
    """A file that is there is meant."""
    path = tmp_path / "x[1].csv"
    path.write_bytes(CSV)

    assert [["a", "b"]] == groups_of(preview.evaluate([str(path)], RULES))


SECRET = b"geheim"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (gzip.compress(b"", mtime=0), "the file is empty"),
        (gzip.compress(SECRET * 999, mtime=0)[:-12], "cannot be read"),
        (b"PAR1" + SECRET, "cannot be read"),
        (b"ORC" + SECRET, "cannot be read"),
        (b"PK\x03\x04\0" + SECRET, "must be Parquet, ORC, or CSV or JSON in UTF-8"),
        (b"ProfileId,FirstName\n1,\xff" + SECRET, "CSV or JSON in UTF-8; convert the file"),
        (b"ProfileId,FirstName\n" + b"1,x\n" * 2000 + b"2,\xff" + SECRET, "CSV or JSON in UTF-8"),
        (b'ProfileId,FirstName\n1,"' + SECRET, "cannot be read as CSV; look whether"),
        (b"ProfileId,FirstName\n1,2,3," + SECRET, "each row as many values"),
        (b"ProfileId,FirstName\r1," + SECRET + b"\r", "each line a line feed"),
        (b'{"ProfileId": "1"}\n{' + SECRET, "line 2 is not a JSON object"),
        (b'{\n"ProfileId": "1"}\n{"' + SECRET, "what begins in line 3 is not a JSON object"),
        (b'{\n"ProfileId": "1"}\n["' + SECRET + b'"]', "what begins in line 3 is not a JSON"),
        (b'[{"ProfileId": "1"}, "' + SECRET + b'"]', "must be a list of JSON objects"),
        (b'[{"ProfileId": "' + SECRET, "cannot be read"),
    ],
)
def test_file_when_it_cannot_be_read_then_a_problem_without_a_word_of_it(
    content: bytes, reason: str, tmp_path: Path
) -> None:
    """Errors of readers quote what they could not read; none of them is passed on."""
    path = tmp_path / "profiles"
    path.write_bytes(content)

    with pytest.raises(ValidationError, match=reason) as caught:
        preview.evaluate(path, RULES)

    assert ["unreadable-input"] == [problem.code for problem in caught.value.problems]
    assert str(path) == caught.value.problems[0].path
    assert SECRET.decode() not in str(caught.value)
    assert caught.value.__context__ is None


def test_file_when_parquet_is_broken_inside_then_a_problem(tmp_path: Path) -> None:
    """What shows only when a column is read is no other error."""
    path = tmp_path / "profiles"
    many = pl.DataFrame({"ProfileId": map(str, range(9999)), "FirstName": map(str, range(9999))})
    many.write_parquet(path)
    content = bytearray(path.read_bytes())
    content[40:4000] = bytes(3960)
    path.write_bytes(content)

    with pytest.raises(ValidationError, match="cannot be read"):
        preview.evaluate(path, RULES)


def test_files_when_there_are_none_then_a_problem_for_each_path(tmp_path: Path) -> None:
    """All of them at once."""
    paths = [str(tmp_path / "no.csv"), str(tmp_path / "*.csv")]

    with pytest.raises(ValidationError) as caught:
        preview.evaluate(paths, RULES)

    assert paths == [problem.path for problem in caught.value.problems]


def test_file_when_it_is_a_pipe_then_a_problem(tmp_path: Path) -> None:
    """It could be read once only, and its size is none: it is not empty."""
    path = tmp_path / "pipe"
    os.mkfifo(path)

    with pytest.raises(ValidationError, match=r"pipe: must be a regular file"):
        preview.evaluate(path, RULES)


def test_file_when_a_character_is_cut_off_by_the_look_at_it_then_read(tmp_path: Path) -> None:
    """Only the beginning tells what a file holds."""
    path = tmp_path / "profiles"
    rows = [f"{name},{'x' * 4073}\u65e5\n" for name in "ab"]
    path.write_text("".join(["ProfileId,FirstName\n", *rows]), encoding="utf-8")

    assert [["a", "b"]] == groups_of(preview.evaluate(path, RULES))
