"""YAML says what it says, and what could say something else is refused."""

import re
from typing import Any

import pytest
from ruamel.yaml.scanner import Scanner

from cpkit.documents.read import yaml_reader
from cpkit.documents.read.lexical import NUMBER
from cpkit.documents.read.yaml_reader import read_yaml
from cpkit.documents.syntax import UnreadableError
from cpkit.schema.json_types import SURROGATE
from tests.support.golden import Golden, listed


@pytest.mark.parametrize(
    "text",
    [
        "12:30",
        "9:00",
        "190:20:30",
        "no",
        "No",
        "yes",
        "on",
        "off",
        "y",
        "n",
        "0366",
        "0o17",
        "0x1F",
        "0b1",
        "1_000",
        "+12",
        ".5",
        "5.",
        "1e",
        "1.e3",
        "2026-01-02",
        "2026-01-02T03:04:05Z",
        "=",
        "<<",
        "NaN",
        "Infinity",
        "inf",
        "1.2.3",
        "-",
        "nUlL",
        "tRue",
        "\u0661",
    ],
)
def test_scalar_when_readers_differ_then_it_is_a_text(text: str) -> None:
    """What one YAML takes for a number, a date or a truth value stays the text that it is."""
    assert {"a": text} == read_yaml(f"a: {text}" if text != "-" else "a: '-'").value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("366", 366),
        ("-12", -12),
        ("0", 0),
        ("-0", 0),
        ("0.5", 0.5),
        ("1e3", 1000.0),
        ("1.5E-2", 0.015),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("'366'", "366"),
        ('"true"', "true"),
        ("''", ""),
        ('"\\x41\\u00e4\\U0001F600\\N"', "Aä\U0001f600\x85"),
        ("|\n one\n two\n", "one\ntwo\n"),
        (">-\n one\n two\n", "one two"),
        ("[]", []),
        ("{}", {}),
        ("\n - 1\n - [no, 'b']", [1, ["no", "b"]]),
        ("\n  b: {c: 1}", {"b": {"c": 1}}),
        ("b # note", "b"),
        ("b#c", "b#c"),
        ("1\n b", "1 b"),
        ("https://sqs:443/x?y=z&u=*", "https://sqs:443/x?y=z&u=*"),
    ],
)
def test_scalar_when_readers_agree_then_it_is_what_they_say(text: str, value: Any) -> None:
    """Numbers as JSON writes them, truth values, null, and quoted texts."""
    read: Any = read_yaml(f"a: {text}").value

    assert {"a": value} == read
    assert type(value) is type(read["a"])


@pytest.mark.parametrize(
    "text", ["# note\n---\na: b\n", "a: b\n...\n", "{a: b}", "'a': b", '{"a": "b"}', "? a\n: b"]
)
def test_document_when_it_is_one_map_then_it_is_read(text: str) -> None:
    """Whatever the style, one map is a document."""
    assert {"a": "b"} == read_yaml(text).value


@pytest.mark.parametrize("key", ["1", "true", "null", "12:30", "~", "<<"])
def test_key_when_it_is_plain_then_it_is_a_text(key: str) -> None:
    """Keys are texts, as in JSON."""
    assert {key: 1} == read_yaml(f"{key}: 1").value


def rejected(text: str) -> UnreadableError:
    """Give what is said of a text that is no YAML of ours."""
    with pytest.raises(UnreadableError) as caught:
        read_yaml(text)
    return caught.value


WRONG: list[tuple[str, int | None]] = [
    ("", None),
    ("\n# note\n", None),
    ("---\n", None),
    ("---\n...\n", None),
    ("- a", 0),
    ("shop", 0),
    ("''", 0),
    ("a: 1\nb: 2\na: 3", 10),
    ("a: 1\n'a': 3", 5),
    ("a: &x 1", 3),
    ("a: &x {b: 1}", 3),
    ("a: *x", 3),
    ("*x : 1", 0),
    ("&x a: 1", 0),
    ("a: !!str 1", 3),
    ("a: ! 1", 3),
    ("!!map {a: 1}", 0),
    ("a: !!python/object/apply:os.system [ls]", 3),
    ("a: !hunter2!x 1", 3),
    ("%YAML 1.1\n---\na: 1", 0),
    ("# note\n\n%TAG ! x\n---\na: 1", 8),
    ("a: 1\n---\nb: 2", 5),
    ("a: 1\n...\nb: 2", 9),
    ("[a]: 1", 0),
    ("? [a]\n: 1", 2),
    ("? {a: 1}\n: 1", 2),
    ("a: .nan", 3),
    ("a: -.inf", 3),
    ("a: [+.INF]", 4),
    ("a: 1e999", 3),
    (f"a: {'1' * 5000}", 3),
    ('a: "\\ud800"', 3),
    ('"\\udfff": 1', 0),
    ('a: "\\UFFFFFFFF"', None),
    ("a: b: c", 4),
    ("a:\n\t- b", 3),
    ("a: b\x85c", 4),
    ('a: "b\u2028c"', 5),
    ("a: 1 # b\u2029c: 2", 8),
    ("a: |" + " " * 2000, 3),
    ("b:\n  a: >- #" + "c" * 2000 + "\n   d", 8),
    ("a: b\n c: d", 7),
]


