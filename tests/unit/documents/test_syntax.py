"""What is said of texts that no reader looks at, and where it says that problems are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cpkit.documents import loads
from cpkit.errors import ValidationError
from tests.support.golden import listed

if TYPE_CHECKING:
    from tests.support.golden import Golden

TEXTS = {
    "nothing": "",
    "a comma before }": '{"a": 1,}',
    "on another line": '{\n  "a": 1 "b": 2}',
    "a long key that stands twice": f'{{"{"k" * 61}": 1, "{"k" * 61}": 2}}',
    "a key just shown": f'{{"{"k" * 60}": 1, "{"k" * 60}": 2}}',
    "a number too long": f'{{"a": {"1" * 101}}}',
    "too deep": '{"a":' * 33 + "1" + "}" * 33,
    "too many values": f'{{"a": [{"1," * 2498}1]}}',
    "a byte order mark": '\ufeff{"a": 1}',
    "a control character": '{"a": "\x00"}',
    "half of a pair as it is": '{"a": "\ud800"}',
    "too long": '{"a": "' + "b" * 2_097_152 + '"}',
}


def told(text: str) -> list[str]:
    """Give what is said of a text."""
    with pytest.raises(ValidationError) as caught:
        loads(text, format="json")
    assert {"syntax"} == {problem.code for problem in caught.value.problems}
    return [str(caught.value)]


def test_texts_when_compared_with_what_was_looked_at_then_the_same_is_said(golden: Golden) -> None:
    """Whoever changes a text looks at it, and then at the file."""
    said = listed((name, told(text)) for name, text in TEXTS.items())

    assert golden.file("syntax.txt", said) == said
