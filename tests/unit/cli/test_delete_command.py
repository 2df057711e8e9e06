"""`cpkit delete`: the name has to be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cpkit import DomainSettings
from cpkit.cli.app import group

if TYPE_CHECKING:
    from cpkit import CustomerProfiles
    from tests.support.command import Run


@pytest.fixture(autouse=True)
def _shop(profiles: CustomerProfiles) -> None:
    profiles.create_domain(DomainSettings(domain_name="shop", default_expiration_days=366))


def exists(profiles: CustomerProfiles) -> bool:
    """Return whether the domain is there."""
    return bool(list(profiles.list_domains()))


def test_delete_when_the_name_is_given_twice_then_it_is_gone(
    run: Run, profiles: CustomerProfiles
) -> None:
    """A job types it as an option."""
    assert (0, "shop: deleted\n", "") == run("delete", "shop", "--yes", "shop")
    assert not exists(profiles)


def test_delete_when_another_name_is_given_then_it_stays(
    run: Run, profiles: CustomerProfiles
) -> None:
    """That is what the name is typed for."""
    assert (
        2,
        "",
        (
            "cpkit delete: 'shpo' is not the name of the domain; nothing was deleted; "
            "see cpkit delete -h.\n"
        ),
    ) == run("delete", "shop", "--yes", "shpo")
    assert exists(profiles)


def test_delete_when_there_is_no_terminal_then_it_stays(
    run: Run, profiles: CustomerProfiles
) -> None:
    """Nobody was asked."""
    done = run("delete", "shop")

    assert (2, True) == (done.status, exists(profiles))
    assert "add --yes shop to delete it" in done.err


@pytest.mark.parametrize(("typed", "stays"), [("shop\n", False), ("no\n", True)])
def test_delete_when_asked_then_the_name_counts(
    profiles: CustomerProfiles, monkeypatch: pytest.MonkeyPatch, typed: str, *, stays: bool
) -> None:
    """Yes is not enough."""
    monkeypatch.setattr("cpkit.cli.delete_command.is_interactive", lambda: True)

    done = CliRunner().invoke(group, ["delete", "shop"], input=typed)

    assert "Type its name" in done.stderr
    assert stays == exists(profiles)
