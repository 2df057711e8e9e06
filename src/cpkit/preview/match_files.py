"""Result files of identity resolution: which profiles machine learning has found similar."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from cpkit.preview.complaints import Complaints, meant
from cpkit.preview.inputs import read_parts
from cpkit.preview.parts import ATTRIBUTES, Wanted, collect
from cpkit.preview.whole import all_texts, custom_attributes
from cpkit.schema.signatures import explained

__all__ = ["GROUP", "ID", "SCORE", "read_matches"]

GROUP, SCORE, ID = "MatchingGroupId", "ConfidenceScore", "ProfileId"
"""The columns that all result files have."""


@explained
def read_matches(path: str | Path | Sequence[str] | Sequence[Path]) -> pl.DataFrame:
    """Read result files of identity resolution, as the service writes them to the export bucket.

    Args:
        path: A file, a folder, a pattern with ``*``, an address that begins with ``s3://``, or
            several; CSV, Parquet or JSON lines, plain or compressed with gzip.

    Returns:
        A row a profile of a matching group: ``MatchingGroupId``, ``ConfidenceScore`` (a number from
        0 to 1), ``ProfileId``, and the fields of the profile as texts; custom attributes are
        columns such as ``Attributes.tier``.

    Raises:
        ValidationError: A file cannot be read, or is none of these.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from cpkit import preview
        >>> lines = ["MatchingGroupId,ConfidenceScore,ProfileId", "g,0.9,a", "g,0.9,b"]
        >>> with TemporaryDirectory() as folder:
        ...     _ = Path(folder, "matches.csv").write_text(chr(10).join(lines))
        ...     preview.read_matches(folder)["ProfileId"].to_list()
        ['a', 'b']
    """
    complaints = Complaints()
    parts = read_parts(path, Wanted((), frozenset(), ID, are_all=True), complaints)
    for part in parts:
        for name in (GROUP, SCORE, ID):
            if name not in part.columns:
                near = meant([name], part.columns)
                text = "there is no such column in this file; pass result files of identity "
                text += f"resolution (did you mean {near!r}?)." if near else "resolution."
                complaints.add("missing-column", f"{part.label}: {name}", text)
    complaints.check()
    read = [collect(all_texts(part), part.label) for part in parts]
    matches = pl.concat(read, how="diagonal")
    if ATTRIBUTES in matches.columns:
        found = custom_attributes(matches[ATTRIBUTES])
        matches = matches.drop(ATTRIBUTES).with_columns(**found)
    scores = matches[SCORE].cast(pl.Float64, strict=False)
    unread = scores.is_null() | ~scores.is_between(0, 1)
    if unread.any():
        text = (
            f"holds no number from 0 to 1 in {int(unread.sum()):,} of the rows; look at the files."
        )
        complaints.add("confidence-score", SCORE, text)
        complaints.check()
    return matches.with_columns(scores)
