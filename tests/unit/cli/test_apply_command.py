"""`cpkit apply`: asking, accepting, and going on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cpkit import CustomerProfiles, Risk
from cpkit.cli.app import group
from cpkit.errors import ConfigurationError
from cpkit.local import AccessDenied
from tests.support.command import SHOP

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cpkit import ApplyResult, Plan
    from cpkit.local import LocalService
    from tests.support.command import Run

pytestmark = pytest.mark.usefixtures("service")

MERGING = """\
DomainName: store
DefaultExpirationDays: 366
RuleBasedMatching:
  Enabled: true
  MatchingRules: [{Rule: [EmailAddress]}]
  MaxAllowedRuleLevelForMatching: 1
  MaxAllowedRuleLevelForMerging: 1
  ConflictResolution: {ConflictResolvingModel: RECENCY}
  AttributeTypesSelector: {AttributeMatchingModel: ONE_TO_ONE, EmailAddress: [EmailAddress]}
"""


def names(profiles: CustomerProfiles) -> list[str]:
    """Return the names of the domains that exist."""
    return [item.domain_name for item in profiles.list_domains()]


def test_apply_when_told_yes_then_it_is_done(run: Run, profiles: CustomerProfiles) -> None:
    """A job answers no questions."""
    done = run("apply", "domains", "--yes")

    assert (0, "", 366) == (
        done.status,
        done.err,
        profiles.get_domain("shop").settings.default_expiration_days,
    )


def test_apply_when_there_is_no_terminal_then_nothing_is_written(
    run: Run, profiles: CustomerProfiles
) -> None:
    """Without --yes nobody has agreed."""
    done = run("apply", "domains")

    assert (2, []) == (done.status, names(profiles))
    assert done.err.endswith(
        "cpkit apply: there is no terminal to ask on; add --yes to apply without a question; "
        "see cpkit apply -h.\n"
    )


@pytest.mark.parametrize(("answer", "created"), [("y\n", ["shop"]), ("n\n", []), ("\n", [])])
def test_apply_when_asked_then_the_answer_counts(
    profiles: CustomerProfiles, monkeypatch: pytest.MonkeyPatch, answer: str, created: list[str]
) -> None:
    """The default is no."""
    monkeypatch.setattr("cpkit.cli.apply_command.is_interactive", lambda: True)
    done = CliRunner().invoke(group, ["apply", "domains"], input=answer)

    assert "Apply this plan? [y/N]" in done.stderr
    assert created == names(profiles)


def test_apply_when_nothing_would_change_then_nothing_is_asked(run: Run) -> None:
    """A second run has nothing to do."""
    run("apply", "domains", "--yes")

    assert 0 == run("apply", "domains").status


def test_apply_when_a_risk_is_not_accepted_then_the_others_are_done(
    run: Run, folder: Path, profiles: CustomerProfiles
) -> None:
    """The line says what to type."""
    (folder / "domains" / "a.yaml").write_text(MERGING)

    done = run("apply", "domains", "--yes")

    assert (1, ["shop"]) == (done.status, names(profiles))
    assert (
        "domains/a.yaml: not applied; read its warnings, and accept what is meant: "
        "--accept store=enable-merging\n"
    ) == done.err


@pytest.mark.parametrize("accept", ["store=enable-merging", "enable-merging"])
def test_apply_when_a_risk_is_accepted_then_it_is_done(
    run: Run, folder: Path, profiles: CustomerProfiles, accept: str
) -> None:
    """One domain needs no name."""
    (folder / "store.yaml").write_text(MERGING)

    assert (0, ["store"]) == (
        run("apply", "store.yaml", "--yes", "--accept", accept).status,
        names(profiles),
    )


@pytest.mark.parametrize(
    ("accept", "said"),
    [
        ("enable-merging", "does not say for which domain; write DOMAIN=enable-merging"),
        ("other=enable-merging", "no file declares the domain other"),
        ("shop=all", "all is not a risk; expected one of "),
    ],
)
def test_apply_when_a_risk_is_mistaken_then_nothing_is_written(
    run: Run, folder: Path, profiles: CustomerProfiles, accept: str, said: str
) -> None:
    """A mistyped risk must not become a domain half done."""
    (folder / "domains" / "a.yaml").write_text(MERGING)

    done = run("apply", "domains", "--yes", "--accept", accept)

    assert (2, []) == (done.status, names(profiles))
    assert said in done.err


@pytest.mark.parametrize("output", ["json", "markdown"])
def test_apply_when_another_format_is_wanted_then_results_alone(run: Run, output: str) -> None:
    """Job pages show what was done."""
    out = run("apply", "domains", "--yes", "--output", output).out

    if output == "json":
        assert ["shop"] == [result["domain_name"] for result in json.loads(out)]
    assert "CreateDomain" in out


def test_apply_when_it_shall_wait_then_until_rules_are_active(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for domains whose rules are not active yet, and for no other."""
    waited: list[str] = []

    def note(_: object, name: str) -> None:
        waited.append(name)

    monkeypatch.setattr("cpkit.cli.apply_command.wait_for_rules", note)
    (folder / "domains" / "a.yaml").write_text(MERGING)

    done = run("apply", "domains", "--yes", "--wait", "--accept", "store=enable-merging")

    assert (0, ["store"]) == (done.status, waited)


