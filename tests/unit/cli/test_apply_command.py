"""`cpkit apply`: asking, accepting, and going on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cpkit.cli.app import group
from cpkit.errors import ConfigurationError
from cpkit.local import AccessDenied
from tests.support.command import SHOP

if TYPE_CHECKING:
    from pathlib import Path

    from cpkit import CustomerProfiles
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
