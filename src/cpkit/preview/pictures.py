"""Bars of a preview: its levels, the sizes of its groups, and what each rule adds."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from cpkit.display import Bar, Bars, as_svg

if TYPE_CHECKING:
    from cpkit.preview.report import Preview

__all__ = ["Picture", "draw", "pictures_of"]

_SIZES = (2, 3, 4, 5, 6, 11, 21, 51, 101, 501)
"""The least size of groups of each bar."""


class Picture(str):
    """The text of an SVG picture; notebooks show the picture."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Return the picture itself: in the page it has the colour of the text around it."""
        return str(self)


def draw(preview: "Preview") -> Mapping[str, Picture]:
    """Return a preview's pictures, by name."""
    return {name: Picture(as_svg(bars)) for name, bars in pictures_of(preview).items()}


def pictures_of(preview: "Preview") -> Mapping[str, Bars]:
    """Return what there is to draw, by name."""
    levels = preview.levels.rows(named=True)
    return {
        "levels": Bars(
            "Profiles at each level (filled: they merge)",
            tuple(
                Bar(
                    _label(level["level"], level["rule"]),
                    f"{level['profiles']:,}" + (", merge" if level["merges"] else ""),
                    level["profiles"],
                    level["profiles"] if level["merges"] else 0,
                )
                for level in levels
            ),
        ),
        "sizes": Bars("Groups of each size (filled: they merge)", tuple(_sizes(preview.groups))),
        "adds": Bars(
            "Matched by each rule alone (filled: it adds)",
            tuple(
                Bar(
                    _label(level["level"], level["rule"]),
                    f"adds {level['adds']:,} of {level['alone']:,}",
                    level["alone"],
                    level["adds"],
                )
                for level in levels
            ),
        ),
    }


def _label(level: int, rule: list[str]) -> str:
    return f"{level}  {' + '.join(rule)}"


def _sizes(groups: pl.DataFrame) -> "list[Bar]":
    bars: list[Bar] = []
    for least, above in zip(_SIZES, (*_SIZES[1:], None), strict=True):
        is_of = pl.col("size") >= least
        some = groups.filter(is_of if above is None else is_of & (pl.col("size") < above))
        if some.height:
            merging = int(some["merges"].sum())
            share = "merge" if merging == some.height else f"{merging:,} merge"
            said = f"{some.height:,}" + (f", {share}" if merging else "")
            bars.append(Bar(_span(least, above), said, some.height, merging))
    return bars


def _span(least: int, above: int | None) -> str:
    """Return the sizes of a bar, in words."""
    if above is None:
        return f"{least} profiles or more"
    return f"{least} profiles" if above == least + 1 else f"{least} to {above - 1} profiles"
