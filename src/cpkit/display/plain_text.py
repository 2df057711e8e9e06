"""Rows as plain text for terminals and logs, with colour only where it is asked for."""

from collections.abc import Iterator

from cpkit.display.rows import Page, Row, Section, Tone, visible

__all__ = ["as_text"]

_MARKS: dict[Tone, str] = {
    "added": "+",
    "removed": "-",
    "changed": "~",
    "moved": ">",
    "error": "x",
    "warning": "!",
    "plain": " ",
}
_COLOURS: dict[Tone, str] = {
    "added": "\x1b[32m",
    "removed": "\x1b[31m",
    "changed": "\x1b[33m",
    "moved": "\x1b[36m",
    "error": "\x1b[31m",
    "warning": "\x1b[35m",
    "plain": "",
}
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"


def as_text(page: Page, *, colour: bool = False) -> str:
    """Return a page as lines of text, in ASCII but for what the cells contain.

    Args:
        page: What to write.
        colour: Whether to colour the rows by their tone, for terminals.

    Returns:
        The lines, without a line end after the last.
    """
    return "\n".join(_lines(page, colour=colour))


def _lines(page: Page, *, colour: bool) -> Iterator[str]:
    if page.title:
        yield _bold(visible(page.title), colour=colour)
    for section in page.sections:
        if not section.rows:
            continue
        yield ""
        if section.title:
            yield _bold(f"{visible(section.title)}:", colour=colour)
        width = max(len(visible(row.cells[0].text)) for row in section.rows)
        for row in section.rows:
            line = _line(section, row, width)
            start = _COLOURS[row.tone] if colour else ""
            yield f"{start}{line}{_RESET}" if start else line


def _line(section: Section, row: Row, width: int) -> str:
    first, *others = [visible(cell.text) for cell in row.cells]
    rest = section.between.join(filter(None, others))
    return f"  {_MARKS[row.tone]} {first.ljust(width)}  {rest}".rstrip()


def _bold(text: str, *, colour: bool) -> str:
    return f"{_BOLD}{text}{_RESET}" if colour else text
