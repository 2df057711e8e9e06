"""Plain rows as text, Markdown and escaped HTML; knows no model.

A `Page` says what is shown, and three functions write it: `as_text` for terminals, `as_markdown`
for pull requests, `as_html` for notebooks. Each is pure, and none trusts what it is given: control
characters become visible, and nothing that a value holds is read as markup.
"""

from cpkit.display.escaped_html import as_html
from cpkit.display.markdown import as_markdown
from cpkit.display.plain_text import as_text
from cpkit.display.rows import Cell, Page, Row, Section, Tone, counted

__all__ = ["Cell", "Page", "Row", "Section", "Tone", "as_html", "as_markdown", "as_text", "counted"]