def test_apply_when_the_service_denies_one_domain_then_the_others_are_applied(
    run: Run, service: LocalService, folder: Path, profiles: CustomerProfiles
) -> None:
    """The line says which file, and the status that something failed."""
    (folder / "domains" / "store.yaml").write_text(SHOP.replace("shop", "store"))
    service.inject(AccessDenied(), operation="CreateDomain")

    done = run("apply", "domains", "--yes")

    assert (1, 1) == (done.status, len(names(profiles)))
    assert "domains/shop.yaml: " in done.err


def test_apply_when_waiting_fails_then_it_is_said_and_the_status_is_one(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was applied stays applied."""

    def fail(*_: object) -> None:
        raise ConfigurationError("No region is set.", setting="region_name")

    monkeypatch.setattr("cpkit.cli.apply_command.wait_for_rules", fail)
    (folder / "domains" / "a.yaml").write_text(MERGING)

    done = run("apply", "domains", "--yes", "--wait", "--accept", "store=enable-merging")

    assert 1 == done.status
    assert "store: No region is set." in done.err


def test_apply_when_the_file_of_an_accepted_risk_is_broken_then_its_mistake_is_said(
    run: Run, folder: Path, profiles: CustomerProfiles
) -> None:
    """That no file declares the domain is only what follows from it."""
    (folder / "domains" / "store.yaml").write_text("[]")

    done = run("apply", "domains", "--yes", "--accept", "store=enable-merging")

    assert (2, []) == (done.status, names(profiles))
    assert [
        "domains/store.yaml: line 1, column 1: the document is a list",
        "cpkit apply: --accept store=enable-merging: no file declares",
    ] == [line[:60] for line in done.err.splitlines()]


def test_apply_when_the_only_file_is_broken_then_its_mistake_alone_is_said(
    run: Run, folder: Path
) -> None:
    """For which domain a risk is accepted is no question then."""
    (folder / "store.yaml").write_text("[]")

    done = run("apply", "store.yaml", "--yes", "--accept", "enable-merging")

    assert (1, 1) == (done.status, len(done.err.splitlines()))
    assert done.err.startswith("store.yaml: line 1, column 1: the document is a list")


@pytest.mark.parametrize("output", ["text", "json"])
def test_apply_when_interrupted_then_it_is_said_what_was_applied(
    run: Run,
    folder: Path,
    profiles: CustomerProfiles,
    monkeypatch: pytest.MonkeyPatch,
    output: str,
) -> None:
    """Whoever presses Ctrl-C between two domains need not guess."""
    (folder / "domains" / "store.yaml").write_text(SHOP.replace("shop", "store"))
    apply = CustomerProfiles.apply
    applied = list[str]()

    def apply_one(client: CustomerProfiles, plan: Plan, *, accept: Iterable[Risk]) -> ApplyResult:
        if applied:
            raise KeyboardInterrupt
        applied.append(plan.settings.domain_name)
        return apply(client, plan, accept=accept)

    monkeypatch.setattr(CustomerProfiles, "apply", apply_one)

    done = run("apply", "domains", "--yes", "--output", output)

    assert (130, ["shop"], "\ncpkit: interrupted.\n") == (done.status, names(profiles), done.err)
    if output == "json":
        assert ["shop"] == [result["domain_name"] for result in json.loads(done.out)]
    else:
        assert "shop: everything was sent, the settings are stored" in done.out


def test_help_when_it_shows_risks_then_they_exist() -> None:
    """Whoever types an example is not told that it is wrong."""
    shown = re.findall(
        r"cpkit apply .*--accept (?:\S+=)?(\S+)", CliRunner().invoke(group, ["apply", "-h"]).stdout
    )

    assert [Risk.ENABLE_MERGING, Risk.RULES_NOT_ACTIVE] == [Risk(risk) for risk in shown]
