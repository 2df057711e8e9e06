"""One screen of a preview, for people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cpkit.display import Cell, Page, Row, Section, Tone, shortened
from cpkit.preview.readings import Evaluated, count_vanishing

if TYPE_CHECKING:
    from cpkit.preview.report import Preview

__all__ = ["summary"]

_LETTERS = 80
"""How much is shown of what members share."""

_MOST_COMMON = 5
"""How many values that are too common are shown; the frame has all."""


def summary(
    preview: "Preview", evaluated: Evaluated, *, values: bool = True, largest: bool = True
) -> Page:
    """Return one screen: what would merge, what each level does, what the numbers rest on.

    Args:
        preview: The preview.
        evaluated: What it reports.
        values: Whether to show what profiles contain.
        largest: Whether to show what the members of the largest group share.
    """
    matched = preview.members.height
    vanishing = count_vanishing(evaluated.found.merging)
    title = (
        f"{_counted(evaluated.table.count, 'profile')}: {matched:,} match, in "
        f"{_counted(preview.groups.height, 'group')}; {vanishing:,} would vanish in others"
    )
    return Page(
        title,
        (
            _levels(preview),
            *(_largest(preview, values=values) if largest else ()),
            _common(preview, values=values),
            *_checks(preview),
            _assumptions(preview),
            *_consequences(evaluated, vanishing),
        ),
    )


def _largest(preview: "Preview", *, values: bool) -> Iterator[Section]:
    """Yield what the members of the largest group share: values, or which fields they are of."""
    for group in preview.largest(1).iter_rows(named=True):
        names = (share.partition("=")[0] for share in group["shares"])
        shown = ", ".join(
            shortened(one, _LETTERS) for one in (group["shares"] if values else names)
        )
        shares = shown if values or not shown else f"the same {shown}"
        row = _row(f"{group['size']:,}", f"level {group['level']}", shares or "nothing in all")
        yield Section("Largest group", (), (row,))


def _checks(preview: "Preview") -> Iterator[Section]:
    """Yield what looks wrong with the rules."""
    rows = tuple(_row(text, tone="warning") for text in preview.checks["finding"])
    if rows:
        yield Section("Look at", (), rows)


def _consequences(evaluated: Evaluated, vanishing: int) -> Iterator[Section]:
    """Yield what it comes to otherwise, and what merging does besides."""
    rows: list[Row] = []
    if len(evaluated.plan.rules) > 1 and evaluated.plan.merging_level:
        other = "transitive" if evaluated.readings.grouping == "waterfall" else "waterfall"
        count = count_vanishing(evaluated.regrouped.merging)
        rows.append(_row(f'{count:,} would vanish with grouping="{other}".'))
    if vanishing:
        text = "Cases of Amazon Connect stay tied to the profile id that they had before a merge."
        rows.extend((_row(text), _row("A merge cannot be undone.")))
    if rows:
        yield Section("If they merge", (), tuple(rows))


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
