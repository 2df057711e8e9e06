"""A preview as HTML: for notebooks, and as a file that works offline and can be mailed."""

import html
from typing import TYPE_CHECKING

import attrs
import polars as pl

from cpkit.display import Cell, Row, Section, as_html, counted, shortened
from cpkit.preview.pictures import pictures_of
from cpkit.preview.readings import Evaluated
from cpkit.preview.summary import summary

if TYPE_CHECKING:
    from cpkit.preview.report import Preview

__all__ = ["as_document", "as_fragment"]

_LARGEST, _GROUPS, _MEMBERS = 5, 3, 10
"""How many groups are the largest, how many of a level are shown, and how many profiles of each."""
_LETTERS = 80
"""How much is shown of a value."""

_DOCUMENT = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>body {{ font-family: system-ui, sans-serif; margin: 1em auto; max-width: 70em; \
padding: 0 1em; }}</style>
</head>
<body>
{body}
</body>
</html>
"""


def as_fragment(preview: "Preview", evaluated: Evaluated, *, values: bool = True) -> str:
    """Return the screen that `print` shows as one HTML element, with bars and sampled groups.

    Args:
        preview: The preview.
        evaluated: What it reports.
        values: Whether to show what profiles contain.
    """
    page = summary(preview, evaluated, values=values, largest=not values)
    groups = (_largest(preview), *_samples(preview)) if values else ()
    return as_html(
        attrs.evolve(
            page,
            sections=(*page.sections, *groups),
            pictures=tuple(pictures_of(preview).values()),
        )
    )


def as_document(preview: "Preview", evaluated: Evaluated, *, values: bool) -> str:
    """Return the same as a page of its own, which loads and runs nothing."""
    body = as_fragment(preview, evaluated, values=values)
    return _DOCUMENT.format(title=html.escape(f"{preview!r}"[1:-1]), body=body)


def _largest(preview: "Preview") -> Section:
    """Return the largest groups, which show soonest whether strangers are matched."""
    rows = tuple(
        Row(
            "plain",
            (
                Cell(f"{group['size']:,}"),
                Cell(f"{group['level']}"),
                Cell(", ".join(shortened(shared, _LETTERS) for shared in group["shares"])),
            ),
        )
        for group in preview.largest(_LARGEST).iter_rows(named=True)
    )
    return Section("Largest groups", ("profiles", "level", "what all members share"), rows)


def _samples(preview: "Preview") -> tuple[Section, ...]:
    """Return a few groups of each level, folded."""
    levels = preview.levels.filter(pl.col("groups") > 0)["level"]
    return tuple(
        _group(members)
        for level in levels
        for members in preview.sample(level, _GROUPS).partition_by("group", maintain_order=True)
    )


def _group(members: pl.DataFrame) -> Section:
    """Return a group as a table: a row a member, with marks where members differ."""
    fields = members.columns[2:]
    differing = {name for name in fields[1:] if members[name].drop_nulls().n_unique() > 1}
    rows = tuple(
        Row(
            "plain",
            tuple(
                Cell(shortened(str(member[name] or ""), _LETTERS), is_marked=name in differing)
                for name in fields
            ),
        )
        for member in members.head(_MEMBERS).iter_rows(named=True)
    )
    number, level = members.row(0)[:2]
    differ = f"; not the same: {', '.join(sorted(differing))}" if differing else ""
    some = f", {_MEMBERS} of them shown" if members.height > _MEMBERS else ""
    return Section(
        f"Level {level}, group {number}: {counted(members.height, 'profile')}{some}{differ}",
        tuple(fields),
        rows,
        is_folded=True,
    )
