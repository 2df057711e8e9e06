"""What collects the problems that checks find, without those that are ignored."""

from cpkit.problems import Problem
from cpkit.schema.checks import LIMITS, Check
from cpkit.schema.ignoring import ignored_codes

__all__ = ["ProblemCollector"]


class ProblemCollector:
    """Problems of a value, collected while it is checked."""

    __slots__ = ("ignored", "ignored_codes", "problems", "unknown_members", "with_warnings")

    ignored_codes: frozenset[str]
    """The codes of the checks that are ignored."""
    ignored: int
    """How many problems were ignored."""
    problems: list[Problem]
    """The problems that were found."""
    with_warnings: bool
    """Whether warnings are collected, too."""
    unknown_members: list[str] | None
    """The paths of unknown members, where those are not a problem."""

    def __init__(
        self,
        ignored_codes: frozenset[str],
        *,
        with_warnings: bool = False,
        unknown_members: list[str] | None = None,
    ) -> None:
        """Create an empty collector.

        Args:
            ignored_codes: The codes of the checks to ignore.
            with_warnings: Whether to collect warnings, too.
            unknown_members: Takes the paths of unknown members of responses, which may be newer
                than cpkit; without it an unknown member is a problem.
        """
        self.ignored_codes = ignored_codes
        self.ignored = 0
        self.problems = []
        self.with_warnings = with_warnings
        self.unknown_members = unknown_members

    @classmethod
    def for_construction(cls) -> "ProblemCollector":
        """Create a collector of errors alone, less those that are ignored in this context."""
        return cls(ignored_codes())

    @classmethod
    def for_report(cls) -> "ProblemCollector":
        """Create a collector of errors and warnings; only warnings can be ignored."""
        return cls(ignored_codes() - LIMITS, with_warnings=True)

    def add(self, check: Check, path: str, message: str) -> None:
        """Add a problem, unless its check is ignored."""
        if check.severity == "warning" and not self.with_warnings:
            return
        if check.ignorable and check.code in self.ignored_codes:
            self.ignored += 1
            return
        self.problems.append(
            Problem(
                path=path,
                message=message,
                severity=check.severity,
                basis=check.basis,
                code=check.code,
            )
        )
