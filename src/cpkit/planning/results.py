"""What came of applying a plan: each step's outcome, and what is not in force all the same."""

from enum import StrEnum

import attrs

from cpkit.display import Cell, Page, Row, Section, Tone, as_html, as_text
from cpkit.models.domain import Domain
from cpkit.planning.changes import Change
from cpkit.planning.redaction import identified, masked
from cpkit.planning.rendering import changes_section
from cpkit.planning.steps import Step

__all__ = ["ApplyResult", "Outcome", "StepResult"]


class Outcome(StrEnum):
    """Say what became of a step.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> from cpkit.results import Outcome
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
        >>> result = profiles.apply(profiles.plan(settings))
        >>> all(step.outcome is Outcome.DONE for step in result.steps)
        True
    """

    DONE = "done"
    """The service answered that it is done."""
    FOUND_DONE = "found done"
    """No such answer was read, but the domain was, and there it is done."""
    MAYBE_DONE = "maybe done"
    """No such answer was read, and the domain did not show it."""
    FAILED = "failed"
    """The service did not do it."""
    NOT_SENT = "not sent"
    """Nothing was sent."""


_TONES: dict[Outcome, Tone] = {
    Outcome.DONE: "added",
    Outcome.FOUND_DONE: "added",
    Outcome.MAYBE_DONE: "warning",
    Outcome.FAILED: "error",
    Outcome.NOT_SENT: "plain",
}


@attrs.frozen
class StepResult:
    """Hold what became of one step of a plan.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> from cpkit.results import StepResult
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
        >>> def told(result: StepResult) -> str:
        ...     return f"{result.step.operation}: {result.outcome}, attempts: {result.attempts}"
        >>> print(*map(told, profiles.apply(profiles.plan(settings)).steps))
        CreateDomain: done, attempts: 1
    """

    step: Step
    """What was to be done."""
    outcome: Outcome
    """What became of it."""
    attempts: int
    """How often it was sent."""


@attrs.frozen(kw_only=True)
class ApplyResult:
    """Hold what became of a plan, and what the domain has afterwards.

    Example:
        >>> from cpkit import ApplyResult
        >>> result = ApplyResult(domain_name="shop", steps=(), domain=None, remaining=())
        >>> print(result)
        shop: nothing was sent, the settings are in force
    """

    domain_name: str
    """The domain's name."""
    steps: tuple[StepResult, ...]
    """What became of each step, in their order; none where nothing had to be sent."""
    domain: Domain | None
    """The domain as it was read last; ``None`` where it was not."""
    remaining: tuple[Change, ...]
    """What was read back and is not as declared: what did not take, or has been changed since."""

    def __str__(self) -> str:
        """Write the result as text without colour, account ids and tag values masked."""
        return self.to_text()

    def _repr_html_(self) -> str:
        return as_html(self._page(reveal=False))

    def to_text(self, *, colour: bool = False, reveal: bool = False) -> str:
        """Write the result for terminals.

        Args:
            colour: Whether to colour the lines; whether the terminal can is not looked at.
            reveal: Whether to show account ids and tag values, which are masked otherwise.

        Returns:
            The lines.
        """
        return as_text(self._page(reveal=reveal), colour=colour)

    def _page(self, *, reveal: bool) -> Page:
        rows = tuple(_row(result, reveal=reveal) for result in self.steps)
        return Page(
            f"{identified(self.domain_name, reveal=reveal)}: {self._summary()}",
            (
                Section(
                    "Requests",
                    ("Operation", "Outcome", "Attempts", "What it sends"),
                    rows,
                    says_tones=False,
                ),
                changes_section("Not in force", self.remaining, reveal=reveal),
            ),
        )

    def _summary(self) -> str:
        undone = {Outcome.MAYBE_DONE, Outcome.FAILED, Outcome.NOT_SENT}
        if any(result.outcome in undone for result in self.steps):
            return "the plan was not applied to its end"
        if self.domain is None and self.steps:
            return "everything was sent, but the domain could not be read back"
        if self.remaining:
            return "everything was sent, but not all of it is in force"
        how = "everything was sent" if self.steps else "nothing was sent"
        return f"{how}, the settings are in force"


def _row(result: StepResult, *, reveal: bool) -> Row:
    cells = (
        Cell(result.step.operation),
        Cell(result.outcome.value, is_code=False),
        Cell(f"{result.attempts}x", is_code=False),
        Cell(masked(", ".join(result.step.paths), reveal=reveal)),
    )
    return Row(_TONES[result.outcome], cells)
