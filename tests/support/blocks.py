"""The fenced blocks of the documentation's pages."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

__all__ = ["PAGES", "ROOT", "Block", "blocks", "name_of"]

ROOT = Path(__file__).parents[2]

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
"""All pages that people read as Markdown."""

_FENCE = re.compile(r"^(```+|:::+)(.*?)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """One fenced block."""

    language: str
    """What stands behind the fence."""
    text: str
    """What stands in it; it ends with a line's end."""
    shown: str
    """The text block that follows it at once or after prose, as its output; else nothing."""


def blocks(page: Path) -> list[Block]:
    """Give the blocks of a page, in their order."""
    found = [(language, text) for _, language, text in _FENCE.findall(page.read_text("utf-8"))]
    return [
        Block(language, text, shown if after == "text" else "")
        for (language, text), (after, shown) in pairwise([*found, ("", "")])
    ]


def name_of(page: Path) -> str:
    """Name a page as people do."""
    return str(page.relative_to(ROOT))
