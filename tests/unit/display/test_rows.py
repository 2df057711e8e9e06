"""What is shown, before it is written in any way."""

from collections.abc import Callable

import pytest

from cpkit.display import Page, Row, Section, as_html, as_markdown, as_text
from cpkit.display.rows import counted, shortened, visible


@pytest.mark.parametrize("write", [as_text, as_markdown, as_html])
def test_section_when_it_has_no_rows_then_it_is_passed_over(
    write: Callable[[Page], str],
) -> None:
    """A heading over nothing says nothing."""
    assert "Rows" not in write(Page("t", (Section("Rows", ("x",), ()),)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("größe 😀", "größe 😀"),
        ("one\ntwo\x1b[31m", "one\\ntwo\\x1b[31m"),
        ("\u202eturned\u2028", "\\u202eturned\\u2028"),
    ],
)
def test_text_when_characters_would_act_then_they_are_escaped(text: str, shown: str) -> None:
    """Letters of any language stay."""
    assert shown == visible(text)


def test_count_when_written_then_the_word_fits() -> None:
    """No change, one change, two changes."""
    assert ["no changes", "1 change", "2 changes"] == [counted(n, "change") for n in range(3)]


def test_text_when_it_is_long_then_it_is_cut_and_its_length_said() -> None:
    """What is as long as it may be stays."""
    assert "aaa" == shortened("aaa", 3)
    assert "aaa… (4 characters)" == shortened("aaaa", 3)


def test_section_when_its_rows_are_plain_or_say_no_tone_then_there_is_no_column_for_it() -> None:
    """A column that says as much is enough."""
    added, plain = Row("added", ()), Row("plain", ())

    assert Section("s", (), (plain, added)).has_tones
    assert not Section("s", (), (plain,)).has_tones
    assert not Section("s", (), (added,), says_tones=False).has_tones
