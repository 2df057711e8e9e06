"""`cpkit plan`: what is shown, and the status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cpkit.local import LocalService
    from tests.support.command import Run

pytestmark = pytest.mark.usefixtures("service")


def test_plan_when_a_domain_is_new_then_it_is_shown_and_nothing_is_written(
    run: Run, service: LocalService
) -> None:
    """A plan only reads."""
    done = run("plan", "domains")

    assert (0, "") == (done.status, done.err)
    assert done.out.startswith("shop: ")
    assert '+ DomainName             "shop"' in done.out
    assert {"GetDomain"} == {request.operation for request in service.requests}


def test_plan_when_the_exit_code_is_wanted_then_changes_are_three(run: Run) -> None:
    """CI asks whether there is something to do."""
    assert 3 == run("plan", "domains", "--exit-code").status

    run("apply", "domains", "--yes")

    assert (0, "1 domain is as its file declares.\n", "") == run("plan", "domains", "--exit-code")


def test_plan_when_a_file_is_broken_then_the_others_are_planned(run: Run, folder: Path) -> None:
    """One goes before three."""
    (folder / "domains" / "broken.json").write_text("{")

    done = run("plan", "domains", "--exit-code")

    assert 1 == done.status
    assert done.out.startswith("shop: ")
    assert done.err.startswith("domains/broken.json: line 1, ")


def test_plan_when_a_domain_cannot_be_planned_then_the_others_are(run: Run, folder: Path) -> None:
    """To create a domain takes its days of expiration."""
    (folder / "domains" / "a.yaml").write_text("DomainName: a\nMatching: {Enabled: true}\n")

    done = run("plan", "domains")

    assert 1 == done.status
    assert done.out.startswith("shop: ")
    assert done.err.startswith("domains/a.yaml: DefaultExpirationDays: ")


def test_plan_when_json_is_wanted_then_a_list_of_plans(run: Run) -> None:
    """Policy tools read it."""
    (plan,) = json.loads(run("plan", "domains", "--output", "json").out)

    assert ("shop", "create") == (plan["domain_name"], plan["action"])


def test_plan_when_markdown_is_wanted_then_a_table(run: Run) -> None:
    """Pull requests show it."""
    assert "| `DefaultExpirationDays` |" in run("plan", "domains", "--output", "markdown").out