@pytest.mark.parametrize(("text", "offset"), WRONG)
def test_text_when_it_says_what_readers_differ_about_then_it_is_rejected_at_its_place(
    text: str, offset: int | None
) -> None:
    """The offset is that of what somebody has to change."""
    assert offset == rejected(text).offset


def test_messages_when_compared_with_what_was_looked_at_then_they_are_the_same(
    golden: Golden,
) -> None:
    """Each says what is wrong, and what to do: people act on it."""
    said = listed((repr(text)[:70], [rejected(text)]) for text, _ in WRONG)

    assert golden.file("yaml_reader.txt", said) == said


@pytest.mark.parametrize(
    ("text", "offset", "fragment"),
    [
        ("a: @b", 3, "cannot start any token"),
        ("a: @b", 3, "put a string that begins with it in quotes"),
        ("a: [\t@", 5, "cannot start any token"),
        ("a: 'b", 5, "unexpected end of stream"),
        ("a: [b", 5, "expected ',' or ']'"),
        ('a: "\\q"', 5, "unknown escape character 'q'"),
    ],
)
def test_text_when_ruamel_yaml_rejects_it_then_its_words_are_handed_on(
    text: str, offset: int | None, fragment: str
) -> None:
    """Another version of it may use others, so the rest of them is not looked at."""
    error = rejected(text)

    assert (offset, True) == (error.offset, fragment in str(error))


def test_text_when_a_tag_is_as_long_as_a_document_then_it_is_refused_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Reading such a tag would take too long."""
    monkeypatch.setattr("ruamel.yaml.scanner.Scanner.scan_tag", None)

    with pytest.raises(UnreadableError, match="tags such as !!str"):
        read_yaml("a: !" + "a" * 20_000)


@pytest.mark.parametrize("text", ["a: !!str 1", "a: !hunter2!x 1"])
def test_text_when_the_scanner_lets_a_tag_past_then_it_is_refused_all_the_same(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ruamel.yaml that names its methods otherwise costs time, and never safety."""
    monkeypatch.setattr("cpkit.documents.read.yaml_reader._Scanner", Scanner)

    with pytest.raises(UnreadableError, match="tags such as !!str") as caught:
        read_yaml(text)

    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("header", ["|", ">", "|2-", "|   # note", "| #" + "c" * 900])
def test_text_when_a_block_has_a_header_of_some_length_then_it_is_read(header: str) -> None:
    """A comment may stand there."""
    assert "b" == read_yaml(f"a: {header}\n  b\n").value["a"].strip()


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("a:\nb: 1", 0),
        ("b: 1\na:", 5),
        ("b: 1\na: # note\n\n\n", 5),
        ("b: 1\n? a\n:\nc: 1", 7),
        ("{b: 1, a}", 7),
        ("{a: , b: 1}", 1),
        ("a: ~", 3),
    ],
)
def test_value_when_it_is_empty_then_it_stands_at_its_key(text: str, offset: int) -> None:
    """Where nothing stands, the parser tells where the next thing does."""
    assert offset == read_yaml(text).members["a"].offset


def test_item_when_it_is_empty_then_it_stands_behind_its_dash() -> None:
    """A list's items have no keys."""
    assert 6 == read_yaml("a:\n  -\n  - b").members["a"].items[0].offset


def _is_pattern(value: Any) -> bool:
    return isinstance(value, re.Pattern)


def test_patterns_when_a_whole_text_is_searched_then_they_repeat_nothing() -> None:
    """A repetition that is tried at each character takes the square of the text's length."""
    values: list[Any] = list(vars(yaml_reader).values())
    patterns: list[str] = [each.pattern for each in filter(_is_pattern, values)]
    own = [each for each in patterns if each not in {NUMBER.pattern, SURROGATE.pattern}]

    assert 3 == len(own)
    assert not [each for each in own if set("*+{") & set(re.sub(r"\[[^]]*\]", "", each))]


def test_text_when_a_word_is_long_and_no_tag_then_it_is_read() -> None:
    """A long word alone is no reason to refuse."""
    word = "a" * 20_000

    assert {"a": word} == read_yaml(f"a: {word}").value


def test_error_when_the_text_holds_a_secret_then_it_is_not_quoted() -> None:
    """What stands in a broken document stays out of messages."""
    with pytest.raises(UnreadableError) as caught:
        read_yaml("Tags:\n  team: !hunter2!secret x")

    assert "hunter2" not in str(caught.value)
