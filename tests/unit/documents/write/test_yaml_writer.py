"""What is written as YAML, every reader reads alike."""

from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

from cpkit.documents.read.yaml_reader import read_yaml
from cpkit.documents.write.yaml_writer import yaml_lines

TEXTS = [
    *["no", "No", "NO", "yes", "on", "Off", "y", "N", "true", "False", "null", "NULL", "~", ""],
    *["12:30", "9:00", "190:20:30", "0366", "0o17", "0x1F", "0b1", "1_000", "+12", "366", "-1"],
    *["1e3", "1.5", ".5", "5.", "-.inf", ".nan", "NaN", "inf", "2026-01-02", "1.2.3"],
    *["=", "<<", "-", "- a", "?", "? a", ":", ": a", "a:", "a: b", "a :b", "#", "a #b", "a#b"],
    *[" a", "a ", "  ", "\t", "a\tb", "a\nb", "\n", "a\n", "\r\n", "\\", '"', "'", '\\"', "\\n"],
    *["*a", "&a", "!a", "!!str a", "@a", "`a", "%a", "|", ">", "[a]", "{a}", "[", "}", ",", "a,b"],
    *["---", "...", "--- a", "\0", "\a", "\x7f", "\x85", "\xa0", "\xad", "\u2028", "\u2029"],
    *["\ufeff", "\ufeffa", "\ufffe", "\uffff", "\ue000", "\u202e", "Köln", "日本", "\U0001f600"],
    *["\U0010ffff", "e", "E5", "a.b", "a/b", "Attributes.x", "shop-1", "https://a.b:443/c?d=e&f"],
    *["Infinity", "a" * 5_000, "a b " * 500],
]


def read_by_all(text: str) -> list[Any]:
    """Read a text as cpkit, as YAML 1.1 (PyYAML) and as YAML 1.2 (ruamel.yaml) do."""
    newer: Any = YAML(typ="safe", pure=True)
    return [read_yaml(text).value, yaml.safe_load(text), newer.load(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_text_when_written_then_every_reader_reads_it(text: str) -> None:
    """As a value, as an item, and as a key."""
    value: Any = {"a": text, "b": [text, [text]], text or "c": {text or "c": text}}

    assert [value] * 3 == read_by_all("\n".join(yaml_lines(value, {})))


VALUES: list[Any] = [
    *[0, 1, -1, 366, 10**98, 0.0, -0.0, 1.0, 0.5, 1e-5, 5e-324, 1e16, 1.5e300, -1e-7, 0.1 + 0.2],
    *[True, False, None],
]
EMPTY: list[Any] = [[], {}, [[]], [{}], [[[1], []], [{"a": []}]], {"a": {"b": {}}}]


@pytest.mark.parametrize("value", VALUES + EMPTY)
def test_value_when_written_then_every_reader_reads_it(value: Any) -> None:
    """Numbers keep their types, and nothing is lost that is empty."""
    for read in read_by_all("\n".join(yaml_lines({"a": value, "b": [value]}, {}))):
        assert {"a": value, "b": [value]} == read
        assert type(value) is type(read["a"])


def test_lines_when_there_are_notes_then_they_stand_above_their_members() -> None:
    """Comments change nothing."""
    value: Any = {"A": {"B": 1}, "C": [{"D": 2}, {"D": 3}]}
    notes = {"A": ["one", "two"], "A.B": ["three"], "C[0].D": ["four"]}

    lines = yaml_lines(value, notes)

    assert [
        *["# one", "# two", "A:", "  # three", "  B: 1"],
        *["C:", "  - # four", "    D: 2", "  - D: 3"],
    ] == lines
    assert [value] * 3 == read_by_all("\n".join(lines))
