"""The status of rule-based matching at any time, from when its rules were last changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

if TYPE_CHECKING:
    from datetime import datetime, timedelta

Status = Literal["PENDING", "IN_PROGRESS", "ACTIVE"]


@frozen
class Pace:
    """How long each part of a rule's life takes."""

    pending: timedelta
    """PENDING, on a domain that existed already: about an hour (guide)."""
    in_progress: timedelta
    """IN_PROGRESS; the guide gives no time."""
    locked: timedelta
    """How long after ACTIVE began the rules still cannot be changed: a day (guide)."""


@frozen
class RuleProgress:
    """The life of one set of rules, without a timer: the status is computed when needed."""

    in_progress_from: datetime
    """When PENDING ends."""
    active_from: datetime
    """When IN_PROGRESS ends."""
    unlocked_from: datetime
    """When the rules can be changed again."""
    stopped_at: datetime | None = None
    """When rule-based matching was switched off; the status then stays as it was."""

    @classmethod
    def begin(cls, now: datetime, pace: Pace, *, on_new_domain: bool) -> RuleProgress:
        """Start with PENDING, which a new domain skips (guide)."""
        in_progress_from = now if on_new_domain else now + pace.pending
        active_from = in_progress_from + pace.in_progress
        return cls(in_progress_from, active_from, active_from + pace.locked)

    def status(self, now: datetime) -> Status:
        """Return the status that a response sent now shows."""
        at = self.stopped_at or now
        if at < self.in_progress_from:
            return "PENDING"
        return "IN_PROGRESS" if at < self.active_from else "ACTIVE"

    def is_locked(self, now: datetime) -> bool:
        """Return whether the rules cannot be changed now."""
        return self.stopped_at is None and self.in_progress_from <= now < self.unlocked_from

    def stop(self, now: datetime) -> RuleProgress:
        """Return what stays behind when rule-based matching is switched off."""
        return evolve(self, stopped_at=self.stopped_at or now)
