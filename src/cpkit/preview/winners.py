"""Winning values: of each group that merges, column by column."""

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import polars as pl

from cpkit.preview.codes import Mask, Numbers
from cpkit.preview.lookup import PROFILE_ID, SOURCE
from cpkit.preview.parts import ATTRIBUTES
from cpkit.preview.whole import WholeTable, custom_attributes

__all__ = ["Positions", "Winners"]

Positions: TypeAlias = npt.NDArray[np.intp]

_VALUES: dict[str, pl.DataType | type[pl.DataType]] = {
    "group": pl.UInt32,
    "profile_id": pl.String,
    "field": pl.String,
    "winner": pl.String,
    "winner_id": pl.String,
    "source": pl.String,
    "lost": pl.List(pl.String),
}

_CONFLICTS = {"place": pl.UInt32, "member": pl.UInt32} | {
    name: _VALUES[name] for name in ("field", "winner", "lost")
}
"""The same, with places and members instead of what is looked up for them."""

_PREFIX = "merged:"
"""How ids begin that are made up."""


@attrs.frozen(eq=False, slots=False)
class Winners:
    """The members of groups that merge, and the order in which their values win."""

    whole: WholeTable
    """The profiles."""
    rows: Numbers
    """The members, in the order of the profiles."""
    order: Numbers
    """The members group by group, in each the one first whose values win."""
    places: Numbers
    """The place of each one's group among groups, in this order."""
    starts: Positions
    """Where each group begins."""
    numbers: Numbers
    """Each group's number in the preview."""

    @property
    def groups(self) -> int:
        """How many groups merge."""
        return len(self.starts)

    @property
    def count(self) -> int:
        """How many profiles there are afterwards."""
        return self.whole.table.count - len(self.rows) + self.groups

    @cached_property
    def _firsts(self) -> Numbers:
        """The first member of each group, in the order of the profiles."""
        return np.minimum.reduceat(self.order, self.starts) if self.groups else self.order

    def _ids(self) -> pl.Series:
        """Return the members' ids, in the order of the profiles.

        They are not kept, for they take much room.
        """
        return self.whole.table.take(self.rows, PROFILE_ID).to_series().cast(pl.String)

    def _read(self, column: str) -> pl.Series:
        """Return a column of the members, in the order in which they win."""
        return self.whole.table.take(self.rows, column).to_series().gather(self.order)

    def _texts(self, column: str) -> Iterator[tuple[str, pl.Series]]:
        """Yield a column, or each custom attribute of one that has them all."""
        texts = self._read(column)
        if column == ATTRIBUTES:
            yield from custom_attributes(texts).items()
        else:
            yield column, texts

    def _winners(self, texts: pl.Series) -> Positions:
        """Return where the winning value of each group stands; -1 where none has a value."""
        holders = np.flatnonzero(_is_given(texts))
        winners = np.full(self.groups, -1, dtype=np.intp)
        # Of several the first is written last.
        winners[self.places[holders][::-1]] = holders[::-1]
        return winners

    def records(self) -> pl.DataFrame:
        """Return the records."""
        made_up = _PREFIX + self._ids().gather(self._firsts)
        columns = [made_up.alias(self.whole.profile_id)]
        for name in self.whole.names:
            found = [
                _gather(texts, self._winners(texts)).alias(field)
                for field, texts in self._texts(name)
            ]
            column = _as_json(found, self.groups) if name == ATTRIBUTES else found[0]
            columns.append(column.alias(name))
        return pl.DataFrame(columns)

    def untouched(self) -> pl.LazyFrame:
        """Return the profiles that do not merge."""
        is_left = np.ones(self.whole.table.count, dtype=np.bool_)
        is_left[self.rows] = False
        own = pl.col(PROFILE_ID).cast(pl.String).alias(self.whole.profile_id)
        return self.whole.table.frame.filter(pl.Series(is_left)).select(own, *self.whole.names)

    def values(self) -> pl.DataFrame:
        """Return the values that members disagree on."""
        aside = {self.whole.updated, self.whole.source}
        frames = [
            self._conflicts(field, texts)
            for name in self.whole.names
            if name not in aside
            for field, texts in self._texts(name)
        ]
        found = pl.concat([pl.DataFrame(schema=_CONFLICTS), *frames])
        places = found["place"].to_numpy()
        order = np.lexsort([places, self.numbers[places]])
        found, places = found[order], places[order]
        members, ids = found["member"].to_numpy(), self._ids()
        columns = {
            "group": self.numbers[places],
            "profile_id": _PREFIX + _gather(ids, self._firsts[places]),
            "winner_id": _gather(ids, self.order[members]),
            "source": None
            if self.whole.source is None
            else _gather(self._read(SOURCE).cast(pl.String), members),
            "field": found["field"],
            "winner": found["winner"],
            "lost": found["lost"],
        }
        return pl.DataFrame({name: columns[name] for name in _VALUES}, schema=_VALUES)

    def _conflicts(self, field: str, texts: pl.Series) -> pl.DataFrame:
        """Return the groups whose members have several values of a field.

        Args:
            field: The field.
            texts: The members' values.
        """
        winners = self._winners(texts)
        holders = np.flatnonzero(_is_given(texts))
        winning = winners[self.places[holders]]
        differs = texts.gather(holders) != texts.gather(winning)
        rows = holders[differs.to_numpy()]
        lost = (
            pl.LazyFrame({"place": self.places[rows], "lost": _gather(texts, rows)})
            .group_by("place", maintain_order=True)
            .agg(pl.col("lost").unique(maintain_order=True))
            .collect()
        )
        places = lost["place"].to_numpy()
        members = winners[places]
        return pl.DataFrame(
            {
                "place": places,
                "member": members,
                "field": pl.repeat(field, len(places), eager=True),
                "winner": _gather(texts, members),
                "lost": lost["lost"],
            },
            schema=_CONFLICTS,
        )


def _is_given(texts: pl.Series) -> Mask:
    return (texts.str.len_bytes() > 0).fill_null(value=False).to_numpy()


def _gather(texts: pl.Series, rows: npt.NDArray[Any]) -> pl.Series:
    """Return some texts, null at -1, in memory of their own.

    What Polars gathers keeps all texts in memory that it was gathered from.
    """
    found = texts.gather(np.maximum(rows, 0)) + ""
    if not (rows < 0).any():
        return found
    frame = pl.DataFrame({"text": found, "row": rows})
    return frame.select(pl.when(pl.col("row") >= 0).then("text")).to_series()


def _as_json(columns: list[pl.Series], count: int) -> pl.Series:
    """Return custom attributes as one text for each record, as JSON."""
    names = [column.name.partition(".")[2] for column in columns]
    rows = zip(*columns, strict=True) if columns else [()] * count
    given = (
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in rows
    )
    return pl.Series(map(json.dumps, given), dtype=pl.String)
