"""Law: by the letter of JSON, what one parser reads the other reads alike."""

import json
from typing import Any

from hypothesis import given

from cpkit.documents import loads
from cpkit.documents.read.json_reader import read_json, read_json_values
from cpkit.documents.read.lexical import check_characters
from cpkit.documents.syntax import UnreadableError
from cpkit.errors import ValidationError
from tests.support.broken_documents import broken, pieced
from tests.support.drawn import is_unicode


@given(broken() | pieced)
def test_json_when_the_standard_library_reads_it_then_so_do_we(text: str) -> None:
    """Neither more nor less is JSON than to the standard library, but for what is ambiguous."""
    try:
        expected: Any = json.loads(text, parse_constant=_refuse, object_pairs_hook=_unique)
    except ValueError:
        expected = None
    if not is_unicode(expected):
        expected = None  # half of a surrogate pair: the library lets it through

    try:
        loads(text, format="json", ignore=["length"])
        was_read = True
    except ValidationError as error:
        was_read = "syntax" not in {problem.code for problem in error.problems}

    assert was_read is isinstance(expected, dict)


def _refuse(_: str) -> None:
    raise ValueError


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) < len(pairs):
        raise ValueError
    return entries


@given(broken() | pieced)
def test_json_when_it_is_read_quickly_then_as_it_is_read_with_places(text: str) -> None:
    """Whatever the quick way takes, the other takes alike; places can be found afterwards."""
    try:
        check_characters(text)
    except UnreadableError:
        return
    quick = read_json_values(text)

    if quick is not None:
        assert quick == read_json(text).value
