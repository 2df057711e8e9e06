"""How attempts follow each other: counts, the timeout, hooks and interruptions."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from botocore.exceptions import (
    ClientError,
    EndpointConnectionError,
    HTTPClientError,
    NoCredentialsError,
    ReadTimeoutError,
)
from hypothesis import given
from hypothesis import strategies as st

from cpkit.client.boto.operation import Operation
from cpkit.client.calls.attempts import call
from cpkit.client.calls.retry_budget import RetryBudget
from cpkit.client.calls.retry_policy import RetryEvent, RetryPolicy
from cpkit.errors import BadRequestError, ConfigurationError, ThrottledError, TransportError

UPDATE = Operation("UpdateDomain", writes=True, errors={"ThrottlingException": None})
LOST = ReadTimeoutError(endpoint_url="https://host")
REFUSED = EndpointConnectionError(endpoint_url="https://host", error="no")


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        """Begin somewhere."""
        self.now = 1000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        assert float is type(seconds)
        self.now += seconds


def throttled(**metadata: object) -> ClientError:
    """Make what boto3 raises for a throttled call."""
    response: Any = {
        "Error": {"Code": "ThrottlingException", "Message": "Slow it."},
        "ResponseMetadata": {"HTTPStatusCode": 429, **metadata},
    }
    return ClientError(response, "UpdateDomain")


class Script:
    """Raise or return what is due, the last over and over."""

    def __init__(self, *due: BaseException | str) -> None:
        """Hold what is due."""
        self.due = due
        self.count = 0

    def __call__(self) -> str:
        """Take the next."""
        self.count += 1
        due = self.due[min(self.count, len(self.due)) - 1]
        if isinstance(due, BaseException):
            raise due
        return due


def policy(**settings: Any) -> RetryPolicy:
    """Make a policy on a clock of its own."""
    clock = Clock()
    usual: dict[str, Any] = {"clock": clock, "sleep": clock.sleep, "random": lambda: 1.0}
    return RetryPolicy(**{**usual, **settings})


@given(st.integers(1, 12))
def test_attempts_when_throttled_without_end_then_exactly_as_many(count: int) -> None:
    """No more and no less than the policy says."""
    send = Script(throttled())
    with pytest.raises(ThrottledError) as caught:
        call(UPDATE, policy(max_attempts=count, timeout=1e6), send)
    assert count == send.count == caught.value.attempts


def test_attempts_when_one_succeeds_then_its_result() -> None:
    """The first success ends the call."""
    assert "done" == call(UPDATE, policy(), Script(throttled(), REFUSED, "done", "more"))


def test_timeout_when_the_next_wait_would_pass_it_then_no_wait_at_all() -> None:
    """The timeout is looked at before sleeping, with the wait that is due."""
    clock = Clock()
    send = Script(throttled())
    with pytest.raises(ThrottledError) as caught:
        call(UPDATE, policy(clock=clock, sleep=clock.sleep, timeout=3.5), send)
    # 1 s and 2 s fit, 4 s do not.
    assert 1003.0 == clock.now
    assert 3 == send.count
    (note,) = caught.value.__notes__
    assert ("Not retried: a wait of 4.0 s would have passed the timeout of 3.5 s.") == note


def test_timeout_when_a_wait_just_fits_then_it_is_waited() -> None:
    """The last moment counts."""
    send = Script(throttled())
    with pytest.raises(ThrottledError):
        call(UPDATE, policy(timeout=3.0), send)
    assert 3 == send.count


def test_timeout_when_a_hint_would_pass_it_then_the_call_ends() -> None:
    """A hint does not go beyond the timeout."""
    send = Script(throttled(HTTPHeaders={"x-amz-retry-after": "4500"}))
    with pytest.raises(ThrottledError):
        call(UPDATE, policy(timeout=4), send)
    assert 1 == send.count


def test_hook_when_attempts_fail_then_it_is_told_each_but_the_last() -> None:
    """Events come before the waits, with what is known by then."""
    events: list[RetryEvent] = []
    with pytest.raises(ThrottledError) as caught:
        call(UPDATE, policy(max_attempts=3, on_retry=events.append), Script(throttled()))
    assert [("UpdateDomain", 1, 3, 1.0, 0.0), ("UpdateDomain", 2, 3, 2.0, 1.0)] == [
        (event.operation, event.attempt, event.max_attempts, event.wait, event.elapsed)
        for event in events
    ]
    assert ThrottledError is type(events[0].error)
    assert caught.value is not events[0].error


def test_hook_when_it_raises_then_the_caller_gets_that() -> None:
    """A hook may call a wait off."""

    def refuse(_: RetryEvent) -> None:
        raise LookupError("enough")

    send = Script(throttled())
    with pytest.raises(LookupError, match="enough"):
        call(UPDATE, policy(on_retry=refuse), send)
    assert 1 == send.count


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_interruption_when_sending_then_it_passes(interruption: type[BaseException]) -> None:
    """Nobody is kept from stopping the program."""
    send = Script(throttled(), interruption(), "done")
    with pytest.raises(interruption):
        call(UPDATE, policy(), send)
    assert 2 == send.count


def test_interruption_when_waiting_then_it_passes() -> None:
    """Nor while it waits."""

    def sleep(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call(UPDATE, policy(sleep=sleep), Script(throttled()))


def test_foreign_error_when_raised_then_it_passes() -> None:
    """What is none of boto3's is none of ours."""
    error = LookupError("a hook of the client's")
    with pytest.raises(LookupError) as caught:
        call(UPDATE, policy(), Script(throttled(), error, "done"))
    assert error is caught.value
    assert caught.value.__cause__ is None


