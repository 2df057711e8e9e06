"""Why a document cannot be read, and where in its text."""

import re
from bisect import bisect_right

from cpkit.errors import ValidationError
from cpkit.problems import Problem
from cpkit.schema.checks import SYNTAX

__all__ = ["Lines", "UnreadableError", "syntax_error"]

_LINE_END = re.compile(r"\r\n|\r|\n")


class UnreadableError(Exception):
    """What ends the reading of a text, and at which offset; it becomes a `ValidationError`."""

    def __init__(self, message: str, offset: int | None = None) -> None:
        """Keep what is wrong.

        Args:
            message: What is wrong and what to do, as a sentence.
            offset: Where in the text, in characters from 0, where known.
        """
        self.offset = offset
        super().__init__(message)


class Lines:
    """The lines of a text, as editors count them."""

    def __init__(self, text: str) -> None:
        """Find where each line begins."""
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def syntax_error(
    message: str, *, line: int | None = None, column: int | None = None
) -> ValidationError:
    """Create the error of a document that cannot be read.

    Args:
        message: What is wrong and what to do, as a sentence.
        line: The line, from 1, where known.
        column: The column, from 1, where known.
    """
    problem = Problem(
        path="",
        message=message,
        severity=SYNTAX.severity,
        basis=SYNTAX.basis,
        code=SYNTAX.code,
        line=line,
        column=column,
    )
    return ValidationError([problem])
