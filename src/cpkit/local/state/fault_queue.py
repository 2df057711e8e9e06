"""The faults that wait for requests, in their order."""

from __future__ import annotations

from attrs import define

from cpkit.local.faults import Fault

__all__ = ["FaultQueue"]


@define
class _Entry:
    fault: Fault
    operation: str | None
    left: int | None


class FaultQueue:
    """The faults in the order in which they were injected."""

    def __init__(self) -> None:
        """Start without a fault."""
        self._entries: list[_Entry] = []

    def add(self, fault: Fault, *, operation: str | None, times: int | None) -> None:
        """Append a fault for the next requests of an operation, or of all.

        Raises:
            TypeError: It is not a `Fault`, but perhaps the class of one.
            ValueError: ``times`` is not an integer, or less than one.
        """
        _check_times(times)
        self._entries.append(_Entry(_checked(fault), operation, times))

    def take(self, operation: str | None) -> Fault | None:
        """Return the first fault that concerns the operation, and count it."""
        for entry in self._entries:
            if entry.operation in {None, operation}:
                if entry.left is not None:
                    entry.left -= 1
                    if not entry.left:
                        self._entries.remove(entry)
                return entry.fault
        return None

    def clear(self) -> None:
        """Forget all faults."""
        self._entries.clear()


def _checked(fault: object) -> Fault:
    if not isinstance(fault, Fault):
        raise TypeError(f"fault must be a Fault, for example Throttle(), not {fault!r}")
    return fault


def _check_times(times: object) -> None:
    if times is not None and (type(times) is not int or times < 1):
        raise ValueError(f"times must be at least 1 or None, not {times!r}")
