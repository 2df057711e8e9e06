"""JSON is read by the letter, and what is none is named with its place."""

from typing import Any

import pytest

from cpkit.documents.read.json_reader import read_json
from cpkit.documents.syntax import UnreadableError
from tests.support.golden import Golden, listed

RIGHT: list[tuple[str, Any]] = [
    ("{}", {}),
    (' \t\r\n{ "a" : [ ] } \n', {"a": []}),
    ('{"a": [1, [2], {"b": {}}]}', {"a": [1, [2], {"b": {}}]}),
    ('{"a": true, "b": false, "c": null}', {"a": True, "b": False, "c": None}),
    ('{"a": -0, "b": -12, "c": 366}', {"a": 0, "b": -12, "c": 366}),
    (
        '{"a": 0.5, "b": 1e2, "c": 2E-1, "d": 1.5e+1}',
        {"a": 0.5, "b": 100.0, "c": 0.2, "d": 15.0},
    ),
    ('{"a": 0.0, "b": 0e9}', {"a": 0.0, "b": 0.0}),
    (f'{{"a": {"1" * 100}}}', {"a": int("1" * 100)}),
    ('{"a": 9007199254740993, "b": 0E5}', {"a": 9007199254740993, "b": 0.0}),
    (r'{"a": "\"\\\/\b\f\n\r\t\u0041"}', {"a": '"\\/\b\f\n\r\tA'}),
    (r'{"a": "\ud83d\ude00"}', {"a": "\U0001f600"}),
    ('{"ä": "\U0001f600 \u2028"}', {"ä": "\U0001f600 \u2028"}),
    ('{"": ""}', {"": ""}),
]


@pytest.mark.parametrize(("text", "value"), RIGHT)
def test_text_when_it_is_json_then_it_says_what_it_says(text: str, value: Any) -> None:
    """Values are those of JSON, with their types."""
    read = read_json(text).value

    assert value == read
    assert repr(value) == repr(read)


def rejected(text: str) -> UnreadableError:
    """Give what is said of a text that is no JSON."""
    with pytest.raises(UnreadableError) as caught:
        read_json(text)
    return caught.value


WRONG: list[tuple[str, int | None]] = [
    ("", None),
    (" \n ", None),
    ("[]", 0),
    ("  12", 2),
    ("null", 0),
    ('{"a": 1,}', 7),
    ('{"a": [1, ]}', 8),
    ('{"a": 1 "b": 2}', 8),
    ('{"a": [1 2]}', 9),
    ('{"a" 1}', 5),
    ('{"a": }', 6),
    ("{,}", 1),
    ("{1: 2}", 1),
    ("{true: 2}", 1),
    ("{a: 2}", 1),
    ("{'a': 2}", 1),
    ('{"a": 1} {}', 9),
    ('{"a": 1', 7),
    ('{"a": [1', 8),
    ("{;}", 1),
    ('{"a": XX}', 6),
    ('{"a":', 5),
    ("{", 1),
    ('{"a": 1, // note\n}', 9),
    ("# note\n{}", 0),
    ("/* note */ {}", 0),
    ('{"a": "b', 6),
    ('{"a": "b\tc"}', 6),
    ('{"a": "b\n"}', 6),
    (r'{"a": "\x41"}', 7),
    (r'{"a": "\u12g4"}', 8),
    (r'{"a": "C:\dir"}', 9),
    (r'{"a": "\ud83d"}', 6),
    (r'{"\ude00": 1}', 1),
    ('{"a": NaN}', 6),
    ('{"a": -Infinity}', 6),
    ('{"a": Infinity}', 6),
    ('{"a": True}', 6),
    ('{"a": undefined}', 6),
    ('{"a": yes}', 6),
    ('{"a": truely}', 6),
    ('{"a": 0366}', 6),
    ('{"a": 12:30}', 8),
    ('{"a": +1}', 6),
    ('{"a": .5}', 6),
    ('{"a": 5.}', 6),
    ('{"a": 0x1F}', 6),
    ('{"a": 1_000}', 6),
    ('{"a": 2026-01-02}', 6),
    ('{"a": \u0661}', 6),
    ("{\u00a0}", 1),
    ('{"a": 1, "a": 2}', 9),
    ('{"b": {"a": 1, "\\u0061": 2}}', 15),
    (f'{{"{"k" * 99}": 1, "{"k" * 99}": 2}}', 107),
    ('{"a": 1e999}', 6),
    ('{"a": -1e999}', 6),
    ('{"a": 1e-999}', 6),
    ('{"a": 9E-999}', 6),
    (f'{{"a": {"1" * 5000}}}', 6),
    (f'{{"a": 0.{"1" * 5000}}}', 6),
]


@pytest.mark.parametrize(("text", "offset"), WRONG)
def test_text_when_it_is_no_json_then_it_is_rejected_at_its_place(
    text: str, offset: int | None
) -> None:
    """The offset is that of what somebody has to change."""
    assert offset == rejected(text).offset


def test_messages_when_compared_with_what_was_looked_at_then_they_are_the_same(
    golden: Golden,
) -> None:
    """Each says what is wrong, and what to do: people act on it."""
    said = listed((repr(text)[:70], [rejected(text)]) for text, _ in WRONG)

    assert golden.file("json_reader.txt", said) == said
