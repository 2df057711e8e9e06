"""The fields that rules read, coded; and what is seen of them on the way."""

from collections.abc import Callable, Sequence

import attrs
import numpy as np
import polars as pl

from cpkit.preview.codes import MISSING, Coded, Numbers, code_texts
from cpkit.preview.fields import FieldPlan

__all__ = ["CodedProfiles", "code_fields"]


@attrs.frozen(eq=False)
class CodedProfiles:
    count: int
    fields: dict[str, tuple[Coded, ...]]
    profile_ids: Callable[[Numbers], pl.Series]


def code_fields(
    plan: FieldPlan, frame: pl.DataFrame, profile_id: str, limit: int | None
) -> CodedProfiles:
    fields: dict[str, tuple[Coded, ...]] = {}
    n = frame.height
    for attribute in plan.attributes.values():
        cols = [
            frame.get_column(f.name)
            if f.name in frame.columns
            else pl.Series([None] * n, dtype=pl.String)
            for f in attribute.fields
        ]
        if plan.is_many_to_many:
            codes = (
                np.split(code_texts(pl.concat(cols)), len(cols))
                if n
                else [np.empty(0, dtype=np.uint32)] * len(cols)
            )
        else:
            codes = [code_texts(c) for c in cols]
        fields[attribute.name] = common(codes, limit, together=plan.is_many_to_many)
    return CodedProfiles(n, fields, lambda rows: frame.get_column(profile_id).gather(rows))


def common(codes: Sequence[Numbers], limit: int | None, *, together: bool) -> tuple[Coded, ...]:
    if limit is None:
        return tuple(Coded(c, None) for c in codes)
    if not together:
        return tuple(common_one([c], limit)[0] for c in codes)
    return common_one(codes, limit)


def common_one(codes: Sequence[Numbers], limit: int) -> tuple[Coded, ...]:
    size = sum(map(len, codes))
    counts = np.zeros(size, dtype=np.int64)
    for i, c in enumerate(codes):
        given = c != MISSING
        for earlier in codes[:i]:
            given &= c != earlier
        counts += np.bincount(c[given], minlength=size)
    is_common = counts > limit
    if not is_common.any():
        return tuple(Coded(c, None) for c in codes)
    padded = np.zeros(size + 1, dtype=bool)
    padded[:size] = is_common
    return tuple(Coded(c, padded[np.minimum(c, size)]) for c in codes)
