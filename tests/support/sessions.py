"""The sessions of the command that the documentation shows, run in a terminal."""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cpkit import CustomerProfiles, documents
from cpkit.local import LocalService, serve
from tests.support.documentation_pages import ROOT, blocks
from tests.support.terminal import run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PAGE", "shown_in_terminal", "wait_in_terminal"]

PAGE = ROOT / "docs" / "how-to" / "use-the-command.md"
"""The page with the sessions."""

_OF_THE_MACHINE = re.compile("AWS_|COLUMNS$|LINES$|NO_COLOR$").match
"""Variables of whoever runs the tests, by their names: an account, and another terminal."""

_COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)


def shown_in_terminal(folder: Path, *, columns: int, is_coloured: bool) -> Iterator[str]:
    """Yield what each of the page's sessions shows, commands included.

    Args:
        folder: An empty folder to run them in.
        columns: The width of the terminal.
        is_coloured: Whether colour is wanted.
    """
    page = blocks(PAGE)
    (folder / "domains").mkdir()
    settings = next(block.text for block in page if block.language == "yaml")
    (folder / "domains" / "shop.yaml").write_text(settings)
    profiles = next(block.text for block in page if block.text.startswith("ProfileId,"))
    (folder / "profiles.csv").write_text(profiles)
    with serve(_service()) as server:
        environment = _environment(server.endpoint_url, is_coloured=is_coloured)
        for block in page:
            if block.language == "console":
                yield "".join(
                    f"$ {command}\n"
                    + run_in_terminal(
                        ["sh", "-c", command],
                        columns=columns,
                        folder=folder,
                        environment=environment,
                    )[1]
                    for command in _COMMAND.findall(block.text)
                )


def wait_in_terminal(folder: Path, *, columns: int, is_coloured: bool) -> str:
    """Return all that a terminal gets of a wait, each frame of its live line included.

    Args:
        folder: Where to run it.
        columns: The width of the terminal.
        is_coloured: Whether colour is wanted.
    """
    service = _service()
    settings = next(block.text for block in blocks(PAGE) if block.language == "yaml")
    profiles = CustomerProfiles(service.client(), account_id=service.account_id)
    profiles.create_domain(documents.loads(settings, format="yaml"))
    with serve(service) as server:
        return run_in_terminal(
            ["cpkit", "wait", "shop", "--poll-every", "0.5"],
            columns=columns,
            folder=folder,
            environment=_environment(server.endpoint_url, is_coloured=is_coloured),
        )[1]


def _environment(endpoint_url: str, *, is_coloured: bool) -> dict[str, str]:
    """Return the variables of a terminal in which the command finds a stand-in."""
    return {
        **{name: value for name, value in os.environ.items() if not _OF_THE_MACHINE(name)},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "AWS_ENDPOINT_URL_CUSTOMER_PROFILES": endpoint_url,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "example",
        "AWS_CONFIG_FILE": os.devnull,
        "NO_COLOR": "" if is_coloured else "1",
    }


def _service() -> LocalService:
    """Return a stand-in in which ten minutes pass with each look at the clock."""
    now = [datetime(2026, 1, 5, 12, tzinfo=UTC)]

    def tick() -> datetime:
        now[0] += timedelta(minutes=10)
        return now[0]

    return LocalService(clock=tick)
