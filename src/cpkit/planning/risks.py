"""The risks that must be accepted by name before a plan is applied, and a plan's warnings."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import attrs

from cpkit.display.frames import as_dicts, as_pandas, as_polars, columns_of
from cpkit.planning.redaction import masked
from cpkit.schema.suggestions import did_you_mean

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["PlanWarning", "PlanWarnings", "Risk", "RiskName", "accepted"]


class Risk(StrEnum):
    """Risks that must be accepted explicitly: irreversible or easily unintended effects.

    `CustomerProfiles.apply` takes the accepted risks, each by its name; there is no way to accept
    all of them.

    Example:
        >>> from cpkit import Risk
        >>> Risk("enable-merging")
        <Risk.ENABLE_MERGING: 'enable-merging'>
    """

    SWITCH_OFF_MATCHING = "switch-off-matching"
    """Disabling machine-learning matching deletes its consolidation criteria."""
    SWITCH_OFF_RULES = "switch-off-rules"
    """Disabling rule-based matching deletes its rules."""
    ENABLE_MERGING = "enable-merging"
    """Profiles begin to be merged, which cannot be undone."""
    WIDEN_MERGING = "widen-merging"
    """More profiles are merged than before, which cannot be undone."""
    CHANGE_KEY = "change-key"
    """The encryption key is cleared, or replaced by another."""
    CLEAR_QUEUE = "clear-queue"
    """The dead letter queue is cleared: data that cannot be ingested is lost."""
    DROP_NEWER_MEMBER = "drop-newer-member"
    """A block is replaced that contains a member this version of cpkit does not know and drops."""
    RULES_NOT_ACTIVE = "rules-not-active"
    """Rule-based matching changes while an earlier change of it is not active yet."""


RiskName: TypeAlias = Literal[
    "switch-off-matching",
    "switch-off-rules",
    "enable-merging",
    "widen-merging",
    "change-key",
    "clear-queue",
    "drop-newer-member",
    "rules-not-active",
]
"""The text of a risk, spelled out so that editors complete it and checkers reject a wrong one."""


@attrs.frozen
class PlanWarning:
    """One thing to think of before a plan is applied, and why.

    Example:
        >>> from cpkit import DomainSettings, Plan, PlanWarning, RuleBasedMatching
        >>> rules = RuleBasedMatching(
        ...     enabled=True,
        ...     matching_rules=[["EmailAddress"]],
        ...     max_allowed_rule_level_for_merging=1,
        ... )
        >>> settings = DomainSettings(domain_name="shop", rule_based_matching=rules)
        >>> warning: PlanWarning = Plan(settings=settings, domain=None).warnings[0]
        >>> warning.risk
        <Risk.ENABLE_MERGING: 'enable-merging'>
    """

    path: str
    """Where: the wire path."""
    message: str
    """What happens, in plain words, without secrets."""
    risk: Risk | None = None
    """The risk that must be accepted for it, if it is one."""

    def __rich_repr__(self) -> Iterator[Any]:
        """Yield place, message and risk, for rich."""
        yield self.path
        yield self.message
        yield "risk", self.risk, None

    def __str__(self) -> str:
        """Return place, message and risk on one line."""
        named = f" [{self.risk}]" if self.risk else ""
        return f"{self.path}: {self.message}{named}"


class PlanWarnings(tuple[PlanWarning, ...]):
    """A plan's warnings, as a tuple that tables can be made of; account ids are masked in them."""

    __slots__ = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return a dict for each warning."""
        return as_dicts(self._rows(), columns_of(PlanWarning))

    def to_pandas(self) -> "pd.DataFrame":
        """Return a pandas data frame with a row for each warning.

        pandas is not a dependency of cpkit: install it where this is used.
        """
        return as_pandas(self._rows(), columns_of(PlanWarning))

    def to_polars(self) -> "pl.DataFrame":
        """Return a Polars data frame with a row for each warning, as `to_pandas` does."""
        return as_polars(self._rows(), columns_of(PlanWarning))

    def _rows(self) -> Iterator[PlanWarning]:
        for warning in self:
            path, message = (masked(text, reveal=False) for text in (warning.path, warning.message))
            yield PlanWarning(path, message, warning.risk)


def accepted(risks: object) -> frozenset[Risk]:
    """Return the risks that are accepted.

    Args:
        risks: Members of `Risk`, or their texts.

    Returns:
        The risks.

    Raises:
        TypeError: If it is not a collection of texts; one string is a collection of letters.
        ValueError: If there is no such risk.
    """
    if isinstance(risks, str):
        raise TypeError(
            f"accept must be a collection of risks, not a string; write {{{str.__str__(risks)!r}}}"
        )
    if not isinstance(risks, Iterable):
        raise TypeError(
            f"accept must be a collection of risks, not {type(risks).__name__}; write the names "
            "that the plan's warnings show, such as {'enable-merging'}"
        )
    return frozenset(map(_accepted, cast("Iterable[object]", risks)))


def _accepted(risk: object) -> Risk:
    if not isinstance(risk, str):
        raise TypeError(
            f"accept must contain risks or their names, not {type(risk).__name__}; write the names "
            "that the plan's warnings show, such as 'enable-merging'"
        )
    if risk not in _TEXTS:
        # A guess could be another risk, so that only what is nearly right gets one.
        suggestion = did_you_mean(risk, _TEXTS, cutoff=0.85)
        expected = f"; expected one of {', '.join(sorted(_TEXTS))}"
        advice = expected if suggestion == "." else suggestion
        raise ValueError(f"accept: {str(risk)!r} is not a risk{advice}")
    return Risk(risk)


_TEXTS = frozenset(risk.value for risk in Risk)
