"""Pages of rows to be shown, and texts that would act instead of showing."""

from cpkit.display import Cell, Page, Row, Section

__all__ = ["HOSTILE", "page"]

HOSTILE = [
    "<script>alert(1)</script>",
    "a|b",
    "``` `",
    "one\ntwo",
    "\x1b[31mred",
    "\u202eturned",
    '"><img src=x onerror=alert(1)>',
    "&amp;",
    " `",
    "\u2028",
]


def page(*cells: Cell, title: str = "shop") -> Page:
    """Make a page of one row."""
    row = Row("added", cells)
    return Page(title, (Section("Rows", ("What",) * len(cells), (row,)),))
