"""`cpkit pull`: domains become files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cpkit import documents

if TYPE_CHECKING:
    from pathlib import Path

    from cpkit import CustomerProfiles
    from cpkit.local import LocalService
    from tests.support.command import Run


@pytest.fixture(autouse=True)
def _applied(run: Run, service: LocalService) -> None:
    assert service is not None
    run("apply", "domains", "--yes")


def test_pull_when_a_domain_exists_then_its_file_declares_it(
    run: Run, folder: Path, profiles: CustomerProfiles
) -> None:
    """The folder is made; what is written has no drift."""
    assert (0, "new/deep/shop.yaml\n", "") == run("pull", "shop", "--into", "new/deep")
    assert profiles.get_domain("shop").settings == documents.load(folder / "new/deep/shop.yaml")
    assert 0 == run("drift", "new").status


def test_pull_when_a_file_is_there_then_it_stays(run: Run, folder: Path) -> None:
    """Somebody may have written comments into it."""
    target = folder / "domains" / "shop.yaml"
    target.write_text("# mine\nDomainName: shop\n")

    assert (1, "", "domains/shop.yaml: exists; add --force to replace it.\n") == run(
        "pull", "shop", "--into", "domains"
    )
    assert target.read_text().startswith("# mine")


def test_pull_when_forced_then_the_file_is_replaced(run: Run, folder: Path) -> None:
    """`--force` says that it is meant."""
    (folder / "domains" / "shop.yaml").write_text("DomainName: shop\n")

    assert 0 == run("pull", "shop", "--into", "domains", "--force").status
    assert 366 == documents.load(folder / "domains" / "shop.yaml").default_expiration_days


def test_pull_when_a_domain_does_not_exist_then_the_others_are_written(
    run: Run, folder: Path
) -> None:
    """One name does not stop the others."""
    done = run("pull", "gone", "shop", "--into", "new")

    assert (1, "new/shop.yaml\n") == (done.status, done.out)
    assert done.err.startswith("gone: GetDomain failed ")
    assert ["shop.yaml"] == [path.name for path in (folder / "new").iterdir()]
