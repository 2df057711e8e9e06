"""Bars as SVG: text that can be selected, for light and dark ground and for narrow screens.

A picture takes the width that there is. Its text has the colour of the text around it, and its bars
one that stands out from white and from black. It has no script, no style sheet and no id, so that
several stand in one page.
"""

import html
from collections.abc import Iterator
from textwrap import wrap

from cpkit.display.rows import Bar, Bars, shortened, visible

__all__ = ["as_svg"]

_LINE, _BAR, _GAP, _TITLE = 18, 14, 10, 24
"""Heights in pixels: of a line of text, a bar, the room below it, and a line of the title."""
_WIDEST = 58
"""How much of the width the longest bar takes, in percent; beside it stands its text."""
_LEAST = 0.4
"""The width of what is little, but more than nothing."""
_LETTERS = 44
"""How many letters fit into a line on a narrow screen."""
_COLOUR = "#3b82f6"


def as_svg(picture: Bars) -> str:
    """Return bars as an SVG picture that is a file of its own or part of an HTML page.

    Its title and description have all labels and numbers, for those who do not see it.

    Args:
        picture: What to draw.

    Returns:
        One element.
    """
    parts: list[str] = []
    height = 0
    for line in wrap(visible(picture.title), _LETTERS):
        height += _TITLE
        parts.append(f'<text y="{height - 8}" font-weight="bold">{html.escape(line)}</text>')
    longest = max((bar.length for bar in picture.bars), default=0)
    for bar in picture.bars:
        for line in wrap(shortened(visible(bar.label)), _LETTERS):
            height += _LINE
            parts.append(f'<text y="{height - 5}">{html.escape(line)}</text>')
        parts.extend(_drawn(bar, longest, height))
        height += _BAR + _GAP
    said = "; ".join(f"{shortened(bar.label)}: {bar.text}" for bar in picture.bars)
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="100%" height="{height}" '
        'style="max-width:44em;display:block" font-family="system-ui, sans-serif" '
        'font-size="13" fill="currentColor">'
    )
    title, description = (html.escape(visible(text)) for text in (picture.title, said))
    named = (f"<title>{title}</title>", f"<desc>{description}</desc>")
    return "\n".join((start, *named, *parts, "</svg>"))


def _drawn(bar: Bar, longest: int, top: int) -> Iterator[str]:
    """Yield a bar, what of it is filled, and its text."""
    width = _width(bar.length, longest)
    filled = min(_width(bar.filled, longest), width)
    if width:
        yield (
            f'<rect x="0" y="{top}" width="{width:.2f}%" height="{_BAR}" fill="{_COLOUR}" '
            f'fill-opacity=".25" stroke="{_COLOUR}"/>'
        )
    if filled:
        yield f'<rect y="{top}" width="{filled:.2f}%" height="{_BAR}" fill="{_COLOUR}"/>'
    yield f'<text x="{width:.2f}%" dx="6" y="{top + _BAR - 2}">{html.escape(bar.text)}</text>'


def _width(length: int, longest: int) -> float:
    return max(_WIDEST * length / longest, _LEAST) if length else 0
