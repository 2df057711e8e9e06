"""How far an evaluation is, told to whoever waits for it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

import attrs

__all__ = ["Progress", "Steps", "watched"]

_T = TypeVar("_T")

_INTERVAL = 0.5
"""Seconds between two calls: what is promised is one a second."""


@attrs.frozen
class Progress:
    """How far an evaluation is, as ``on_progress`` gets it.

    Example:
        >>> from cpkit.preview import Progress
        >>> Progress(step="level 1", done=3, total=5)
        Progress(step='level 1', done=3, total=5)
    """

    step: str
    """What is being done: ``"reading profiles"``, ``"comparing EmailAddress"``, ``"level 2"``."""
    done: int
    """How many steps are done."""
    total: int
    """How many steps there are; 0 until that is known."""


class Steps:
    """Keep where an evaluation is."""

    def __init__(self) -> None:
        """Begin before the first step."""
        self.total = 0
        self.progress: Progress = Progress("reading profiles", 0, 0)
        self.is_stopped = False

    def begin(self, step: str) -> None:
        """Note that a step begins, and that the one before is done.

        Raises:
            InterruptedError: Nobody waits any more.
        """
        if self.is_stopped:
            raise InterruptedError
        self.progress = Progress(step, self.progress.done + 1, self.total)


def watched(work: Callable[[Steps], _T], on_progress: Callable[[Progress], object] | None) -> _T:
    """Return what some work results in; report meanwhile how far it is.

    With somebody to report to, the work is done in a thread, so that reports come in time however
    long one step takes, and in the thread that called. An error that a report raises ends the work
    at its next step.

    Args:
        work: What is to be done.
        on_progress: Takes the reports.
    """
    steps = Steps()
    if on_progress is None:
        return work(steps)
    with ThreadPoolExecutor(1, "cpkit-preview") as executor:
        future: Future[_T] = executor.submit(work, steps)
        try:
            while not wait([future], _INTERVAL).done:
                on_progress(steps.progress)
        finally:
            steps.is_stopped = True
        result = future.result()
    on_progress(Progress("done", steps.total, steps.total))
    return result
