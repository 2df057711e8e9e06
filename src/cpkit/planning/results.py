"""What happened when a plan was applied: each step's outcome, and what is not stored."""

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import attrs

from cpkit.display import Cell, Page, Row, Section, Tone, as_html, as_markdown, as_text
from cpkit.models.domain import Domain
from cpkit.planning.diff import Changes
from cpkit.planning.redaction import masked, masked_name
from cpkit.planning.rendering import VERSION, change_json, changes_section, stored
from cpkit.planning.steps import Step
from cpkit.schema.signatures import explained_methods

__all__ = ["ApplyResult", "Outcome", "StepResult"]


class Outcome(StrEnum):
    """What happened to a step.

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
    """The service responded that it is done."""
    ALREADY_APPLIED = "already applied"
    """No such response was read, but the domain was, and it shows that the step is done."""
    UNKNOWN = "unknown"
    """No such response was read, and the domain did not show that the step is done."""
    FAILED = "failed"
    """The service did not do it."""
    NOT_SENT = "not sent"
    """Nothing was sent."""


_TONES: dict[Outcome, Tone] = {
    Outcome.DONE: "added",
    Outcome.ALREADY_APPLIED: "added",
    Outcome.UNKNOWN: "warning",
    Outcome.FAILED: "error",
    Outcome.NOT_SENT: "plain",
}


@attrs.frozen
class StepResult:
    """What happened to one step of a plan.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> from cpkit.results import StepResult
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
        >>> def line(result: StepResult) -> str:
        ...     return f"{result.step.operation}: {result.outcome}, attempts: {result.attempts}"
        >>> print(*map(line, profiles.apply(profiles.plan(settings)).steps))
        CreateDomain: done, attempts: 1
    """

    step: Step
    """What was to be done."""
    outcome: Outcome
    """What happened to it."""
    attempts: int
    """How often it was sent."""


@explained_methods
@attrs.frozen(kw_only=True)
class ApplyResult:
    """What happened to a plan, and what the domain has afterwards.

    Example:
        >>> from cpkit import ApplyResult
        >>> result = ApplyResult(domain_name="shop", steps=(), domain=None, remaining=())
        >>> print(result)
        shop: nothing was sent, the settings are stored
    """

    domain_name: str
    """The domain's name."""
    steps: tuple[StepResult, ...]
    """What happened to each step, in their order; none where nothing had to be sent."""
    domain: Domain | None
    """The domain as it was read last; ``None`` where it was not."""
    remaining: Changes = attrs.field(converter=Changes)
    """What was read back and is not as declared: not stored, or changed again since."""

    def __str__(self) -> str:
        """Return the result as text without colour, account ids and tag values masked."""
        return self.to_text()

    def __rich_repr__(self) -> Iterator[Any]:
        """Yield what happened, without secrets, for rich."""
        yield "domain_name", self.domain_name
        yield "steps", self.steps
        yield "remaining", self.remaining

    def _repr_html_(self) -> str:
        return self.to_html()

    def to_text(self, *, colour: bool = False, reveal: bool = False) -> str:
        """Return the result for terminals.

        Args:
            colour: Whether to colour the lines; whether the terminal can is not looked at.
            reveal: Whether to show account ids and tag values, which are masked otherwise.

        Returns:
            The lines.
        """
        return as_text(self._page(reveal=reveal), colour=colour)

    def to_markdown(self, *, reveal: bool = False) -> str:
        """Return the result as Markdown, such as for the summary of a job.

        Args:
            reveal: Whether to show account ids and tag values, which are masked otherwise.

        Returns:
            The lines.
        """
        return as_markdown(self._page(reveal=reveal))

    def to_html(self, *, reveal: bool = False) -> str:
        """Return the result as an HTML fragment; a notebook shows it by itself.

        Args:
            reveal: Whether to show account ids and tag values, which are masked otherwise.

        Returns:
            One element, everything in it escaped, readable on dark and on light ground.
        """
        return as_html(self._page(reveal=reveal))

    def to_json(self, *, reveal: bool = False) -> str:
        """Return the result as JSON, for programs.

        Args:
            reveal: Whether to show account ids and tag values, which are masked otherwise.

        Returns:
            One object in ASCII, on several lines.
        """
        status = self.domain and self.domain.rule_based_matching_status
        document = {
            "version": VERSION,
            "domain_name": masked_name(self.domain_name, reveal=reveal),
            "summary": self._summary(),
            "steps": [_step_json(result, reveal=reveal) for result in self.steps],
            "remaining": [change_json(change, reveal=reveal) for change in self.remaining],
            "rule_based_matching_status": None if status is None else str.__str__(status),
        }
        return json.dumps(document, indent=2)

    def _page(self, *, reveal: bool) -> Page:
        rows = tuple(_row(result, reveal=reveal) for result in self.steps)
        return Page(
            f"{masked_name(self.domain_name, reveal=reveal)}: {self._summary()}",
            (
                Section(
                    "Requests",
                    ("Operation", "Outcome", "Attempts", "What it sends"),
                    rows,
                    says_tones=False,
                ),
                changes_section("Not stored", self.remaining, reveal=reveal),
            ),
        )

    def _summary(self) -> str:
        undone = {Outcome.UNKNOWN, Outcome.FAILED, Outcome.NOT_SENT}
        if any(result.outcome in undone for result in self.steps):
            return "the plan was not applied completely"
        if self.domain is None and self.steps:
            return "everything was sent, but the domain could not be read back"
        if self.remaining:
            return "everything was sent, but not all of it is stored"
        how = "everything was sent" if self.steps else "nothing was sent"
        return f"{how}, the settings are {stored(self.domain)}"


def _row(result: StepResult, *, reveal: bool) -> Row:
    cells = (
        Cell(result.step.operation),
        Cell(result.outcome.value, is_code=False),
        Cell(f"{result.attempts}x", is_code=False),
        Cell(masked(", ".join(result.step.paths), reveal=reveal)),
    )
    return Row(_TONES[result.outcome], cells)


def _step_json(result: StepResult, *, reveal: bool) -> dict[str, Any]:
    return {
        "operation": result.step.operation,
        "paths": [masked(path, reveal=reveal) for path in result.step.paths],
        "outcome": result.outcome.value,
        "attempts": result.attempts,
    }
