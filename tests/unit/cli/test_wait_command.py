"""`cpkit wait`: lines and a live line."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import pytest

from cpkit import CustomerProfiles, DomainSettings, RetryPolicy, RuleBasedMatching
from cpkit.cli.wait_command import wait_for_rules
from cpkit.errors import WaitTimeoutError
from cpkit.local import LocalService

RULES = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])


@pytest.fixture
def waiting() -> CustomerProfiles:
    """Return a client whose waits pass on its own clock, and the stand-in's."""
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    start = datetime(2026, 1, 5, 12, tzinfo=UTC)
    service = LocalService(clock=lambda: start + timedelta(seconds=now[0]))
    profiles = CustomerProfiles(
        service.client(), retry=RetryPolicy(clock=lambda: now[0], sleep=sleep)
    )
    profiles.create_domain(
        DomainSettings(domain_name="shop", default_expiration_days=366, rule_based_matching=RULES)
    )
    return profiles


def test_wait_when_there_is_no_terminal_then_a_line_a_poll(
    waiting: CustomerProfiles, capsys: pytest.CaptureFixture[str]
) -> None:
    """A log of a job shows how it went."""
    assert "ACTIVE" == wait_for_rules(waiting, "shop", poll_every=1800)

    lines = capsys.readouterr().err.splitlines()
    assert [True, True, True] == [
        status in line
        for status, line in zip(("IN_PROGRESS", "IN_PROGRESS", "ACTIVE"), lines, strict=True)
    ]


def test_wait_when_there_is_a_terminal_then_one_live_line(
    waiting: CustomerProfiles, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is gone when the wait is over."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    assert "ACTIVE" == wait_for_rules(waiting, "shop", poll_every=1800)
    assert "" == capsys.readouterr().out


def test_wait_when_it_takes_too_long_then_it_fails(waiting: CustomerProfiles) -> None:
    """The timeout is the user's."""
    with pytest.raises(WaitTimeoutError):
        wait_for_rules(waiting, "shop", timeout=60, poll_every=30)
