"""Time that passes only while everybody sleeps: threads take turns, and nobody waits for real."""

import heapq
import itertools
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

__all__ = ["VirtualTime"]

BEGINNING = datetime(2026, 1, 5, tzinfo=UTC)


class VirtualTime:
    """Tell the time, and let it pass.

    Of the threads that it runs one is awake at a time. When that one sleeps or ends, the one whose
    sleep is over first wakes up, and the time is then what its sleep made it. So a run is the same
    each time, and takes only as long as the work does.
    """

    def __init__(self) -> None:
        """Begin at no time."""
        self.seconds = 0.0
        self._sleepers: list[tuple[float, int, threading.Event]] = []
        self._order = itertools.count()

    def clock(self) -> float:
        """Tell the seconds since the beginning."""
        return self.seconds

    def now(self) -> datetime:
        """Tell the date."""
        return BEGINNING + timedelta(seconds=self.seconds)

    def sleep(self, seconds: float) -> None:
        """Let time pass; outside of `run`, at once."""
        if threading.current_thread() is threading.main_thread():
            self.seconds += seconds
            return
        awake = self._lie_down(seconds)
        self._wake_next()
        awake.wait()

    def run(self, tasks: Iterable[Callable[[], None]]) -> None:
        """Run tasks, each in a thread of its own, until all have ended.

        Raises:
            BaseExceptionGroup: Tasks have raised something.
        """
        errors: list[BaseException] = []

        def work(task: Callable[[], None], awake: threading.Event) -> None:
            awake.wait()
            try:
                task()
            except BaseException as error:  # noqa: BLE001 - all of it is raised at the end
                errors.append(error)
            finally:
                self._wake_next()

        threads = [
            threading.Thread(target=work, args=(task, self._lie_down(0.0))) for task in tasks
        ]
        for thread in threads:
            thread.start()
        self._wake_next()
        for thread in threads:
            thread.join()
        if errors:
            raise BaseExceptionGroup("tasks failed", errors)

    def _lie_down(self, seconds: float) -> threading.Event:
        awake = threading.Event()
        heapq.heappush(self._sleepers, (self.seconds + seconds, next(self._order), awake))
        return awake

    def _wake_next(self) -> None:
        """Wake whose sleep is over first; only the one thread that is awake calls this."""
        if self._sleepers:
            self.seconds, _, awake = heapq.heappop(self._sleepers)
            awake.set()
