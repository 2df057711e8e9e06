"""Run the command on a stand-in over HTTP, in a folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cpkit import CustomerProfiles
from cpkit.cli import main
from cpkit.local import LocalService, serve
from tests.support.aws_environment import keep_out_settings
from tests.support.command import SHOP, Ended

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.command import Run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, which holds one good file: domains/shop.yaml."""
    keep_out_settings(monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "domains").mkdir()
    (tmp_path / "domains" / "shop.yaml").write_text(SHOP)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the command in the folder."""
    assert folder.exists()

    def run_command(*arguments: str) -> Ended:
        capsys.readouterr()
        status = main(arguments)
        printed = capsys.readouterr()
        return Ended(status, printed.out, printed.err)

    return run_command


@pytest.fixture
def service(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalService]:
    """Yield a stand-in that the command reaches by the variables of the environment."""
    assert folder.exists()
    local = LocalService()
    with serve(local, port=0) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_CUSTOMER_PROFILES", server.endpoint_url)
        monkeypatch.setenv("AWS_DEFAULT_REGION", local.region_name)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "example")
        yield local


@pytest.fixture
def profiles(service: LocalService) -> CustomerProfiles:
    """Return a client of the stand-in, to look at it beside the command."""
    return CustomerProfiles(service.client(), account_id=service.account_id)
