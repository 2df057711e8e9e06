"""Tests of codes: the same for the same text and for no other."""

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest

from cpkit.preview import codes
from cpkit.preview.codes import MISSING, code_texts, code_tuples, is_given, more_than, repeated


def coded(**columns: list[str | None]) -> list[int | None]:
    """Return the codes of some texts, with nothing for those that can match nothing."""
    texts = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    found = code_texts(texts, is_given(texts)).tolist()
    return [None if code == MISSING else code for code in found]


@pytest.mark.parametrize("is_sampled_as_once", [False, True])
def test_code_when_texts_are_equal_then_so_are_codes(
    monkeypatch: pytest.MonkeyPatch, *, is_sampled_as_once: bool
) -> None:
    """The code is the first row with the text, whichever way it is found."""
    monkeypatch.setattr(codes, "_MOSTLY_ONCE", 0.0 if is_sampled_as_once else 2.0)

    found = coded(a=["x", None, "y", "x", "", "z", "y"])

    assert [0, None, 2, 0, None, 2] == [*found[:5], found[6]]
    assert found[5] in {None, 5}  # what occurs once may have a code or none


@pytest.mark.parametrize("is_sampled_as_once", [False, True])
def test_code_when_several_columns_are_compared_then_all_must_be_equal(
    monkeypatch: pytest.MonkeyPatch, *, is_sampled_as_once: bool
) -> None:
    """A missing text equals an empty one beside others, and nothing where all are."""
    monkeypatch.setattr(codes, "_MOSTLY_ONCE", 0.0 if is_sampled_as_once else 2.0)

    found = coded(a=["x", "x", "xy", None, "x"], b=["yz", None, "z", "", ""])

    assert (1, 1) == (found[1], found[4])
    assert found[3] is None
    assert 1 not in {found[0], found[2]}


def test_code_when_there_is_nothing_then_nothing() -> None:
    """No row, no code."""
    assert [] == coded(a=[])


def test_repeated_when_hashes_occur_again_then_their_places() -> None:
    """What has a hash of its own is left out."""
    hashes = np.array([7 << 40, 5 << 40, 7 << 40, 9 << 40, 5 << 40], dtype=np.uint64)

    assert [0, 1, 2, 4] == repeated(hashes).tolist()


def test_code_tuples_when_tuples_are_equal_then_so_are_codes() -> None:
    """A tuple that occurs once is left out; equal ones have one code."""
    columns = [np.array(column, dtype=np.uint32) for column in ([1, 1, 2, 1], [5, 5, 5, 5])]
    rows = np.array([10, 11, 12, 13], dtype=np.uint32)

    kept, found = code_tuples(columns, rows)

    assert [10, 11, 13] == sorted(kept.tolist())
    assert 1 == len(set(found.tolist()))


def test_code_tuples_when_keys_share_the_bits_that_are_sorted_by_then_they_stay_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Keys are told apart by themselves; bits only bring equal ones together."""
    monkeypatch.setattr(codes, "_MIXER", np.uint64(1))  # so that small keys differ in last bits
    first = np.zeros(8, dtype=np.uint32)
    second = np.array([3, 1, 3, 1, 2, 1, 2, 0], dtype=np.uint32)

    kept, found = code_tuples([first, second], np.arange(8, dtype=np.uint32))

    by_row = dict(zip(kept.tolist(), found.tolist(), strict=True))
    assert {3: [0, 2], 1: [1, 3, 5], 2: [4, 6], 0: [7]} == {
        value: [row for row in range(8) if by_row[row] == by_row[place]]
        for place, value in ((0, 3), (1, 1), (4, 2), (7, 0))
    }


def test_code_tuples_when_there_is_one_column_then_its_codes_stay() -> None:
    """Nothing has to be put together."""
    rows, column = np.array([4, 6], dtype=np.uint32), np.array([1, 1], dtype=np.uint32)

    kept, found = code_tuples([column], rows)

    assert ([4, 6], [1, 1]) == (kept.tolist(), found.tolist())


@pytest.mark.parametrize(
    ("limit", "expected"), [(1, {3: 3, 5: 2}), (2, {3: 3}), (3, {}), (100, {})]
)
def test_more_than_when_codes_occur_more_often_then_they_are_counted(
    limit: int, expected: dict[int, int]
) -> None:
    """As often as the limit is not more often."""
    given = np.array([3, 5, 3, MISSING, 7, 3, 5, MISSING], dtype=np.uint32)

    found, counts = more_than(limit, given)

    assert expected == dict(zip(found.tolist(), counts.tolist(), strict=True))


def test_code_when_all_hashes_are_the_same_then_the_texts_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hash only brings equal texts together."""

    def all_alike(texts: pl.DataFrame) -> npt.NDArray[np.uint64]:
        return np.zeros(texts.height, dtype=np.uint64)

    monkeypatch.setattr(codes, "_MOSTLY_ONCE", 0.0)
    monkeypatch.setattr(codes, "_AT_ONCE", 2)
    monkeypatch.setattr(codes, "_hashes", all_alike)

    found = coded(a=["x", "y", None, "x", "z", "y"])

    assert [0, 1, None, 0, 4, 1] == found
