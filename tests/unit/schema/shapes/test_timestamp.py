"""Times are read in every form that responses have, and are the same on every machine."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from cpkit.schema.shapes import Timestamp
from tests.support.shape_checks import accepted, rejected


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (90, datetime(1970, 1, 1, 0, 1, 30, tzinfo=UTC)),
        (0.5, datetime(1970, 1, 1, 0, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-01-02T03:04:05+01:00", datetime(2026, 1, 2, 2, 4, 5, tzinfo=UTC)),
        (datetime(2026, 1, 2), datetime(2026, 1, 2, tzinfo=UTC)),  # noqa: DTZ001 - the case
    ],
)
def test_time_when_valid_then_in_utc(value: Any, stored: datetime) -> None:
    """Without a time zone it is read as UTC."""
    assert (stored, stored, []) == accepted(Timestamp(), value)


@pytest.mark.parametrize(
    ("value", "text"),
    [("soon", "the string 'soon'."), (True, "the boolean true."), (1e300, "the number 1e+300.")],
)
def test_time_when_it_is_not_one_then_rejected(value: Any, text: str) -> None:
    """Nothing is guessed."""
    assert [f"X: must be a time, in ISO 8601 or in seconds since 1970, not {text}"] == rejected(
        Timestamp(), value
    )


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's zone cannot be changed")
@pytest.mark.parametrize(
    ("value", "hour"),
    [
        (0, 0),
        ("1970-01-01T00:00:00", 0),
        ("1970-01-01T09:00:00+09:00", 0),
        (datetime(1970, 1, 1, 5), 5),  # noqa: DTZ001 - the case
    ],
)
def test_time_when_the_machine_is_elsewhere_then_utc_all_the_same(
    value: Any, hour: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a response says does not depend on who reads it."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        stored = Timestamp().accept(value)
    finally:
        monkeypatch.undo()
        time.tzset()

    assert (datetime(1970, 1, 1, hour, tzinfo=UTC), UTC) == (stored, stored.tzinfo)
