"""The command in a terminal: sessions as people see them, narrow and wide, coloured and not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.documentation_pages import blocks
from tests.support.sessions import PAGE, shown_in_terminal, wait_in_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.golden import Golden

_STYLE = re.compile(r"\x1b\[(\d*m|\?25[lh])")
"""What gives a colour, or hides and shows the cursor."""
_REDRAWN = re.compile(r"\r(?:\x1b\[1A)?\x1b\[2K")
"""What takes a line away, this one or the one above."""


def test_sessions_when_run_in_a_terminal_then_the_page_shows_them(
    tmp_path: Path, golden: Golden
) -> None:
    """Eighty columns and no colour, as a page has them."""
    stored = [block for block in blocks(PAGE) if block.language == "console"]
    shown = shown_in_terminal(tmp_path, columns=80, is_coloured=False)

    for block, actual in zip(stored, shown, strict=True):
        assert golden.part(PAGE, block.begin, block.text, actual) == actual


@pytest.mark.parametrize(
    ("columns", "is_coloured", "file"),
    [
        (80, True, "command.80.ansi"),
        (120, True, "command.120.ansi"),
        (120, False, "command.120.txt"),
    ],
)
def test_sessions_when_of_another_look_then_as_they_were_looked_at(
    tmp_path: Path, golden: Golden, columns: int, *, is_coloured: bool, file: str
) -> None:
    """With escapes, as a terminal takes them; no line is longer than its words force it to be."""
    actual = "".join(shown_in_terminal(tmp_path, columns=columns, is_coloured=is_coloured))

    assert golden.file(file, actual) == actual


@pytest.mark.parametrize("is_coloured", [True, False])
@pytest.mark.parametrize("columns", [80, 120])
def test_wait_when_run_in_a_terminal_then_one_line_lives_and_the_result_stays(
    tmp_path: Path, columns: int, *, is_coloured: bool
) -> None:
    """How long it takes is the machine's; what is shown of each status is not."""
    shown = wait_in_terminal(tmp_path, columns=columns, is_coloured=is_coloured)

    *frames, last = _REDRAWN.split(_STYLE.sub("", shown))
    lines = [re.sub(r"\d+ (s|min|h)( \d+ min)?", "#", frame[2:].rstrip()) for frame in frames]
    assert [
        "rules of shop: IN_PROGRESS, # elapsed, # left",
        "rules of shop: ACTIVE, # elapsed, # left",
    ] == list(dict.fromkeys(line for line in lines if "waiting for" not in line))
    assert (True, "shop: rules are ACTIVE\n", is_coloured) == (
        len(lines) > 2,  # it lives
        last,
        "\x1b[32m" in shown,
    )
