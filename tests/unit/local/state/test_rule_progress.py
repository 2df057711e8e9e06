"""Follow the status of rules through time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cpkit.local.state.rule_progress import Pace, RuleProgress

_BEGIN = datetime(2026, 1, 5, tzinfo=UTC)
_HOUR = timedelta(hours=1)
_PACE = Pace(pending=_HOUR, in_progress=_HOUR, locked=_HOUR)
_MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("after", "status", "is_locked"),
    [
        (timedelta(0), "PENDING", False),
        (_HOUR - _MOMENT, "PENDING", False),
        (_HOUR, "IN_PROGRESS", True),
        (2 * _HOUR - _MOMENT, "IN_PROGRESS", True),
        (2 * _HOUR, "ACTIVE", True),
        (3 * _HOUR - _MOMENT, "ACTIVE", True),
        (3 * _HOUR, "ACTIVE", False),
    ],
)
def test_status_when_time_passes_then_it_moves_from_pending_to_active(
    after: timedelta, status: str, *, is_locked: bool
) -> None:
    """Each part begins at its moment and not before."""
    progress = RuleProgress.begin(_BEGIN, _PACE, on_new_domain=False)

    at = _BEGIN + after
    assert (status, is_locked) == (progress.status(at), progress.is_locked(at))


def test_status_when_the_domain_is_new_then_pending_is_skipped() -> None:
    """A new domain has nothing that a change could wait for (guide)."""
    progress = RuleProgress.begin(_BEGIN, _PACE, on_new_domain=True)

    assert "IN_PROGRESS" == progress.status(_BEGIN)


def test_status_when_matching_is_switched_off_then_it_stays_and_nothing_is_locked() -> None:
    """What is off goes on showing the status it had."""
    progress = RuleProgress.begin(_BEGIN, _PACE, on_new_domain=False).stop(_BEGIN)

    late = _BEGIN + 2 * _HOUR
    assert ("PENDING", False) == (progress.stop(late).status(late), progress.is_locked(late))
