"""The command in a terminal: sessions as people see them, narrow and wide, coloured and not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.documentation_pages import blocks
from tests.support.sessions import PAGE, shown_in_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.golden import Golden


def test_sessions_when_run_in_a_terminal_then_the_page_shows_them(
    tmp_path: Path, golden: Golden
) -> None:
    """Eighty columns and no colour, as a page has them."""
    stored = [block for block in blocks(PAGE) if block.language == "console"]
    shown = shown_in_terminal(tmp_path, columns=80, is_coloured=False)

    for block, actual in zip(stored, shown, strict=True):
        assert golden.part(PAGE, block.begin, block.text, actual) == actual


@pytest.mark.parametrize("columns", [80, 120])
def test_sessions_when_coloured_then_as_they_were_looked_at(
    tmp_path: Path, golden: Golden, columns: int
) -> None:
    """With escapes, as a terminal takes them; no line is longer than its words force it to be."""
    actual = "".join(shown_in_terminal(tmp_path, columns=columns, is_coloured=True))

    assert golden.file(f"command.{columns}.ansi", actual) == actual
