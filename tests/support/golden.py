"""Texts that somebody has looked at, and that are compared word for word.

They are files in a folder `golden` beside the tests, pages of the documentation, and what examples
show. With ``pytest --update-goldens`` each one that differs is written anew, in the checkout. What
is to be written is noted in the reports of the tests, and written at the end by the process that
started them all, so that several can run side by side.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pytest

    from tests.support.documentation_pages import Block

__all__ = ["Edit", "Golden", "Writer", "edited", "listed"]

_PROPERTY = "golden"


class Edit(NamedTuple):
    """A part of a file that is to be another; of a new file, all of it."""

    path: str
    """The file."""
    begin: int
    """Where the part begins, in characters."""
    end: int
    """Where what follows it begins."""
    text: str
    """What is to stand there."""


class Golden:
    """Return texts as they are stored, and store them anew where that was asked for."""

    def __init__(self, folder: Path, note: Callable[[tuple[str, object]], None] | None) -> None:
        """Take the folder of files, and what notes an edit; None where nothing is written."""
        self._folder = folder
        self._note = note

    def file(self, name: str | Path, actual: str) -> str:
        """Return the text of a file, by its name in the folder or by its path."""
        path = self._folder / name
        stored = path.read_text(encoding="utf-8") if path.exists() else ""
        return self.part(path, 0, stored, actual)

    def part(self, path: Path, begin: int, stored: str, actual: str) -> str:
        """Return what is stored at a place of a file, which is given as it was read there."""
        if self._note is None or stored == actual:
            return stored
        # pytest-xdist hands on plain tuples, and none of a class of its own.
        self._note((_PROPERTY, (str(path), begin, begin + len(stored), actual)))
        return actual

    def shown(self, page: Path, block: Block, actual: str) -> str:
        """Return what a page shows below a block as its output; nothing where it shows none."""
        return block.shown and self.part(page, block.shown_begin, block.shown, actual)


class Writer:
    """Write what the tests have noted: a plug-in of the process that starts them."""

    def __init__(self) -> None:
        """Begin without anything to write."""
        self._edits: set[Edit] = set()
        self._written: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what a test has noted; another process has made lists of it."""
        for name, noted in report.user_properties:
            if name == _PROPERTY and isinstance(noted, (tuple, list)):
                self._edits.add(Edit(*noted))

    def pytest_sessionfinish(self) -> None:
        """Write each file once."""
        for path in sorted({edit.path for edit in self._edits}):
            file = Path(path)
            text = file.read_text(encoding="utf-8") if file.exists() else ""
            text = edited(text, (edit for edit in self._edits if edit.path == path))
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
            self._written.append(path)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which files they were: somebody has to look at them."""
        for path in self._written:
            terminalreporter.write_line(f"written anew: {path}")


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text after edits, whose places are those of the text before all of them."""
    for edit in sorted(edits, key=lambda edit: edit.begin, reverse=True):
        text = text[: edit.begin] + edit.text + text[edit.end :]
    return text


def listed(cases: Iterable[tuple[str, Iterable[object]]]) -> str:
    """Return the text of a file: the name of each case, and below it what is said of it."""
    return "\n".join(
        "".join([f"{name}\n", *(f"  {one}\n" for one in said)]) for name, said in cases
    )
