"""Examples that are typed into Python, in docstrings and on pages: what they print is compared."""

from __future__ import annotations

import doctest
import re
import textwrap
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Shown", "run_examples"]

_LAST_TRACEBACK = re.compile(
    r".*^Traceback \(most recent call last\):\n(?:[ \t].*?\n)*", re.MULTILINE | re.DOTALL
)

_LINE = re.compile(r"(?:.*\\\n)*.*\n")
"""A line of a docstring; one that ends in a backslash goes on in the next."""


class Shown(NamedTuple):
    """An example that printed something else than what stands below it."""

    begin: int
    """Where what stands below it begins, in characters of the text."""
    stored: str
    """What stands there."""
    actual: str
    """What would have to."""


class _Runner(doctest.DocTestRunner):
    """Note what differs, besides reporting it."""

    def __init__(self) -> None:
        super().__init__(optionflags=doctest.ELLIPSIS)
        self.differing: list[tuple[doctest.Example, str]] = []

    def report_failure(self, out: Any, test: Any, example: doctest.Example, got: str) -> None:
        """Note it before it is reported."""
        if example.exc_msg is None:
            printed = got
        else:
            head = example.want[: -len(example.exc_msg)]
            printed = head + _LAST_TRACEBACK.sub("", got)
        self.differing.append(
            (example, re.sub("^$", "<BLANKLINE>", printed[:-1], flags=re.MULTILINE) + "\n")
        )
        super().report_failure(out, test, example, got)


def run_examples(text: str, test: doctest.DocTest) -> tuple[int, list[Shown]]:
    """Run examples, and return how many failed, and which of them differ only in what they print.

    Args:
        text: The text of the file in which the examples stand, at the line that `test` names.
        test: The examples.
    """
    runner = _Runner()
    failed = runner.run(test, clear_globs=False).failed
    return failed, [*_places(text, test, runner.differing)]


def _places(
    text: str, test: doctest.DocTest, differing: list[tuple[doctest.Example, str]]
) -> Iterator[Shown]:
    """Find where in the text those stand that differ."""
    begin = len("".join(text.splitlines(keepends=True)[: test.lineno or 0]))
    lines = _LINE.findall(text, begin)
    for example, printed in differing:
        below = example.lineno + example.source.count("\n")
        stored = "".join(lines[below : below + example.want.count("\n")])
        # Not `example.indent`: from Python 3.13 on docstrings come without the source's indent.
        width = len(lines[example.lineno]) - len(lines[example.lineno].lstrip())
        if stored.replace("\\\n", "") == _indented(example.want, width):
            place = begin + len("".join(lines[:below]))
            yield Shown(place, stored, _indented(printed, width))


def _indented(text: str, width: int) -> str:
    return textwrap.indent(text, " " * width)
