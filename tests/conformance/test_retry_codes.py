"""What cpkit repeats is a superset of what the installed botocore repeats, in both its modes."""

from __future__ import annotations

from typing import Any

import botocore.session
import pytest
from botocore.retries import standard

from cpkit.client.boto.retryable import (
    THROTTLING_CODES,
    THROTTLING_STATUSES,
    TRANSIENT_CODES,
    TRANSIENT_STATUSES,
)

CHECKERS: list[tuple[str, str, frozenset[Any]]] = [
    ("ThrottledRetryableChecker", "_THROTTLED_ERROR_CODES", THROTTLING_CODES),
    (
        "TransientRetryableChecker",
        "_TRANSIENT_ERROR_CODES",
        TRANSIENT_CODES | THROTTLING_CODES,
    ),
    ("TransientRetryableChecker", "_TRANSIENT_STATUS_CODES", TRANSIENT_STATUSES),
]


@pytest.mark.parametrize(("checker", "name", "ours"), CHECKERS)
def test_standard_mode_when_compared_then_nothing_is_missing(
    checker: str, name: str, ours: frozenset[Any]
) -> None:
    """Codes and statuses of the standard mode are all among ours."""
    theirs = set(getattr(getattr(standard, checker), name))
    assert theirs, f"{checker}.{name} is empty: look where botocore keeps its list now"
    assert set() == theirs - ours


def test_standard_mode_when_it_knows_statuses_of_throttling_then_so_do_we() -> None:
    """Newer versions of botocore repeat a 429 whatever its code is."""
    checker = getattr(standard, "ThrottlingStatusCodeChecker", None)
    theirs = set(getattr(checker, "_THROTTLING_STATUS_CODES", ()))
    assert set() == theirs - THROTTLING_STATUSES


def test_legacy_mode_when_compared_then_nothing_is_missing() -> None:
    """Codes and statuses of the legacy mode, as it treats every service, are all among ours."""
    loader: Any = botocore.session.get_session().get_component("data_loader")
    document: dict[str, Any] = loader.load_data("_retry")
    policies = document["retry"]["__default__"]["policies"]
    answers = [
        document["definitions"][policy["$ref"]]["applies_when"].get("response", {})
        for policy in policies.values()
    ]
    codes = {answer["service_error_code"] for answer in answers if "service_error_code" in answer}
    statuses = {
        answer["http_status_code"]
        for answer in answers
        if answer and "service_error_code" not in answer
    }
    assert codes, "no code was found: look where botocore keeps its list now"
    assert statuses, "no status was found: look where botocore keeps its list now"
    assert set() == codes - THROTTLING_CODES
    assert set() == statuses - THROTTLING_STATUSES - TRANSIENT_STATUSES
