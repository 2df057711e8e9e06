"""What is wrong with the profiles or the options, collected so that all of it is reported at once.

Profiles are personal data, and so are the texts of errors that readers of files raise, for they
quote what they could not read. No complaint holds a value of a profile: rows are named by number.
"""

import warnings
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from cpkit.errors import ValidationError
from cpkit.problems import Problem, SettingsWarning, Severity

__all__ = ["Complaints", "meant", "problem"]


class Complaints:
    """Collect what is wrong, and what is only suspicious."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._problems: list[Problem] = []

    def add(self, code: str, place: str, message: str) -> None:
        """Note what keeps the profiles from being evaluated.

        Args:
            code: The kind of problem.
            place: The column, file or option.
            message: What is wrong and what to do.
        """
        self._note(problem(code, place, message))

    def warn(self, code: str, place: str, message: str) -> None:
        """Note what is suspicious."""
        self._note(problem(code, place, message, "warning"))

    def check(self) -> None:
        """Raise what is wrong, if anything is.

        Raises:
            ValidationError: It has everything that was noted, suspicions included.
        """
        if any(one.severity == "error" for one in self._problems):
            raise ValidationError(self._problems)

    def show(self, stacklevel: int) -> None:
        """Warn of what is suspicious.

        Args:
            stacklevel: How many calls up the line is that the warnings name.
        """
        for one in self._problems:
            warnings.warn(str(one), SettingsWarning, stacklevel=stacklevel + 1)

    def _note(self, one: Problem) -> None:
        if one not in self._problems:  # as of each file of a folder
            self._problems.append(one)


def problem(code: str, place: str, message: str, severity: Severity = "error") -> Problem:
    """Return a problem with profiles or options, which are what is looked at here."""
    return Problem(path=place, message=message, severity=severity, basis="document", code=code)


def meant(names: Sequence[str], known: Iterable[str]) -> str:
    """Return the known name that is nearest to one of the names looked for, or an empty text."""
    by_folded = {_folded(one): one for one in known}
    for cutoff in (0.9, 0.7):
        for name in names:
            for near in get_close_matches(_folded(name), by_folded, n=1, cutoff=cutoff):
                return by_folded[near]
    return ""


def _folded(name: str) -> str:
    """Return a name without what people write differently: case, blanks, underscores."""
    return name.casefold().replace("_", "").replace(" ", "").replace("-", "")[:64]
