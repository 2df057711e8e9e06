"""The one way past checks that AWS may have relaxed: by code, for one block of code."""

from contextlib import AbstractContextManager
from contextvars import ContextVar

from cpkit.schema.checks import IGNORABLE
from cpkit.schema.suggestions import did_you_mean

__all__ = ["ignore_checks", "ignored_codes"]


class _Entry:
    """One entry into a block: it ends for every thread and task that has inherited it."""

    __slots__ = ("codes", "is_active")

    def __init__(self, codes: frozenset[str]) -> None:
        self.codes = codes
        self.is_active = True


class _Ignoring:
    """A context manager that can be entered again while it is entered."""

    __slots__ = ("_codes", "_entries")

    def __init__(self, codes: frozenset[str]) -> None:
        self._codes = codes
        self._entries: list[_Entry] = []

    def __enter__(self) -> None:
        entry = _Entry(self._codes)
        self._entries.append(entry)
        _entered.set((*_active(), entry))

    def __exit__(self, *_: object) -> None:
        own = self._entries
        here = [entry for entry in _entered.get() if entry in own]
        # A generator can be closed in another context than the one that it was entered in.
        entry = (here or own)[-1]
        entry.is_active = False
        own.remove(entry)
        _entered.set(_active())


_NONE: frozenset[str] = frozenset()
_entered: ContextVar[tuple[_Entry, ...]] = ContextVar("cpkit_ignored_checks", default=())


def _active() -> tuple[_Entry, ...]:
    return tuple(entry for entry in _entered.get() if entry.is_active)


def ignored_codes() -> frozenset[str]:
    """Return the codes of the checks that are ignored in this context."""
    if not _entered.get():  # as nearly always
        return _NONE
    return _NONE.union(*(entry.codes for entry in _active()))


def ignore_checks(code: str, /, *codes: str) -> AbstractContextManager[None]:
    """Create a context manager that ignores checks that AWS may have relaxed.

    Other threads and asyncio tasks that run at the same time are not affected. What a check was
    ignored for stays valid afterwards: it can be evolved, sent and compared like any value, and
    ``problems()`` still reports it.

    A generator that is suspended inside the block leaves the checks ignored for its caller until
    it continues.

    Args:
        code: A check to ignore, such as ``"range"``. The code of a warning silences that warning.
        codes: More of them.

    Returns:
        A context manager, which can be entered more than once.

    Raises:
        ValueError: There is no such check, or it cannot be ignored: types, required members and
            unknown members are always checked.

    Example:
        >>> import attrs, cpkit
        >>> with cpkit.ignore_checks("range"):
        ...     settings = cpkit.DomainSettings(domain_name="shop", default_expiration_days=2000)
        >>> attrs.evolve(settings, domain_name="store").default_expiration_days
        2000
    """
    named = frozenset({code, *codes})
    for name in named - IGNORABLE:
        hint = did_you_mean(name, IGNORABLE)
        raise ValueError(f"{name!r} is not a check that can be ignored{hint}")
    return _Ignoring(named)
