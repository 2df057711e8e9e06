"""Pictures of terminals: what a session showed, as SVG that needs nothing else."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["terminal_picture"]

_ESCAPE = re.compile(r"\x1b\[([0-9;]*)m")
_COLOURS = {
    "31": "#ff7b72",
    "32": "#7ee787",
    "33": "#e3b341",
    "34": "#79c0ff",
    "35": "#d2a8ff",
    "36": "#76e3ea",
}
_WIDTH, _HEIGHT = 8.4, 18
"""The width and the height of a character, in units of the picture."""
_EDGE = 16
_FONT = "ui-monospace,SFMono-Regular,Menlo,Consolas,monospace"


def terminal_picture(title: str, text: str, *, columns: int) -> str:
    """Return a picture of a terminal.

    Args:
        title: What the picture shows, for screen readers.
        text: What the terminal showed, with escapes of colours.
        columns: The width of the terminal.
    """
    lines = text.rstrip("\n").split("\n")
    width = round(columns * _WIDTH + 2 * _EDGE)
    height = len(lines) * _HEIGHT + 2 * _EDGE
    return "".join(
        f"{part}\n"
        for part in (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
            f"<title>{html.escape(title)}</title>",
            f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>',
            f'<g font-family="{_FONT}" font-size="14" fill="#e6edf3">',
            *_texts(lines),
            "</g>",
            "</svg>",
        )
    )


def _texts(lines: Sequence[str]) -> Iterator[str]:
    style = ""
    for number, line in enumerate(lines):
        at, column, spans = 0, 0, ""
        if line.startswith("$ "):
            style = ' font-weight="bold"'
        for part in re.split(r"(\x1b\[[0-9;]*m)", line):
            if escape := _ESCAPE.fullmatch(part):
                style = "".join(map(_style, escape[1].split(";")))
            elif part:
                x = round(_EDGE + column * _WIDTH, 1)
                length = round(len(part) * _WIDTH, 1)
                spans += (
                    f'<tspan x="{x}" textLength="{length}" lengthAdjust="spacingAndGlyphs"{style}>'
                    f"{_shown(part)}</tspan>"
                )
                column += len(part)
        if line.startswith("$ "):
            style = ""
        at = _EDGE + (number + 1) * _HEIGHT - 5
        yield f'<text y="{at}">{spans}</text>'


def _shown(text: str) -> str:
    """Return text whose spaces stay as many as they are."""
    return html.escape(text).replace(" ", "&#160;")


def _style(code: str) -> str:
    if code in _COLOURS:
        return f' fill="{_COLOURS[code]}"'
    return {"1": ' font-weight="bold"', "2": ' opacity=".6"'}.get(code, "")
