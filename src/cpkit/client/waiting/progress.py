"""A line that says how long a wait has lasted: for terminals, notebooks and logs."""

import sys
from typing import Any, Protocol

from cpkit.client.waiting.polling import PollEvent

__all__ = ["ProgressLine"]

_MINUTE = 60
_HOUR = 3600


class _Writable(Protocol):
    """Say what is needed of a file."""

    def write(self, text: str, /) -> object: ...

    def flush(self) -> object: ...


class ProgressLine:
    """Print how a wait goes: what is waited for, its status, the time spent and the time left.

    In a terminal and in a notebook it is one line, written anew at each look; anywhere else, such
    as in a log, a line is printed whenever the status changes. Give one to a waiter's ``on_poll``;
    it can be used again for the next wait. Where the file is closed or full, or nobody reads it any
    more, the line is silent from then on: the wait goes on.

    Example:
        >>> import sys
        >>> from cpkit import CustomerProfiles, DomainSettings, RuleBasedMatching
        >>> from cpkit.local import LocalService
        >>> from cpkit.results import ProgressLine
        >>> profiles = CustomerProfiles(LocalService(in_progress_for=0).client())
        >>> rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
        >>> _ = profiles.create_domain(
        ...     DomainSettings(
        ...         domain_name="shop", default_expiration_days=366, rule_based_matching=rules
        ...     )
        ... )
        >>> _ = profiles.wait_until_rules_active("shop", on_poll=ProgressLine(sys.stdout))
        rules of shop: ACTIVE (unconfirmed), 0 s spent, 3 h left
    """

    def __init__(self, file: _Writable | None = None) -> None:
        """Begin with nothing printed.

        Args:
            file: Where to print; standard error as it is at each look, without it.
        """
        self._file = file
        self._width = 0
        self._status: str | None = None
        self._is_silent = False

    def __call__(self, event: PollEvent[Any]) -> None:
        """Print what a look has seen.

        Args:
            event: What the waiter tells.
        """
        file: _Writable | None = sys.stderr if self._file is None else self._file
        if file is None or self._is_silent:
            return
        try:
            self._print(event, file)
        except (OSError, ValueError):  # ValueError is what a closed file raises
            self._is_silent = True

    def _print(self, event: PollEvent[Any], file: _Writable) -> None:
        is_over = event.next_poll is None
        if _rewrites(file):
            line = _line(event)
            padding = " " * max(0, self._width - len(line))
            file.write(f"\r{line}{padding}" + ("\n" if is_over else ""))
            self._width = 0 if is_over else len(line)
        elif is_over or event.status != self._status:
            file.write(_line(event) + "\n")
        self._status = None if is_over else event.status
        file.flush()


def _rewrites(file: object) -> bool:
    """Tell whether a carriage return goes back to the beginning of what is shown."""
    isatty: Any = getattr(file, "isatty", None)
    return type(file).__module__.partition(".")[0] == "ipykernel" or (
        isatty is not None and bool(isatty())
    )


def _line(event: PollEvent[Any]) -> str:
    if event.error is not None:
        status = f"no answer ({type(event.error).__name__})"
    elif event.status == "ACTIVE" and not event.is_confirmed:
        status = "ACTIVE (unconfirmed)"
    else:
        status = event.status
    return f"{event.what}: {status}, {_span(event.elapsed)} spent, {_span(event.remaining)} left"


def _span(seconds: float) -> str:
    """Write a duration in its two largest units."""
    if seconds == float("inf"):
        return "any time"
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s".removesuffix(" 0 s")
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min".removesuffix(" 0 min")
