"""Rows as HTML for notebooks: everything escaped, readable on dark and light ground.

The fragment brings no colours of its own for text: it inherits them, and tints the ground behind
with colours that let it through. A long section can be folded. It has no script, no class and no
style sheet, so that what sanitizes notebooks leaves it as it is.
"""

import html
import re
from collections.abc import Iterable, Iterator

from cpkit.display.bars import as_svg
from cpkit.display.rows import Cell, Page, Row, Section, Tone, visible

__all__ = ["as_html"]

_TINTS: dict[Tone, str] = {
    "added": "rgba(46,160,67,.22)",
    "removed": "rgba(248,81,73,.22)",
    "changed": "rgba(210,153,34,.22)",
    "moved": "rgba(56,139,253,.22)",
    "error": "rgba(248,81,73,.22)",
    "warning": "rgba(163,113,247,.22)",
    "plain": "transparent",
}
_PAGE = "color:inherit;font-family:inherit;line-height:1.4;overflow-x:auto"
_TABLE = "border-collapse:collapse;margin:.3em 0 .8em;color:inherit;background:transparent"
_CAPTION = "text-align:left;color:inherit;font-weight:bold"
_JOINT = re.compile(r"[._](?=[^\W\d])|(?<=\w)(?=\[)|[0-9a-f]{16}(?=[0-9a-f]{8})")
_BREAKABLE = r"\g<0><wbr>"
_SUMMARY = "cursor:pointer;color:inherit;font-weight:bold"
_SHORT = 12
"""How many rows a section shows that cannot be folded."""
_CELL = (
    "text-align:left;vertical-align:top;padding:.2em .6em;"
    "border:1px solid rgba(128,128,128,.4);color:inherit"
)
_CODE = (
    "font-family:monospace;color:inherit;background:transparent;"
    "white-space:pre-wrap;overflow-wrap:break-word"
)
_MARK = "color:inherit;background:rgba(210,153,34,.35)"


def as_html(page: Page) -> str:
    """Return a page as an HTML fragment.

    Args:
        page: What to write.

    Returns:
        One element.
    """
    return "\n".join(_lines(page))


def _lines(page: Page) -> Iterator[str]:
    yield f'<div style="{_PAGE}">'
    yield f"<p><strong>{_text(page.title)}</strong></p>"
    yield from map(as_svg, page.pictures)
    for section in page.sections:
        if section.rows:
            yield from _section(section)
    yield "</div>"


def _section(section: Section) -> Iterator[str]:
    count = len(section.rows)
    if not section.is_folded and (count <= _SHORT or not section.title):
        yield from _table(section, section.title)
        return
    yield f"<details{'' if section.is_detail or section.is_folded else ' open'}>"
    number = "" if section.is_folded else f" ({count})"
    yield f'<summary style="{_SUMMARY}">{_text(section.title)}{number}</summary>'
    yield from _table(section, "")
    yield "</details>"


def _table(section: Section, caption: str) -> Iterator[str]:
    yield f'<table style="{_TABLE}">'
    if caption:
        yield f'<caption style="{_CAPTION}">{_text(caption)}</caption>'
    names = ("", *section.headings) if section.has_tones else section.headings
    if any(names):
        headings = "".join(f'<th scope="col" style="{_CELL}">{_text(name)}</th>' for name in names)
        yield f"<thead><tr>{headings}</tr></thead>"
    yield "<tbody>"
    columns = range(len(section.rows[0].cells))
    # What no row has is no column, where no heading asks for it.
    shown = [
        at for at in columns if section.headings or any(row.cells[at].text for row in section.rows)
    ]
    for row in section.rows:
        yield _row(row, [row.cells[at] for at in shown], has_tones=section.has_tones)
    yield "</tbody>"
    yield "</table>"


def _row(row: Row, shown: Iterable[Cell], *, has_tones: bool) -> str:
    tone = "" if row.tone == "plain" else row.tone
    # Each cell is tinted, since notebooks stripe the rows themselves.
    style = f"{_CELL};background:{_TINTS[row.tone]}"
    cells = "".join(f'<td style="{style}">{_cell(cell)}</td>' for cell in shown)
    first = f'<td style="{style}">{tone}</td>' if has_tones else ""
    return f"<tr>{first}{cells}</tr>"


def _cell(cell: Cell) -> str:
    text = _text(cell.text)
    shown = f'<code style="{_CODE}">{text}</code>' if cell.is_code and text else text
    return f'<mark style="{_MARK}">{shown}</mark>' if cell.is_marked and text else shown


def _text(text: str) -> str:
    escaped = html.escape(visible(text), quote=True)
    # A narrow screen breaks a path at a joint and an id in the middle, not where it ends.
    return _JOINT.sub(_BREAKABLE, escaped)
