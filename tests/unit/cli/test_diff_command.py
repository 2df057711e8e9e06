"""`cpkit diff`: domains and files, beside each other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cpkit.local import LocalService
    from tests.support.command import Run


@pytest.fixture(autouse=True)
def _store(run: Run, service: LocalService, folder: Path) -> None:
    assert service is not None
    run("apply", "domains", "--yes")
    text = "DomainName: store\nDefaultExpirationDays: 30\n"
    (folder / "domains" / "store.yml").write_text(text)


@pytest.mark.parametrize("before", ["shop", "domains/shop.yaml"])
def test_diff_when_something_differs_then_a_line_each(run: Run, before: str) -> None:
    """The names of the domains do not count."""
    assert (0, "DefaultExpirationDays: 366 -> 30\n", "") == run("diff", before, "domains/store.yml")


@pytest.mark.parametrize(("after", "status"), [("domains/store.yml", 3), ("domains/shop.yaml", 0)])
def test_diff_when_the_exit_code_is_wanted_then_differences_are_three(
    run: Run, after: str, status: int
) -> None:
    """As `cpkit plan` does."""
    assert status == run("diff", "shop", after, "--exit-code").status


def test_diff_when_json_is_wanted_then_a_list_of_changes(run: Run) -> None:
    """Programs need paths and values."""
    out = run("diff", "shop", "domains/store.yml", "--output", "json").out

    assert [
        {"kind": "changed", "path": "DefaultExpirationDays", "before": 366, "after": 30}
    ] == json.loads(out)


def test_diff_when_a_rule_is_added_then_it_is_shown_as_the_service_has_it(
    run: Run, folder: Path
) -> None:
    """A program reads it as it reads responses."""
    one = (
        "DomainName: a\nRuleBasedMatching:\n  Enabled: true\n  MatchingRules:\n"
        "    - Rule: [LastName, FirstName]\n"
    )
    (folder / "one.yaml").write_text(one)
    (folder / "two.yaml").write_text(f"{one}    - Rule: [EmailAddress]\n")

    out = run("diff", "one.yaml", "two.yaml", "--output", "json").out

    assert [{"Rule": ["EmailAddress"]}] == [change["after"] for change in json.loads(out)]
