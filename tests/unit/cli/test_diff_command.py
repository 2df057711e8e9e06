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
    expected = (0, "  ~ DefaultExpirationDays  366 -> 30\n", "")

    assert expected == run("diff", before, "domains/store.yml")


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
        {
            "kind": "changed",
            "path": "DefaultExpirationDays",
            "before": 366,
            "after": 30,
            "moved_from": None,
        }
    ] == json.loads(out)


def test_diff_when_a_rule_is_added_then_it_is_shown_as_plans_have_it(
    run: Run, folder: Path
) -> None:
    """A program reads it as it reads plans."""
    one = (
        "DomainName: a\nRuleBasedMatching:\n  Enabled: true\n  MatchingRules:\n"
        "    - Rule: [LastName, FirstName]\n"
    )
    (folder / "one.yaml").write_text(one)
    (folder / "two.yaml").write_text(f"{one}    - Rule: [EmailAddress]\n")

    out = run("diff", "one.yaml", "two.yaml", "--output", "json").out

    assert [["EmailAddress"]] == [change["after"] for change in json.loads(out)]


def test_diff_when_nothing_differs_then_nothing_is_printed(run: Run) -> None:
    """As other programs that compare."""
    assert (0, "", "") == run("diff", "shop", "domains/shop.yaml")


@pytest.mark.parametrize("output", ["text", "json", "yaml", "csv", "jsonl"])
def test_diff_when_not_told_to_reveal_then_no_account_and_no_tag(
    run: Run, folder: Path, output: str
) -> None:
    """What is compared in a job stands in its log."""
    queue = "https://sqs.us-east-1.amazonaws.com/111122223333/letters"
    secret = f"DomainName: a\nDeadLetterQueueUrl: {queue}\nTags: {{team: blue-fox}}\n"
    (folder / "one.yaml").write_text(secret)
    command = ("diff", "one.yaml", "domains/shop.yaml", "--output", output)

    hidden, shown = run(*command).out, run(*command, "--reveal").out

    assert (False, False) == ("111122223333" in hidden, "blue-fox" in hidden)
    assert (True, True) == ("111122223333" in shown, "blue-fox" in shown)


def test_diff_when_a_query_cannot_be_applied_then_wrong_usage(run: Run) -> None:
    """It is never passed over in silence."""
    said = "--query chooses no part of --output csv; add --output json"

    assert (2, "", f"cpkit diff: {said}; see cpkit diff -h.\n") == run(
        "diff", "shop", "domains/store.yml", "--output", "csv", "--query", "[0]"
    )
