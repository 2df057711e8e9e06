"""Data in the formats of ``--output``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from cpkit import DayOfTheWeek
from cpkit.cli.printing import plain, print_data, print_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

TIME = datetime(2026, 1, 5, 12, tzinfo=UTC)


def test_plain_when_given_what_the_service_responds_with_then_json() -> None:
    """Maps, tuples, times and members of enums become what JSON has; times of any zone, UTC."""
    elsewhere = TIME.astimezone(timezone(timedelta(hours=9)))
    given = {"At": elsewhere, "Names": ("a",), "Map": MappingProxyType({"k": DayOfTheWeek.MONDAY})}

    assert {
        "At": "2026-01-05T12:00:00+00:00",
        "Names": ["a"],
        "Map": {"k": "MONDAY"},
    } == plain(given)
    assert str is type(plain(DayOfTheWeek.MONDAY))


@pytest.mark.parametrize(
    ("output", "query", "expected"),
    [
        ("json", None, '{\n  "A": {\n    "B": [\n      1\n    ]\n  }\n}\n'),
        ("yaml", None, "A:\n  B:\n  - 1\n"),
        ("json", "A.B[0]", "1\n"),
        ("json", "C", "null\n"),
    ],
)
def test_data_when_printed_then_in_its_format(
    capsys: pytest.CaptureFixture[str], output: str, query: str | None, expected: str
) -> None:
    """A query chooses a part."""
    print_data({"A": {"B": [1]}}, output, query)

    assert expected == capsys.readouterr().out


def test_rows_when_they_stream_then_each_is_printed_as_it_comes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What has been read is not lost when the next page fails."""

    def rows() -> Iterator[dict[str, int]]:
        yield {"a": 1}
        raise RuntimeError

    with pytest.raises(RuntimeError):
        print_rows(("a",), rows(), "jsonl")

    assert '{"a": 1}\n' == capsys.readouterr().out


def test_rows_when_they_are_csv_then_cells_are_texts(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is an empty cell, a list its items, a map JSON."""
    print_rows(("a", "b", "c"), [{"a": None, "b": ["x", 1], "c": {"k": True}}], "csv")

    assert 'a,b,c\n,"x, 1","{""k"": true}"\n' == capsys.readouterr().out


def test_yaml_when_a_text_is_not_ascii_then_escaped_as_in_files(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Any stdout can have it, and it reads as what it was."""
    print_data({"k": "\u65e5\xe9"}, "yaml")

    assert 'k: "\\u65E5\\xE9"\n' == capsys.readouterr().out
