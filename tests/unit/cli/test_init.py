"""The command before any of its parts is imported."""

from __future__ import annotations

import builtins
import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pytest

from cpkit.cli import main

if TYPE_CHECKING:
    from tests.support.command import Run


def test_version_when_asked_for_then_nothing_heavy_is_imported() -> None:
    """It is what scripts ask first, and needs no extra."""
    program = (
        "import sys; from cpkit.cli import main; main(['--version'])\n"
        "print({'click', 'rich', 'boto3', 'cattrs', 'importlib.metadata'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert f"cpkit {version('cpkit')}\nset()\n" == done.stdout


def test_version_when_run_as_a_module_then_the_same() -> None:
    """`python -m cpkit` is the command."""
    done = subprocess.run(
        [sys.executable, "-m", "cpkit", "--version"], capture_output=True, text=True, check=False
    )

    assert (0, f"cpkit {version('cpkit')}\n", "") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("missing", ["click", "rich", "json"])
def test_command_when_a_module_is_missing_then_a_line_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    """What is missing for another reason is a bug, and raised."""
    monkeypatch.delitem(sys.modules, "cpkit.cli.app", raising=False)
    imported = builtins.__import__

    def find(name: str, *args: Any) -> Any:
        if name == "cpkit.cli.app":
            raise ModuleNotFoundError(name=missing)
        return imported(name, *args)

    monkeypatch.setattr(builtins, "__import__", find)
    if missing == "json":
        with pytest.raises(ModuleNotFoundError):
            main(["list"])
    else:
        said = "cpkit: the command needs the extra: pip install 'cpkit[cli]'\n"
        assert (1, "", said) == run("list")


def test_arguments_when_none_are_given_then_the_programs(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the console script calls it."""
    assert callable(run)
    monkeypatch.setattr(sys, "argv", ["cpkit", "--version"])

    assert 0 == main()


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_streams_when_the_shell_has_closed_one_then_no_traceback(closed: str) -> None:
    """What would be written to it goes nowhere, as to /dev/null."""
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec '{sys.executable}' -m cpkit skeleton {closed}"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "", closed == ">&-") == (done.returncode, done.stderr, not done.stdout)


def test_stdout_when_the_disk_is_full_then_one_sentence() -> None:
    """A path would not be the thing to look at."""
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "cpkit", "skeleton"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    expected = "cpkit: no space left on device; make room, and run it again.\n"
    assert (1, expected) == (done.returncode, done.stderr)
