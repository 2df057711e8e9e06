"""Text on a terminal: colour, width, tables, and lines that stay alive."""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TextIO, TypeVar

import click

__all__ = ["is_coloured", "is_interactive", "print_table", "print_text", "progress", "report"]

T = TypeVar("T")

_SEVERAL: Final = 3
_ESCAPE: Final = re.compile(r"\x1b\[[0-9;]*m")


def is_interactive() -> bool:
    """Return whether there is somebody to ask."""
    return sys.stdin.isatty()


def is_coloured(stream: TextIO | None = None) -> bool:
    """Return whether a stream, stdout by default, takes colour: a terminal, unless unwanted."""
    context = click.get_current_context(silent=True)
    unwanted = context is not None and context.color is False
    is_terminal = (stream or sys.stdout).isatty()
    return is_terminal and not os.environ.get("NO_COLOR") and not unwanted


def report(text: str, *, nl: bool = True) -> None:
    """Print to stderr: progress and problems."""
    click.echo(_fitting(text, sys.stderr) if nl else text, err=True, nl=nl)


def print_text(text: str) -> None:
    """Print text; on a terminal long lines are broken between words, and keep their indent."""
    click.echo(_fitting(text.rstrip("\n"), sys.stdout), color=True)  # what has colour shall have it


def _fitting(text: str, stream: TextIO) -> str:
    """Return text whose lines fit the terminal that a stream goes to, if it goes to one."""
    if not stream.isatty():
        return text
    width = shutil.get_terminal_size().columns
    return "\n".join(part for line in text.split("\n") for part in _wrapped(line, width))


def _wrapped(line: str, width: int) -> Iterable[str]:
    """Yield a line in parts of at most so many columns, unless a word alone is longer."""
    words = re.findall(r"\s*\S+", line)
    plain = _ESCAPE.sub("", line)
    indent = " " * (len(plain) - len(plain.lstrip()) + 4)
    part, length = "", 0
    for word in words:
        size = len(_ESCAPE.sub("", word))
        if part and length + size > width:
            yield part
            part = indent + word.lstrip()
            length = len(_ESCAPE.sub("", part))
        else:
            part, length = part + word, length + size
    yield part


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns; one value a line where a terminal is too narrow for them."""
    widths = [max(len(row[at]) for row in (columns, *rows)) for at in range(len(columns))]
    needed = sum(widths) + 2 * (len(widths) - 1)
    if sys.stdout.isatty() and needed > shutil.get_terminal_size().columns:
        _print_records(columns, rows)
        return
    for number, row in enumerate((columns, *rows)):
        line = "  ".join(
            value.ljust(width) for value, width in zip(row, widths, strict=True)
        ).rstrip()
        click.echo(
            click.style(line, bold=True) if not number and is_coloured() else line, color=True
        )


def _print_records(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widest = max(map(len, columns))
    for row in rows:
        for name, value in zip(columns, row, strict=True):
            click.echo(f"{name.ljust(widest)}  {value}".rstrip())
        click.echo()


def progress(items: Sequence[T], label: str) -> Iterator[T]:
    """Yield items; show on a terminal how many are done, where there are several."""
    if len(items) < _SEVERAL or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as shown:
        yield from shown
