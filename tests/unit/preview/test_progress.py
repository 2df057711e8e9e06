"""Tests of progress: told in time, in the caller's thread, and a way to stop."""

import threading

import pytest

from cpkit import preview
from cpkit.preview import Progress, progress
from cpkit.preview.progress import Steps, watched
from tests.support.preview_profiles import people, rules


def test_evaluate_when_watched_then_the_last_report_says_that_all_is_done() -> None:
    """However short it was, one report comes."""
    reports: list[Progress] = []
    some = people({"FirstName": "a"}, {"FirstName": "a"})

    preview.evaluate(some, rules(["FirstName"]), on_progress=reports.append)

    assert Progress("done", 3, 3) == reports[-1]


def test_watched_when_work_takes_long_then_reports_come_in_the_callers_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While the work is at one step, reports come all the same."""
    monkeypatch.setattr(progress, "_INTERVAL", 0.001)
    is_enough = threading.Event()
    reports: list[tuple[str, str]] = []

    def work(steps: Steps) -> str:
        steps.total = 1
        steps.begin("waiting")
        is_enough.wait(60)
        return threading.current_thread().name

    def report(one: Progress) -> None:
        reports.append((one.step, threading.current_thread().name))
        if len([step for step, _ in reports if step == "waiting"]) > 1:
            is_enough.set()

    worker = watched(work, report)

    here = threading.current_thread().name
    assert worker != here
    assert {("waiting", here)} <= {*reports}
    assert ("done", here) == reports[-1]


def test_watched_when_a_report_raises_then_the_work_ends_at_its_next_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever watches can stop it, and gets the own error."""
    monkeypatch.setattr(progress, "_INTERVAL", 0.001)
    is_stopped = threading.Event()
    begun: list[str] = []

    def work(steps: Steps) -> None:
        is_stopped.wait(60)
        while not steps.is_stopped:
            pass
        steps.begin("never")
        begun.append("never")

    def report(_: Progress) -> None:
        is_stopped.set()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watched(work, report)

    assert [] == begun


def test_watched_when_the_work_fails_then_its_error() -> None:
    """An error comes as it would without being watched."""

    def work(_: Steps) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        watched(work, print)
