"""The budget of repeats: what is drawn, what comes back, and that threads share it."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpkit.client.calls.retry_budget import RESTORED, RetryBudget


def test_budget_when_drawn_then_as_often_as_its_size() -> None:
    """It is empty after as many repeats as it was made for."""
    budget = RetryBudget(3)
    assert [True, True, True, False, False] == [budget.spend() for _ in range(5)]
    assert 0.0 == budget.left


@pytest.mark.parametrize("size", [0, 0.5])
def test_budget_when_smaller_than_a_repeat_then_there_is_none(size: float) -> None:
    """Half a repeat is none."""
    budget = RetryBudget(size)
    assert not budget.spend()
    assert size == budget.left


def test_budget_when_without_bound_then_it_never_runs_out() -> None:
    """Infinity stays what it is."""
    budget = RetryBudget(math.inf)
    assert all(budget.spend() for _ in range(1000))
    budget.restore()
    assert math.inf == budget.left


def test_budget_when_calls_succeed_then_it_fills_up_to_its_size() -> None:
    """Two successes are worth a repeat, and a full budget stays full."""
    budget = RetryBudget(1)
    assert budget.spend()
    budget.restore()
    assert not budget.spend()
    budget.restore()
    budget.restore()
    assert 1.0 == budget.left


@given(st.lists(st.booleans()), st.integers(0, 5))
def test_budget_when_calls_come_in_any_order_then_repeats_are_bounded(
    successes: list[bool], size: int
) -> None:
    """No more is drawn than it held and was given back."""
    budget = RetryBudget(size)
    drawn = 0
    for success in successes:
        if success:
            budget.restore()
        else:
            drawn += budget.spend()
        assert 0 <= budget.left <= size
    assert drawn <= size + RESTORED * successes.count(True)


def test_budget_when_threads_draw_at_once_then_none_is_drawn_twice() -> None:
    """What many threads get together is what there was."""
    budget = RetryBudget(1000)

    def draw(_: int) -> int:
        return sum(budget.spend() for _ in range(500))

    with ThreadPoolExecutor(8) as pool:
        assert 1000 == sum(pool.map(draw, range(8)))
