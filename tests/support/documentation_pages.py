"""The pages of the documentation: what stands in their blocks, and where they link to."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

__all__ = ["KNOWN_HOSTS", "PAGES", "ROOT", "Block", "anchors", "blocks", "links", "name_of"]

ROOT = Path(__file__).parents[2]

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
"""All pages that people read as Markdown."""

KNOWN_HOSTS = {
    "docs.aws.amazon.com",
    "docs.python.org",
    "keepachangelog.com",
    "semver.org",
}
"""The hosts that pages link to: documentation that stays, and no other."""

_FENCE = re.compile(r"^(```+|:::+)(.*?)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)

_LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


class Block(NamedTuple):
    """One fenced block."""

    language: str
    """What stands behind the fence."""
    text: str
    """What stands in it; it ends with a line's end."""
    shown: str
    """The text block that follows it at once or after prose, as its output; else nothing."""
    begin: int = 0
    """Where the text begins in the page, in characters."""
    shown_begin: int = 0
    """Where the text block that follows begins."""


def blocks(page: Path) -> list[Block]:
    """Give the blocks of a page, in their order."""
    found = [(m[2], m[3], m.start(3)) for m in _FENCE.finditer(page.read_text("utf-8"))]
    return [
        Block(language, text, shown if after == "text" else "", begin, shown_begin)
        for (language, text, begin), (after, shown, shown_begin) in pairwise([*found, ("", "", 0)])
    ]


def links(page: Path) -> list[str]:
    """Give what a page links to, and the pictures that it shows."""
    return _LINK.findall(_FENCE.sub("", page.read_text("utf-8")))


def anchors(page: Path) -> set[str]:
    """Give what can be linked to in a page: its headings, as GitHub and the site name them."""
    headings = _HEADING.findall(_FENCE.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def name_of(page: Path) -> str:
    """Name a page as people do."""
    return str(page.relative_to(ROOT))
