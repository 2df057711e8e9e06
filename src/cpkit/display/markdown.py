"""Rows as Markdown with tables, as pull requests show it."""

import re
from collections.abc import Iterator

from cpkit.display.rows import Cell, Page, Section, visible

__all__ = ["as_markdown"]

_SPECIAL = re.compile(r"[\\`*_\[\]|~]|[<>&@#$]|:(?=//)|w(?=ww)")
_RUNS = re.compile("`+")


def as_markdown(page: Page) -> str:
    """Return a page as Markdown; nothing that a cell contains becomes markup, a link or a mention.

    Args:
        page: What to write.

    Returns:
        The lines, without a line end after the last.
    """
    return "\n".join(_lines(page))


def _lines(page: Page) -> Iterator[str]:
    yield f"### {_prose(page.title)}"
    for section in page.sections:
        if section.rows:
            yield ""
            if section.title:
                yield f"**{_prose(section.title)}**"
                yield ""
            yield from _table(section)


def _table(section: Section) -> Iterator[str]:
    names = ["", *section.headings] if section.has_tones else [*section.headings]
    yield _row([*map(_prose, names)])
    yield _row(["---"] * len(names))
    for row in section.rows:
        tone = "" if row.tone == "plain" else row.tone
        yield _row([*([tone] if section.has_tones else []), *map(_cell, row.cells)])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    if not cell.text:
        return ""
    return _code(visible(cell.text)) if cell.is_code else _prose(cell.text)


def _code(text: str) -> str:
    """Return a code span; its fence is longer than any run of backticks inside."""
    longest = max(map(len, _RUNS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    # In a table a bar ends the cell even in a code span, unless a backslash stands before it.
    inner = text.replace("|", "\\|")
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{inner}{pad}{fence}"


def _prose(text: str) -> str:
    return _SPECIAL.sub(_escaped, visible(text))


def _escaped(match: re.Match[str]) -> str:
    """Return a character so that it only shows; a backslash does not end a link or a mention."""
    character = match[0]
    return f"&#{ord(character)};" if character in "<>&@#$:w" else f"\\{character}"
