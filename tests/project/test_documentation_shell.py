"""What the documentation says to type in a terminal does what it shows."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.documentation_pages import PAGES, ROOT, Block, blocks, name_of

if TYPE_CHECKING:
    from tests.support.golden import Golden

SET_UP = (
    "python3 -m venv --without-pip .venv && python3 -m pip --python .venv install --quiet 'nox[uv]'"
)

EDITABLE = "--editable '.[cli,local,preview,yaml]' --group types --group lint"

RUN_ELSEWHERE = {
    f"{SET_UP} && .venv/bin/nox -s demo\n": "the session demo runs it, in every run of nox",
    f"{SET_UP} && .venv/bin/nox -s tests\n": ".ci/run reads it out of README.md, and runs it",
    ".venv/bin/nox\n": ".ci/run reads it out of CONTRIBUTING.md, and runs it",
    f"{SET_UP}\n": "it is the beginning of what .ci/run runs",
    f"uv venv && uv pip install {EDITABLE}\n": (
        "it fetches a hundred packages; the sessions types and lint install the same groups"
    ),
}
"""The blocks that are not run here, and why."""

END_OF_BLOCK = "printf '\\f'\n"
"""What separates the outputs of blocks."""


def scripts(page: Path) -> list[Block]:
    """Give what a page says to type, and what it then shows."""
    return [
        block
        for block in blocks(page)
        if block.language == "sh" and block.text not in RUN_ELSEWHERE
    ]


def environment() -> dict[str, str]:
    """Give the variables of a terminal where cpkit is installed and AWS is not set up."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("AWS_")}
    programs = [Path(sys.executable).parent]
    if program := shutil.which(os.environ.get("CPKIT_AWS_PROGRAM", "")):
        programs.append(Path(program).parent)
    return {
        **inherited,
        "PATH": os.pathsep.join([*map(str, programs), os.environ["PATH"]]),
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
    }


@pytest.mark.skipif(os.name == "nt", reason="the blocks are those of a POSIX shell")
@pytest.mark.parametrize("page", [page for page in PAGES if scripts(page)], ids=name_of)
def test_page_when_its_commands_are_typed_then_they_print_what_it_shows(
    page: Path, tmp_path: Path, golden: Golden
) -> None:
    """All of a page's blocks run in one terminal, in an empty folder."""
    typed = [block.text for block in scripts(page)]
    if "aws " in "".join(typed) and not os.environ.get("CPKIT_AWS_PROGRAM"):
        pytest.skip("CPKIT_AWS_PROGRAM names no aws program")
    # Into files: what is left running would keep a pipe open.
    printed, complaints = tmp_path / "printed", tmp_path / "complaints"
    folder = tmp_path / "folder"
    folder.mkdir()
    script = "set -euo pipefail\n" + "".join(block + END_OF_BLOCK for block in typed)
    with printed.open("w") as output, complaints.open("w") as errors:
        terminal = subprocess.Popen(
            ["bash", "-c", script],  # noqa: S607 - whichever bash there is
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
        try:
            status = terminal.wait(timeout=120)
        finally:
            stop_group(terminal.pid)

    assert (0, "") == (status, complaints.read_text())
    outputs = printed.read_text().split("\f")[:-1]
    assert [
        golden.shown(page, block, output)
        for block, output in zip(scripts(page), outputs, strict=True)
    ] == outputs


def stop_group(leader: int) -> None:
    """End what a terminal has left running."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def test_blocks_that_run_elsewhere_when_looked_for_then_each_stands_on_a_page() -> None:
    """No reason outlives its block, and none hides what a block prints."""
    typed = {
        block.text: block.shown
        for page in PAGES
        for block in blocks(page)
        if block.language == "sh"
    }

    assert dict.fromkeys(RUN_ELSEWHERE, "") == {text: typed.get(text) for text in RUN_ELSEWHERE}


def test_commands_when_ci_runs_then_they_are_read_out_of_the_pages() -> None:
    """The blocks that are not run here are those that are marked for it."""
    readme = (ROOT / "README.md").read_text("utf-8")
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

    assert f"<!-- command: tests -->\n```sh\n{SET_UP} && .venv/bin/nox -s tests\n```" in readme
    assert "<!-- command: everything -->\n```sh\n.venv/bin/nox\n```" in contributing
