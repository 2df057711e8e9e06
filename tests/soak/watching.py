"""Looking at a process from outside."""

import psutil

from tests.soak.holdings import Holdings, Sample

__all__ = ["Watch"]


class Watch:
    """Note what one process holds whenever it is told to look."""

    def __init__(self, name: str, pid: int) -> None:
        """Begin with what it holds now.

        Args:
            name: What to call it.
            pid: Its process.
        """
        self._process = psutil.Process(pid)
        self.holdings = Holdings(name, self._sample(0))

    def look(self, calls: int) -> None:
        """Note what it holds after so many calls."""
        self.holdings.samples.append(self._sample(calls))

    def _sample(self, calls: int) -> Sample:
        with self._process.oneshot():
            return Sample(
                calls=calls,
                memory=self._process.memory_info().rss,
                threads=self._process.num_threads(),
                descriptors=self._process.num_fds(),
            )
