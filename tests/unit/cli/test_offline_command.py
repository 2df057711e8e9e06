"""Commands that need no account."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cpkit import documents

if TYPE_CHECKING:
    from tests.support.command import Run


@pytest.mark.parametrize("output", ["yaml", "json"])
def test_skeleton_when_printed_then_as_in_python(run: Run, output: str) -> None:
    """The command adds nothing."""
    expected = documents.skeleton(format="json" if output == "json" else "yaml")

    assert (0, expected, "") == run("skeleton", "--output", output)


def test_schema_when_printed_then_as_in_python(run: Run) -> None:
    """The command adds nothing."""
    assert documents.json_schema() == json.loads(run("schema").out)
