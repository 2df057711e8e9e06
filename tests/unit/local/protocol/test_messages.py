"""Print what was recorded."""

from __future__ import annotations

import pytest

from cpkit.local import RecordedRequest
from cpkit.local.protocol.messages import phrase_of


def test_recorded_request_when_it_is_printed_then_no_value_is_shown() -> None:
    """Keys, queue addresses and tags stay out of a test's output."""
    request = RecordedRequest("UpdateDomain", "PUT", "/domains/Shop", {"Tags": "secret"}, b"secret")

    assert "secret" not in repr(request)


@pytest.mark.parametrize(("status", "phrase"), [(503, "Service Unavailable"), (599, "Unknown")])
def test_phrase_when_the_status_is_known_or_not_then_there_are_words(
    status: int, phrase: str
) -> None:
    """Every status has some words."""
    assert phrase == phrase_of(status)
