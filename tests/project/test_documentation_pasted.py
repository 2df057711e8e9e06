"""What the documentation shows can be pasted into a running Python, and begins with the answer."""

from __future__ import annotations

import contextlib
import io
import re
from code import InteractiveConsole
from typing import TYPE_CHECKING

import pytest

from tests.support.documentation_pages import PAGES, ROOT, blocks, name_of

if TYPE_CHECKING:
    from pathlib import Path
    from types import CodeType

PASTED = [ROOT / "README.md", ROOT / "docs" / "index.md", ROOT / "docs" / "tutorial.md"]
"""What somebody pastes into a running Python who has just met cpkit."""


class Typed(InteractiveConsole):
    """Python as a terminal runs it, line by line."""

    def __init__(self) -> None:
        """Begin with nothing complained of."""
        super().__init__()
        self.complaints = ""

    def write(self, data: str) -> None:
        """Keep what would be shown of an error."""
        self.complaints += data


@pytest.mark.parametrize("page", PASTED, ids=name_of)
def test_page_when_pasted_into_python_then_each_block_shows_what_stands_below_it(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A block is pasted as it stands, with Enter after it: it may end in an indented line."""
    monkeypatch.chdir(tmp_path)
    typed = Typed()
    for block in blocks(page):
        if block.language == "python":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                for line in (*block.text.splitlines(), ""):
                    typed.push(line)

            assert (block.shown, "") == (printed.getvalue(), typed.complaints)


class Compiled(Typed):
    """Python as a terminal reads it, of which nothing is run."""

    def runcode(self, code: CodeType) -> None:
        """Leave it at that."""


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_page_when_its_code_is_pasted_then_python_can_read_each_line(page: Path) -> None:
    """No line that follows an indented one, and no blank line in a body, ends a paste half-way."""
    for block in blocks(page):
        if block.language == "python":
            compiled = Compiled()
            for line in (*block.text.splitlines(), ""):
                compiled.push(line)

            assert "" == compiled.complaints


_SET_UP = re.compile(r"<details>.*?</details>", re.DOTALL)


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "how-to").glob("*.md")), ids=name_of)
def test_how_to_page_when_opened_then_it_begins_with_the_lines_that_answer(page: Path) -> None:
    """Whoever looks for an answer sees it before the set-up of the examples."""
    begun = _SET_UP.sub("", page.read_text("utf-8")).partition("\n```")
    code_lines = begun[2].partition("\n```")[0].splitlines()[1:]

    assert 12 >= len(begun[0].splitlines())
    assert 10 >= len(code_lines) > 0
