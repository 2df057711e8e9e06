"""What can be wrong with a value: a `Problem`, and how the path to its place is written."""

import json
from typing import TYPE_CHECKING, Any, Literal

import attrs

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = [
    "Basis",
    "Problem",
    "Problems",
    "SettingsWarning",
    "Severity",
    "entry",
    "item",
    "member",
]

Severity = Literal["error", "warning"]
Basis = Literal["model", "guide", "assumption", "document"]


@attrs.frozen(kw_only=True)
class Problem:
    """One thing that is wrong, or suspicious, with a value, and what to do about it.

    Example:
        >>> import cpkit
        >>> rules = cpkit.RuleBasedMatching(
        ...     enabled=True,
        ...     matching_rules=[["EmailAddress"]],
        ...     max_allowed_rule_level_for_matching=2,
        ... )
        >>> [problem.code for problem in rules.problems()]
        ['rule-level']
    """

    path: str
    """Where: the wire path, such as ``RuleBasedMatching.MatchingRules[2].Rule[0]``.

    It starts at the document's root, or at the class for a value that was created alone
    (``JobSchedule.Time``). It is empty for a document that cannot be read at all.
    """
    message: str
    """What is wrong and what to do, without the value where that is a secret."""
    severity: Severity
    """``"error"`` for what is rejected, ``"warning"`` for what is only suspicious."""
    basis: Basis
    """Who says so: the service's ``"model"``, AWS's ``"guide"``, or an ``"assumption"``; or the
    ``"document"``, which is not JSON or YAML as cpkit reads it."""
    code: str
    """The check's name, as `cpkit.ignore_checks` takes it."""
    line: int | None = None
    """The line in the document, from 1, where one was loaded."""
    column: int | None = None
    """The column in the document in characters, from 1, where one was loaded."""

    def __str__(self) -> str:
        """Return position, path and message in one line."""
        return f"{_place(self)}{self.path}{': ' if self.path else ''}{self.message}"


def _place(problem: Problem) -> str:
    """Return the position in the document, where there is one, as the beginning of a line."""
    return "" if problem.line is None else f"line {problem.line}, column {problem.column}: "


class Problems(tuple[Problem, ...]):
    """Problems, as a tuple that tables can be made of; a notebook shows them as one."""

    __slots__ = ()

    # Whoever shows nothing pays nothing for it: what makes tables is imported where it is used.

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return a dict for each problem."""
        from cpkit.display.frames import as_dicts, columns_of  # noqa: PLC0415 - see above

        return as_dicts(self, columns_of(Problem))

    def to_pandas(self) -> "pd.DataFrame":
        """Return a pandas data frame with a row for each problem.

        pandas is not a dependency of cpkit: install it where this is used.
        """
        from cpkit.display.frames import as_pandas, columns_of  # noqa: PLC0415 - see above

        return as_pandas(self, columns_of(Problem))

    def to_polars(self) -> "pl.DataFrame":
        """Return a Polars data frame with a row for each problem, as `to_pandas` does."""
        from cpkit.display.frames import as_polars, columns_of  # noqa: PLC0415 - see above

        return as_polars(self, columns_of(Problem))

    def _repr_html_(self) -> str:
        """Return a table with a row for each problem, everything escaped."""
        from cpkit.display import (  # noqa: PLC0415 - see above
            Cell,
            Page,
            Row,
            Section,
            as_html,
            counted,
        )

        rows: list[Row] = []
        for problem in self:
            message = Cell(f"{_place(problem)}{problem.message}", is_code=False)
            rows.append(Row(problem.severity, (Cell(problem.path), message, Cell(problem.code))))
        title = counted(len(self), "problem")
        return as_html(Page(title, (Section("", ("Path", "Message", "Code"), tuple(rows)),)))


class SettingsWarning(UserWarning):
    """A problem that does not keep settings from being sent.

    Example:
        >>> import warnings
        >>> from cpkit import SettingsWarning
        >>> warnings.simplefilter("error", SettingsWarning)  # reject what is only suspicious, too
    """


def member(path: str, name: str) -> str:
    """Return a path extended by a member; the root's path is empty."""
    if not (name.isascii() and name.isidentifier() and len(name) <= _LONGEST):
        return entry(path, name)
    return f"{path}.{name}" if path else name


def item(path: str, index: int) -> str:
    """Return a path extended by a list's item, counted from 0 as the wire does."""
    return f"{path}[{index}]"


def entry(path: str, key: str) -> str:
    """Return a path extended by an object's entry, its key quoted, escaped and shortened."""
    short = key if len(key) <= _LONGEST else key[: _LONGEST - 3] + "..."
    return f"{path}[{json.dumps(short, ensure_ascii=not short.isprintable())}]"


_LONGEST = 150
"""The most characters of a key that a path shows: more than any valid one has."""
