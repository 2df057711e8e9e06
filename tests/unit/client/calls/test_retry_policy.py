"""The policy's values, and the waits that follow from them."""

from __future__ import annotations

import math
import pickle
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpkit.client.calls.retry_policy import RetryEvent, RetryPolicy, wait_before_next
from cpkit.errors import CallError

DURATIONS = st.floats(min_value=0, max_value=1e6)


@given(
    failures=st.integers(1, 5000),
    throttled=st.booleans(),
    throttled_wait_initial=DURATIONS,
    wait_initial=DURATIONS,
    wait_max=DURATIONS,
    share=st.floats(0, 1, exclude_max=True),
    hint=st.none() | st.floats(0, 1e9),
)
def test_wait_when_drawn_then_within_its_bounds(
    *,
    failures: int,
    throttled: bool,
    throttled_wait_initial: float,
    wait_initial: float,
    wait_max: float,
    share: float,
    hint: float | None,
) -> None:
    """Whatever the values, a wait is between nothing and wait_max, or 5 s more with a hint."""
    policy = RetryPolicy(
        throttled_wait_initial=throttled_wait_initial,
        wait_initial=wait_initial,
        wait_max=wait_max,
        random=lambda: share,
    )
    wait = wait_before_next(policy, failures=failures, throttled=throttled, hint=hint)
    initial = throttled_wait_initial if throttled else wait_initial
    longest = min(initial * 2.0 ** min(failures - 1, 1000), wait_max)
    assert share * longest <= wait <= share * longest + (0 if hint is None else 5)


@pytest.mark.parametrize(
    ("failures", "throttled", "longest"),
    [
        (1, True, 1.0),
        (2, True, 2.0),
        (5, True, 16.0),
        (6, True, 20.0),
        (1, False, 0.05),
        (2, False, 0.1),
        (5, False, 0.8),
        (10, False, 20.0),
    ],
)
def test_wait_when_attempts_add_up_then_it_doubles_up_to_the_cap(
    *, failures: int, throttled: bool, longest: float
) -> None:
    """The two scales start at 1 s and at 50 ms."""
    policy = RetryPolicy(random=lambda: 1.0)
    wait = wait_before_next(policy, failures=failures, throttled=throttled, hint=None)
    assert longest == pytest.approx(wait)


@pytest.mark.parametrize(("hint", "wait"), [(0, 0.5), (0.4, 0.5), (3.0, 3.0), (5.5, 5.5), (9, 5.5)])
def test_wait_when_hinted_then_raised_by_five_seconds_at_most(hint: float, wait: float) -> None:
    """A hint never shortens a wait, and lengthens it only so far."""
    policy = RetryPolicy(random=lambda: 0.5, wait_max=1)
    assert wait == wait_before_next(policy, failures=1, throttled=True, hint=hint)


def test_policy_when_built_of_nothing_then_the_documented_values() -> None:
    """The defaults are a promise."""
    policy = RetryPolicy()
    assert (6, 60.0, 0.05, 1.0, 20.0, 100.0, None) == (
        policy.max_attempts,
        policy.timeout,
        policy.wait_initial,
        policy.throttled_wait_initial,
        policy.wait_max,
        policy.budget,
        policy.on_retry,
    )


def test_policy_when_a_clock_is_replaced_after_import_then_it_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was there when the module was loaded, such as a frozen clock, does not stay."""
    slept: list[float] = []
    policy = RetryPolicy()
    monkeypatch.setattr("time.monotonic", lambda: 7.0)
    monkeypatch.setattr("time.sleep", slept.append)

    policy.sleep(3)

    assert 7.0 == policy.clock()
    assert [3] == slept


def test_policy_when_durations_are_timedeltas_then_seconds() -> None:
    """Both ways to say a duration mean the same."""
    assert RetryPolicy(timeout=90) == RetryPolicy(timeout=timedelta(minutes=1.5))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("max_attempts", 0),
        ("max_attempts", -1),
        ("max_attempts", True),
        ("max_attempts", 2.0),
        ("max_attempts", "6"),
        ("max_attempts", None),
        ("timeout", 0),
        ("timeout", -1.0),
        ("timeout", math.nan),
        ("timeout", True),
        ("timeout", "60"),
        ("timeout", None),
        ("timeout", timedelta(0)),
        ("timeout", 10**400),
        ("wait_max", 10**400),
        ("throttled_wait_initial", -0.1),
        ("throttled_wait_initial", math.inf),
        ("throttled_wait_initial", math.nan),
        ("throttled_wait_initial", "1"),
        ("wait_initial", -1),
        ("wait_initial", timedelta(seconds=-1)),
        ("wait_max", math.inf),
        ("wait_max", -1),
        ("budget", -1),
        ("budget", math.nan),
        ("budget", True),
        ("budget", "100"),
        ("budget", None),
        ("on_retry", 5),
    ],
)
def test_policy_when_a_value_makes_no_sense_then_it_is_named(name: str, value: Any) -> None:
    """A wrong value is refused where it is written, and the text says what would be right."""
    finite = "a timedelta or a number of seconds, finite and not below 0"
    right = {
        "max_attempts": (
            f"an integer of at least 1, not {value!r}; 1 sends once and never retries"
        ),
        "timeout": (
            "a timedelta or a number of seconds above 0; "
            "math.inf waits for as long as the attempts last"
        ),
        "throttled_wait_initial": finite,
        "wait_initial": finite,
        "wait_max": finite,
        "budget": (
            f"a number of retries, not {value!r}; 0 retries after throttling alone, "
            "math.inf sets no limit"
        ),
        "on_retry": "a function that takes a RetryEvent, or None",
    }
    with pytest.raises(ValueError, match=name) as caught:
        RetryPolicy(**{name: value})
    assert f"{name} must be {right[name]}" == str(caught.value)


@pytest.mark.parametrize(
    "settings",
    [
        {"max_attempts": 1},
        {"throttled_wait_initial": 0, "wait_initial": 0.5, "wait_max": 0},
        {"budget": 0},
        {"budget": 0.5},
        {"budget": math.inf},
        {"timeout": 0.001},
    ],
)
def test_policy_when_a_value_is_just_within_its_bounds_then_it_is_taken(
    settings: dict[str, Any],
) -> None:
    """What makes sense is not refused."""
    policy: Any = RetryPolicy(**settings)

    assert settings == {name: getattr(policy, name) for name in settings}


def test_policy_when_it_waits_without_end_then_infinity_says_so() -> None:
    """A timeout can be left out of account."""
    assert math.inf == RetryPolicy(timeout=math.inf).timeout


def test_policy_when_compared_and_pickled_then_by_its_values() -> None:
    """A policy is a value; what tests inject does not count."""
    policy = RetryPolicy(max_attempts=3, sleep=print)
    assert RetryPolicy(max_attempts=3) == policy
    assert hash(RetryPolicy(max_attempts=3)) == hash(policy)
    assert policy == pickle.loads(pickle.dumps(policy))
    assert "sleep" not in repr(policy)


def test_event_when_shown_then_without_the_message() -> None:
    """What the service wrote may be a secret."""
    error = CallError("arn:secret", operation="GetDomain", attempts=1, maybe_applied=False)
    event = RetryEvent(
        operation="GetDomain",
        attempt=1,
        max_attempts=6,
        wait=0.5,
        elapsed=0.1,
        budget_left=99.0,
        error=error,
    )
    assert "error=CallError" in repr(event)
    assert "secret" not in repr(event)
