"""What is shown: a page of sections of rows of cells."""

from typing import Literal

import attrs

__all__ = [
    "Bar",
    "Bars",
    "Cell",
    "Page",
    "Row",
    "Section",
    "Tone",
    "counted",
    "shortened",
    "visible",
]

Tone = Literal["added", "removed", "changed", "moved", "error", "warning", "plain"]
"""What a row is about, which decides its mark and its colour."""


@attrs.frozen
class Cell:
    """One text of a row."""

    text: str
    """What is shown; an empty text shows nothing."""
    is_code: bool = True
    """Whether it is a name or a value rather than a sentence."""
    is_marked: bool = False
    """Whether it stands out from the others of its column; plain text does not show it."""


@attrs.frozen
class Row:
    """Cells that belong together."""

    tone: Tone
    """What the row is about."""
    cells: tuple[Cell, ...]
    """The cells, as many as the section has headings."""


@attrs.frozen
class Section:
    """Rows of one kind."""

    title: str
    """The heading; a section without one is never collapsed."""
    headings: tuple[str, ...]
    """The columns' names, or empty texts; plain text shows rows without them."""
    rows: tuple[Row, ...]
    """The rows, in their order."""
    between: str = "  "
    """What stands in plain text between the cells from the second on."""
    says_tones: bool = True
    """Whether tables name each row's tone; they need not where a column says as much."""
    is_detail: bool = False
    """Whether it is worth less room: HTML folds it, where it is long, until somebody opens it."""
    is_folded: bool = False
    """Whether HTML shows no more of it than its title until somebody opens it."""

    @property
    def has_tones(self) -> bool:
        """Whether tables have a column that says what a row is about."""
        return self.says_tones and any(row.tone != "plain" for row in self.rows)


@attrs.frozen
class Bar:
    """One bar."""

    label: str
    """What it is about; it stands above."""
    text: str
    """Its number, as people read it; it stands at its end."""
    length: int
    """How long it is, compared with the others."""
    filled: int
    """How much of that is filled; the rest is pale."""


@attrs.frozen
class Bars:
    """Bars of one scale."""

    title: str
    """What is counted, and what filled means."""
    bars: tuple[Bar, ...]
    """The bars, from above."""


@attrs.frozen
class Page:
    """All that is shown."""

    title: str
    """What the page is about, in one line."""
    sections: tuple[Section, ...] = ()
    """The sections, in their order; one without rows is passed over."""
    pictures: tuple[Bars, ...] = ()
    """What HTML draws below the title; text and Markdown have nothing of it."""


def counted(count: int, what: str) -> str:
    """Return how many there are of something, in words that fit.

    Example:
        >>> counted(0, "change"), counted(1, "change"), counted(2, "change")
        ('no changes', '1 change', '2 changes')
    """
    return f"{f'{count:,}' if count else 'no'} {what}{'' if count == 1 else 's'}"


def shortened(text: str, most: int = 200) -> str:
    """Return a text, or its beginning and how long it is.

    Args:
        text: The text.
        most: The number of characters from which on it is cut.

    Example:
        >>> shortened("a" * 100_000, 5)
        'aaaaa… (100,000 characters)'
    """
    return text if len(text) <= most else f"{text[:most]}… ({len(text):,} characters)"


def visible(text: str) -> str:
    r"""Return a text with characters that would act instead of showing written as escapes.

    Line ends, terminal escapes, and characters that turn the direction of writing are among them.

    Example:
        >>> print(visible("one\ntwo\x1b[31m"))
        one\ntwo\x1b[31m
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )
