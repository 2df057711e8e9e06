"""In which order what went, came and moved is listed."""

import pytest

from cpkit.planning.alignment import Pair, align


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("XAB", "BA", [(0, None), (1, 1)]),
        ("ABCX", "CAB", [(2, 0), (3, None)]),
        ("XA", "BAC", [(0, 0), (None, 2)]),
        ("XABC", "CAB", [(0, None), (3, 0)]),
        ("ABCD", "DABC", [(3, 0)]),
        ("ABCD", "BCDA", [(0, 3)]),
        ("ABCDE", "AEBCD", [(4, 1)]),
        ("ABXCE", "EABC", [(4, 0), (2, None)]),
        ("ABCD", "CABD", [(2, 0)]),
        ("AB", "CABD", [(None, 0), (None, 3)]),
        ("AB", "XY", [(0, 0), (1, 1)]),
        ("AA", "AAA", [(None, 2)]),
        ("ABC", "ABC", []),
    ],
)
def test_align_when_items_differ_then_pairs_come_by_their_index(
    before: str, after: str, pairs: list[tuple[int | None, int | None]]
) -> None:
    """What went stands before what came to its place."""
    assert tuple(Pair(*pair) for pair in pairs) == align(before, after)
