"""Law: the order of rows and of columns has no effect."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.preview_cases import CASES, Case, found, frame, previewed


@settings(max_examples=50)
@given(CASES, st.randoms(use_true_random=False))
def test_evaluate_when_rows_and_columns_change_places_then_the_preview_is_the_same(
    case: Case, order: random.Random
) -> None:
    """The same profiles match, at the same levels, whatever comes first."""
    profiles = frame(case)
    rows, columns = list(range(profiles.height)), profiles.columns
    order.shuffle(rows)
    order.shuffle(columns)

    assert found(previewed(case)) == found(previewed(case, profiles[rows].select(columns)))
