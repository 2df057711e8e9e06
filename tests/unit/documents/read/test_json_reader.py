"""JSON is read by the letter, and what is none is named with its place."""

from typing import Any

import pytest

from cpkit.documents.read.json_reader import read_json
from cpkit.documents.syntax import UnreadableError

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


@pytest.mark.parametrize(
    ("text", "offset", "fragment"),
    [
        ("", None, "empty"),
        (" \n ", None, "empty"),
        ("[]", 0, "is a list"),
        ("  12", 2, "single value"),
        ("null", 0, "single value"),
        ('{"a": 1,}', 7, "a comma before }; remove it"),
        ('{"a": [1, ]}', 8, "a comma before ]; remove it"),
        ('{"a": 1 "b": 2}', 8, "expected a comma or }, not a string"),
        ('{"a": [1 2]}', 9, "expected a comma or ], not a number"),
        ('{"a" 1}', 5, "a colon after the key, not a number"),
        ('{"a": }', 6, "a value, not }"),
        ("{,}", 1, "a key in double quotes, not ,"),
        ("{1: 2}", 1, "a key in double quotes, not a number"),
        ("{true: 2}", 1, "a key in double quotes, not true"),
        ("{a: 2}", 1, "without quotes; put it in double quotes"),
        ("{'a': 2}", 1, "in single quotes; use double quotes"),
        ('{"a": 1} {}', 9, "continues after its end"),
        ('{"a": 1', 7, "ends too early; add a comma or }"),
        ('{"a":', 5, "ends too early; add a value"),
        ("{", 1, "ends too early; add a key in double quotes"),
        ('{"a": 1, // note\n}', 9, "no comments"),
        ("# note\n{}", 0, "no comments"),
        ("/* note */ {}", 0, "no comments"),
        ('{"a": "b', 6, "without a closing quote"),
        ('{"a": "b\tc"}', 6, "without a closing quote on its line, or with a tab"),
        ('{"a": "b\n"}', 6, "without a closing quote on its line"),
        (r'{"a": "\x41"}', 7, "an unknown escape"),
        (r'{"a": "\u12g4"}', 8, "an unknown escape"),
        (r'{"a": "C:\dir"}', 9, r"write \\ for a backslash"),
        (r'{"a": "\ud83d"}', 6, "half of a surrogate pair"),
        (r'{"\ude00": 1}', 1, "half of a surrogate pair"),
        ('{"a": NaN}', 6, "NaN and infinity"),
        ('{"a": -Infinity}', 6, "NaN and infinity"),
        ('{"a": Infinity}', 6, "NaN and infinity"),
        ('{"a": True}', 6, "true, false or null"),
        ('{"a": undefined}', 6, "true, false or null"),
        ('{"a": yes}', 6, "without quotes; put it in double quotes"),
        ('{"a": truely}', 6, "without quotes; put it in double quotes"),
        ('{"a": 0366}', 6, "not a JSON number"),
        ('{"a": 12:30}', 8, "a comma or }, not :"),
        ('{"a": +1}', 6, "not a JSON number"),
        ('{"a": .5}', 6, "not a JSON number"),
        ('{"a": 5.}', 6, "not a JSON number"),
        ('{"a": 0x1F}', 6, "not a JSON number"),
        ('{"a": 1_000}', 6, "not a JSON number"),
        ('{"a": 2026-01-02}', 6, "not a JSON number"),
        ('{"a": \u0661}', 6, "U+0661 (ARABIC-INDIC DIGIT ONE)"),
        ("{\u00a0}", 1, "U+00A0 (NO-BREAK SPACE); write a space instead."),
        ('{"a": 1, "a": 2}', 9, "duplicate key 'a'"),
        ('{"b": {"a": 1, "\\u0061": 2}}', 15, "duplicate key 'a'"),
        (f'{{"{"k" * 99}": 1, "{"k" * 99}": 2}}', 107, "kkk'... in one object"),
        ('{"a": 1e999}', 6, "too large or too small"),
        ('{"a": -1e999}', 6, "too large or too small"),
        ('{"a": 1e-999}', 6, "too large or too small"),
        ('{"a": 9E-999}', 6, "too large or too small"),
        (f'{{"a": {"1" * 5000}}}', 6, "a number has 5000 characters"),
        (f'{{"a": 0.{"1" * 5000}}}', 6, "a number has 5002 characters"),
    ],
)
def test_text_when_it_is_no_json_then_it_is_refused(
    text: str, offset: int | None, fragment: str
) -> None:
    """The message says what to do, and the offset where."""
    with pytest.raises(UnreadableError) as caught:
        read_json(text)

    assert fragment in str(caught.value)
    assert offset == caught.value.offset
