"""What is said of texts that cannot be read, word for word: people act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cpkit.documents import loads
from cpkit.errors import ValidationError

if TYPE_CHECKING:
    from cpkit.documents.formats import Format
    from tests.support.golden import Golden

JSON = {
    "nothing": "",
    "a list": "[]",
    "a single value": "12",
    "a comma before }": '{"a": 1,}',
    "a comma before ]": '{"a": [1, ]}',
    "no comma": '{"a": 1 "b": 2}',
    "no comma in a list": '{"a": [1 2]}',
    "no colon": '{"a" 1}',
    "no value": '{"a": }',
    "no key": "{true: 2}",
    "a key without quotes": "{a: 2}",
    "single quotes": "{'a': 2}",
    "two documents": '{"a": 1} {}',
    "half a map": '{"a": 1',
    "half a member": '{"a":',
    "half a list": '{"a": [1',
    "a comment": '{"a": 1, // note\n}',
    "a text without an end": '{"a": "b',
    "no escape": r'{"a": "\x41"}',
    "half of a pair": r'{"a": "\ud83d"}',
    "no number that JSON has": '{"a": NaN}',
    "a word of Python": '{"a": True}',
    "a number with a zero in front": '{"a": 0366}',
    "a character": "{;}",
    "a word glued to it": '{"a": XX}',
    "a key that stands twice": '{"a": 1, "a": 2}',
    "a long key that stands twice": f'{{"{"k" * 61}": 1, "{"k" * 61}": 2}}',
    "a key just shown": f'{{"{"k" * 60}": 1, "{"k" * 60}": 2}}',
    "a number too large": '{"a": 1e999}',
    "a number too long": f'{{"a": {"1" * 101}}}',
    "too deep": '{"a":' * 33 + "1" + "}" * 33,
    "too many values": f'{{"a": [{"1," * 2498}1]}}',
    "a byte order mark": '\ufeff{"a": 1}',
    "a control character": '{"a": "\x00"}',
    "half of a pair as it is": '{"a": "\ud800"}',
    "too long": '{"a": "' + "b" * 2_097_152 + '"}',
}

YAML = {
    "nothing": "\n# note\n",
    "a list": "- a",
    "a single value": "shop",
    "a key that stands twice": "a: 1\nb: 2\na: 3",
    "an anchor": "a: &x 1",
    "an alias": "a: *x",
    "a tag": "a: !!str 1",
    "a directive": "%YAML 1.1\n---\na: 1",
    "a second document": "a: 1\n---\nb: 2",
    "a key that is a list": "[a]: 1",
    "no number that settings hold": "a: -.inf",
    "half of a pair": 'a: "\\ud800"',
    "an escape beyond Unicode": 'a: "\\UFFFFFFFF"',
    "a colon in a text": "a: b: c",
    "a tab in front": "a:\n\t- b",
    "an old line end": "a: b\x85c",
    "a newer line end": 'a: "b\u2028c"',
    "a long header": "a: |" + " " * 2000,
}


def told(text: str, text_format: Format) -> str:
    """Write what is said of a text."""
    with pytest.raises(ValidationError) as caught:
        loads(text, format=text_format)
    return str(caught.value)


@pytest.mark.parametrize(("text_format", "texts"), [("json", JSON), ("yaml", YAML)])
def test_refusals_when_compared_with_what_was_looked_at_then_the_same_is_said(
    text_format: Format, texts: dict[str, str], golden: Golden
) -> None:
    """Whoever changes a text looks at it, and then at the file."""
    said = "".join(f"{name}\n  {told(text, text_format)}\n" for name, text in texts.items())

    assert golden.file(f"refusals.{text_format}.txt", said) == said
