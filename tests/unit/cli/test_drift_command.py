"""`cpkit drift`: what differs, and what no file declares."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cpkit import DomainSettings
from cpkit.local import ServerError

if TYPE_CHECKING:
    from pathlib import Path

    from cpkit import CustomerProfiles
    from cpkit.local import LocalService
    from tests.support.command import Run


@pytest.fixture(autouse=True)
def _applied(run: Run, service: LocalService) -> None:
    assert service is not None
    run("apply", "domains", "--yes")


def test_drift_when_there_is_none_then_zero(run: Run) -> None:
    """It says so, for whoever reads the log of a nightly job."""
    assert (0, "1 domain is as its file declares.\n", "") == run("drift", "domains")


def test_drift_when_a_domain_was_changed_then_three(run: Run, profiles: CustomerProfiles) -> None:
    """What a file declares is shown as the change that would bring it back."""
    profiles.update_domain(DomainSettings(domain_name="shop", default_expiration_days=30))

    done = run("drift", "domains")

    assert 3 == done.status
    assert "~ DefaultExpirationDays  30 -> 366" in done.out


@pytest.mark.parametrize("output", ["text", "markdown", "json"])
def test_drift_when_no_file_declares_a_domain_then_three(
    run: Run, profiles: CustomerProfiles, output: str
) -> None:
    """Somebody made it by hand."""
    profiles.create_domain(DomainSettings(domain_name="store", default_expiration_days=30))

    done = run("drift", "domains", "--output", output)

    assert 3 == done.status
    if output == "json":
        assert {"plans": [], "undeclared": ["store"]} == json.loads(done.out)
    else:
        assert done.out.endswith("store: no file declares this domain\n")


def test_drift_when_a_file_is_broken_then_one(run: Run, folder: Path) -> None:
    """Nobody knows whether the domain of a broken file has drifted."""
    (folder / "domains" / "broken.json").write_text("{")

    done = run("drift", "domains")

    assert 1 == done.status
    assert done.err.startswith("domains/broken.json: ")


def test_drift_when_a_file_is_broken_then_its_domain_is_not_said_to_be_in_none(
    run: Run, profiles: CustomerProfiles, folder: Path
) -> None:
    """It may be the file that declares it."""
    profiles.create_domain(DomainSettings(domain_name="store", default_expiration_days=30))
    (folder / "domains" / "store.yaml").write_text("DomainName: store\nDefaultExpirationDay: 30\n")

    done = run("drift", "domains")

    assert 1 == done.status
    assert done.out.endswith("store: no file that can be read declares this domain\n")


def test_drift_when_domains_cannot_be_listed_then_one(run: Run, service: LocalService) -> None:
    """Then it is not known which ones no file declares."""
    service.inject(ServerError(501), operation="ListDomains", times=None)

    done = run("drift", "domains")

    assert 1 == done.status
    assert done.err.startswith("cpkit drift: ListDomains failed ")
