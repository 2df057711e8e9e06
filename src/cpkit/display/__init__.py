"""Plain rows as text, Markdown and escaped HTML, and bars as SVG; knows no model.

A `Page` says what is shown, and three functions write it: `as_text` for terminals, `as_markdown`
for pull requests, `as_html` for notebooks; `as_svg` draws bars. Each is pure, and none trusts what
it is given: control characters become visible, and nothing that a value holds is read as markup.
"""

from cpkit.display.bars import as_svg
from cpkit.display.escaped_html import as_html
from cpkit.display.markdown import as_markdown
from cpkit.display.plain_text import as_text
from cpkit.display.rows import (
    Bar,
    Bars,
    Cell,
    Page,
    Row,
    Section,
    Tone,
    counted,
    shortened,
    visible,
)

__all__ = [
    "Bar",
    "Bars",
    "Cell",
    "Page",
    "Row",
    "Section",
    "Tone",
    "as_html",
    "as_markdown",
    "as_svg",
    "as_text",
    "counted",
    "shortened",
    "visible",
]