def test_cause_when_an_error_is_raised_then_it_is_boto3s() -> None:
    """What boto3 said stays within reach."""
    error = throttled()
    with pytest.raises(ThrottledError) as caught:
        call(UPDATE, policy(), Script(error))
    assert error is caught.value.__cause__


def test_cause_when_it_repeats_a_header_then_it_is_left_out() -> None:
    """A session token is one."""
    unsent = HTTPClientError(error=ValueError("Invalid header value b'secret\\n'"))

    with pytest.raises(TransportError) as caught:
        call(UPDATE, policy(), Script(unsent))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert "secret" not in str(caught.value)


def test_configuration_when_nothing_was_sent_then_the_setting() -> None:
    """Without credentials, the first attempt is the last."""
    send = Script(NoCredentialsError())
    with pytest.raises(ConfigurationError):
        call(UPDATE, policy(), send)
    assert 1 == send.count


def test_configuration_when_something_was_sent_then_the_last_answer_stands() -> None:
    """Credentials that end between attempts do not undo what was sent."""
    send = Script(LOST, NoCredentialsError())
    with pytest.raises(TransportError, match="may have been applied") as caught:
        call(UPDATE, policy(), send)
    assert 2 == send.count
    assert 1 == caught.value.attempts
    assert NoCredentialsError is type(caught.value.__cause__)
    assert [
        "Not retried: the next attempt could not be sent; the cause says why."
    ] == caught.value.__notes__


def test_maybe_applied_when_an_earlier_answer_was_lost_then_it_stays() -> None:
    """A refusal does not take back what may have happened."""
    refused: Any = {
        "Error": {"Code": "BadRequestException"},
        "ResponseMetadata": {"HTTPStatusCode": 400},
    }
    with pytest.raises(BadRequestError) as caught:
        call(UPDATE, policy(), Script(LOST, throttled(), ClientError(refused, "UpdateDomain")))
    assert caught.value.maybe_applied


def test_requests_when_botocore_repeated_then_they_count() -> None:
    """All that was sent is counted, by whomever."""
    with pytest.raises(ThrottledError) as caught:
        call(UPDATE, policy(max_attempts=2), Script(throttled(RetryAttempts=2)))
    assert 6 == caught.value.attempts


def test_budget_when_used_up_then_the_error_says_so_and_nothing_waits() -> None:
    """The third failure finds two repeats drawn."""
    clock, send = Clock(), Script(LOST)
    with pytest.raises(TransportError, match="3 attempts") as caught:
        call(UPDATE, policy(budget=2, clock=clock, sleep=clock.sleep), send)
    assert 3 == send.count
    assert 1000.0 + 0.05 + 0.1 == clock.now
    (note,) = caught.value.__notes__
    assert (
        "Not retried: this client's retry budget (2) is exhausted; each success restores 0.5."
    ) == note


def test_budget_when_throttled_then_nothing_is_drawn() -> None:
    """Throttling is bounded by the attempts and the timeout."""
    events: list[RetryEvent] = []
    send = Script(throttled(), LOST, throttled(), LOST, "done")
    settings = policy(budget=2, on_retry=events.append)
    assert "done" == call(UPDATE, settings, send)
    assert [2.0, 1.0, 1.0, 0.0] == [event.budget_left for event in events]


def test_budget_when_calls_share_it_then_a_success_of_one_helps_the_other() -> None:
    """Two successes give the repeat back that an earlier call has drawn."""
    budget = RetryBudget(1)
    assert "done" == call(UPDATE, policy(), Script(LOST, "done"), budget=budget)
    assert 0.5 == budget.left
    with pytest.raises(TransportError, match="1 attempt:"):
        call(UPDATE, policy(), Script(LOST, "done"), budget=budget)
    assert "done" == call(UPDATE, policy(), Script("done"), budget=budget)
    assert "done" == call(UPDATE, policy(), Script(LOST, "done"), budget=budget)


def test_budget_when_the_timeout_ends_the_call_then_nothing_is_drawn() -> None:
    """A repeat that is not sent costs nothing."""
    budget = RetryBudget(5)
    with pytest.raises(TransportError):
        call(UPDATE, policy(timeout=0.01), Script(LOST), budget=budget)
    assert 5.0 == budget.left


def test_slot_when_it_would_come_too_late_then_the_call_ends_and_says_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is waited for within what is left of the timeout, after the first attempt."""
    caplog.set_level(logging.INFO, "cpkit.client")
    asked: list[float] = []

    def acquire(left: float) -> bool:
        asked.append(left)
        return len(asked) < 2

    send = Script(throttled())
    with pytest.raises(ThrottledError) as caught:
        call(UPDATE, policy(timeout=10), send, acquire=acquire)
    assert [9.0, 7.0] == asked
    assert "timeout" == vars(caplog.records[-1])["stopped_by"]
    assert 2 == send.count
    (note,) = caught.value.__notes__
    assert ("Not retried: the rate limit would have delayed it past the timeout of 10 s.") == note
