"""The attributes that rules name, coded, and what is seen of their values on the way."""

from collections.abc import Sequence
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import polars as pl

from cpkit.preview.codes import MISSING, Coded, Mask, Numbers, code_texts, is_given, more_than
from cpkit.preview.fields import Attribute
from cpkit.preview.profiles import ProfileTable

__all__ = ["CodedAttribute", "code_attribute"]

PackedMask: TypeAlias = npt.NDArray[np.uint8]

COMMON_SCHEMA: dict[str, type[pl.DataType]] = {
    "attribute": pl.String,
    "value": pl.String,
    "profiles": pl.UInt32,
}


@attrs.frozen(eq=False)
class CodedAttribute:
    """One attribute that rules name."""

    count: int
    """The number of profiles."""
    columns: tuple[Coded, ...]
    """Its fields, in their order."""
    given: tuple[PackedMask, ...]
    """For each field which profiles have a value in it, eight a byte."""
    common: pl.DataFrame
    """The values that too many profiles have: attribute, value, profiles."""

    def is_given(self) -> Mask:
        """Return which profiles have a value in any of its fields."""
        return np.unpackbits(np.bitwise_or.reduce(self.given), count=self.count).view(np.bool_)

    def is_given_in(self, place: int, row: int) -> bool:
        """Return whether a profile has a value in one of its fields."""
        return bool(self.given[place][row // 8] >> (7 - row % 8) & 1)


def code_attribute(
    attribute: Attribute, table: ProfileTable, *, together: bool, limit: int | None
) -> CodedAttribute:
    """Return an attribute's fields, coded.

    Args:
        attribute: The attribute.
        table: The profiles.
        together: Whether a value of one field equals the same value of another.
        limit: How many profiles may have a value that is matched on.
    """
    names = [field.name for field in attribute.fields]
    blocks = (
        [_code_block(names, attribute.name, table, limit)]
        if together
        else [_code_block([name], name, table, limit) for name in names]
    )
    return CodedAttribute(
        count=table.count,
        columns=tuple(column for block in blocks for column in block.columns),
        given=tuple(np.packbits(mask) for block in blocks for mask in block.given),
        common=pl.concat([block.common for block in blocks]),
    )


@attrs.frozen(eq=False)
class _Block:
    """Fields whose values are compared with each other."""

    columns: list[Coded]
    given: list[Mask]
    common: pl.DataFrame


def _code_block(names: list[str], title: str, table: ProfileTable, limit: int | None) -> _Block:
    """Return fields, coded together.

    Args:
        names: The fields.
        title: What their values are called where they are too common.
        table: The profiles.
        limit: How many profiles may have a value.
    """
    texts = _texts(names, table)
    given = is_given(texts)
    codes = code_texts(texts, given)
    columns = np.split(codes, len(names))
    distinct = int(np.count_nonzero(codes == np.arange(len(codes), dtype=np.uint32)))
    found, counts = (codes[:0], codes[:0]) if limit is None else more_than(limit, _once(columns))
    is_common = np.zeros(len(codes) + 1, dtype=np.bool_)
    is_common[found] = True
    return _Block(
        columns=[
            Coded(
                column,
                is_common[np.minimum(column, len(codes))] if len(found) else None,
                distinct,
            )
            for column in columns
        ],
        given=np.split(given, len(names)),
        common=pl.DataFrame(
            {
                "attribute": [title] * len(found),
                "value": texts[found]
                .select(
                    pl.concat_str(pl.all().replace("", None), separator=", ", ignore_nulls=True)
                )
                .to_series()
                if len(found)
                else [],
                "profiles": counts,
            },
            schema=COMMON_SCHEMA,
        ),
    )


def _texts(names: list[str], table: ProfileTable) -> pl.DataFrame:
    """Return fields one below the other, each of one column or of several lines."""
    frames = [
        pl.DataFrame([table.read(column).alias(str(line)) for line, column in enumerate(columns)])
        if (columns := table.columns[name])
        else pl.DataFrame({"0": pl.repeat(None, table.count, dtype=pl.String, eager=True)})
        for name in names
    ]
    return pl.concat(frames, how="diagonal").rechunk()  # many gathers follow, slow between chunks


def _once(columns: Sequence[Numbers]) -> Numbers:
    """Return codes such that a profile that has one in several fields has it once."""
    counted = [columns[0]]
    for place, column in enumerate(columns[1:], start=1):
        again = np.logical_or.reduce([column == earlier for earlier in columns[:place]])
        counted.append(np.where(again, MISSING, column))
    return np.concatenate(counted)
