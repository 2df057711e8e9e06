"""Sentences for what failed."""

from __future__ import annotations

import pytest

from cpkit.cli.ending import failure_text
from cpkit.errors import ConfigurationError


def test_failure_when_it_has_notes_then_they_follow_unless_unwanted() -> None:
    """A note says which file is meant, where the line does not say so already."""
    error = ConfigurationError("No region is set.", setting="region_name")
    error.add_note("in shop.yaml")

    assert "No region is set.\nin shop.yaml" == failure_text(error)
    assert "No region is set." == failure_text(error, notes=False)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            FileNotFoundError(2, "No such file or directory", "x.json"),
            "x.json: no such file or directory; check the path and its permissions.",
        ),
        (OSError("odd"), "odd; check the path and its permissions."),
        (ImportError("install cpkit[yaml]"), "install cpkit[yaml]"),
        (RuntimeError("a bug"), None),
    ],
)
def test_failure_when_it_is_not_cpkits_then_its_sentence_or_none(
    error: Exception, expected: str | None
) -> None:
    """A bug keeps its traceback."""
    assert expected == failure_text(error)
