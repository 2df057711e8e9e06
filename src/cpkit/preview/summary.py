"""One screen of a preview, for people."""

from typing import TYPE_CHECKING

import numpy as np

from cpkit.display import Cell, Page, Row, Section, Tone, shortened
from cpkit.preview.readings import Evaluated

if TYPE_CHECKING:
    from cpkit.preview.report import Preview

__all__ = ["summary"]

_MOST_COMMON = 5
"""How many values that are too common are shown; the frame has all."""


def summary(preview: "Preview", evaluated: Evaluated, *, values: bool = True) -> Page:
    """Return one screen: what would merge, what each level does, what the numbers rest on.

    Args:
        preview: The preview.
        evaluated: What it reports.
        values: Whether to show what profiles contain.
    """
    found = evaluated.found
    matched = preview.members.height
    merged = len(found.merging) - len(np.unique(found.merging))
    title = (
        f"{_counted(evaluated.table.count, 'profile')}: {matched:,} match, in "
        f"{_counted(preview.groups.height, 'group')}; {merged:,} would vanish in others"
    )
    return Page(
        title,
        (
            _levels(preview),
            _common(preview, values=values),
            _assumptions(preview),
        ),
    )


def _levels(preview: "Preview") -> Section:
    rows = tuple(
        _row(
            f"{level['level']}",
            " + ".join(level["rule"]),
            f"{_counted(level['profiles'], 'profile')} in {_counted(level['groups'], 'group')}",
            f"largest {level['largest']:,}",
            f"alone {level['alone']:,}",
            f"adds {level['adds']:,}",
            f"left out as common {level['left_out_as_common']:,}"
            if level["left_out_as_common"]
            else "",
            "merges" if level["merges"] else "",
        )
        for level in preview.levels.iter_rows(named=True)
    )
    return Section("Levels", (), rows)


def _common(preview: "Preview", *, values: bool) -> Section:
    shown = preview.common.head(_MOST_COMMON)
    rows = tuple(
        _row(
            f"{value['profiles']:,}",
            value["attribute"] + (f" {shortened(value['value'])!r}" if values else ""),
        )
        for value in shown.iter_rows(named=True)
    )
    more = preview.common.height - shown.height
    title = "Too common to match on" + (f" ({more:,} more in .common)" if more else "")
    return Section(title, (), rows)


def _assumptions(preview: "Preview") -> Section:
    rows = tuple(
        _row(
            "?" if one["profiles"] is None else f"{one['profiles']:,}",
            one["reading"],
            f"[{one['option']}]" if one["option"] else "",
            tone="warning" if one["profiles"] else "plain",
        )
        for one in preview.assumptions.iter_rows(named=True)
    )
    title = "Profiles that depend on what AWS does not document"
    return Section(title, (), rows, says_tones=False)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _row(*texts: str, tone: Tone = "plain") -> Row:
    return Row(tone, tuple(Cell(text, is_code=False) for text in texts))
