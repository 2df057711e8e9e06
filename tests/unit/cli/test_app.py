"""The group of commands: what each of them is, and how runs end."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from cpkit.cli.app import COMMANDS, group
from cpkit.local import ExpiredToken

if TYPE_CHECKING:
    from pathlib import Path

    from cpkit.local import LocalService
    from tests.support.command import Run


@pytest.mark.parametrize("name", COMMANDS)
def test_help_when_asked_for_then_a_command_has_two_examples_that_parse(name: str) -> None:
    """Whoever reads help sees what to type."""
    done = CliRunner().invoke(group, [name, "-h"])

    examples = done.stdout.rpartition("Examples:\n")[2].splitlines()
    assert (0, 2, []) == (
        done.exit_code,
        len(examples),
        [line for line in examples if not line.startswith("  cpkit ")],
    )
    for line in examples:
        _, other, *words = re.split(r" [>|] ", line.strip())[0].replace("'", "").split()
        found = group.get_command(click.Context(group), other)
        assert isinstance(found, click.Command)
        found.make_context(other, words)


def test_help_when_asked_for_then_it_lists_all_commands(run: Run) -> None:
    """The list is complete without importing what it lists."""
    done = run("-h")

    assert (0, list(COMMANDS)) == (
        done.status,
        re.findall(r"^  ([a-z-]+)  +[A-Z]", done.out, re.MULTILINE)[-len(COMMANDS) :],
    )


def test_shell_when_it_completes_then_commands_that_begin_so() -> None:
    """What is listed is what can be run."""
    completer = ShellComplete(group, {}, "cpkit", "_CPKIT_COMPLETE")

    assert ["plan"] == [item.value for item in completer.get_completions([], "pla")]
    assert group.get_command(click.Context(group), "plna") is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plna",), "cpkit: no such command plna, did you mean plan?; see cpkit -h."),
        (("frobnicate",), "cpkit: no such command frobnicate; see cpkit -h."),
        (
            ("delete-domain", "shop"),
            "cpkit: no such command delete-domain, did you mean delete?; see cpkit -h.",
        ),
        (
            ("plan", "--regoin", "x", "."),
            "cpkit plan: no such option --regoin; did you mean --region?",
        ),
        (("plan", "--zzz", "."), "cpkit plan: no such option --zzz; see cpkit plan -h."),
        (("plan",), "cpkit plan: missing argument 'PATH...'; see cpkit plan -h."),
        (
            ("wait", "shop", "--timeout", "soon"),
            (
                "cpkit wait: invalid value for '--timeout': 'soon' is not a valid float range; "
                "see cpkit wait -h."
            ),
        ),
    ],
)
def test_usage_when_it_is_wrong_then_a_line_says_what_to_type(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    """The status is 2, and stdout stays empty."""
    assert (2, "", f"{said}\n") == run(*arguments)


def test_failure_when_it_is_a_users_then_one_sentence_and_no_traceback(run: Run) -> None:
    """Without a region nothing can be sent."""
    done = run("list")

    assert (1, "") == done[:2]
    assert done.err.startswith("cpkit: ")
    assert "Traceback" not in done.err
    assert "region" in done.err


def test_failure_when_there_are_no_credentials_then_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was sent."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")

    done = run("list")

    assert (1, "") == done[:2]
    assert "credentials" in done.err
    assert "Traceback" not in done.err


def test_failure_when_the_token_has_expired_then_one_sentence(
    run: Run, service: LocalService
) -> None:
    """A job that ran too long knows what to renew."""
    service.inject(ExpiredToken(), times=None)

    done = run("list")

    assert (1, "") == done[:2]
    assert "expired" in done.err
    assert "Traceback" not in done.err


def test_failure_when_debugging_then_it_is_raised(run: Run) -> None:
    """`--debug` shows where it comes from."""
    with pytest.raises(Exception, match="region"):
        run("list", "--debug")


def test_interrupt_when_pressed_then_status_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no failure, and prints no traceback."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cpkit.cli.check_command.find_files", interrupt)

    assert (130, "", "\ncpkit: interrupted.\n") == run("check", "domains")


@pytest.mark.parametrize(
    "arguments", [["schema"], ["diff", "shop.yaml", "shop.yaml", "--output", "csv"]]
)
def test_pipe_when_it_is_closed_then_the_program_ends_quietly(
    folder: Path, arguments: list[str]
) -> None:
    """`cpkit schema | head -1` prints a line, and nothing else; CSV is not printed by click."""
    file = str(folder / "domains" / "shop.yaml")
    words = [file if word == "shop.yaml" else word for word in arguments]
    with subprocess.Popen(
        [sys.executable, "-m", "cpkit", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": ""},  # as it is for most people
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()

    assert (1, b"") == (process.returncode, said)


def test_warning_when_settings_are_suspicious_then_a_line_of_its_own(
    run: Run, service: object
) -> None:
    """A warning of Python would show a line of click's code."""
    assert service is not None
    run("apply", "domains", "--yes")

    done = run("update-domain", "--domain-name", "shop", "--tags", "team=data")

    assert 0 == done.status
    assert done.err.startswith("cpkit: warning: Tags: ")
    assert 1 == len(done.err.splitlines())


def test_stdout_when_its_encoding_lacks_a_character_then_it_is_escaped(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe on Windows has few characters, and is no reason for a traceback."""
    (folder / "domains" / "shop.yaml").write_text("DomainName: \u65e5\n", encoding="utf-8")
    written = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(written, encoding="cp1252"))

    assert 1 == run("check", "domains").status
    assert rb"not '\u65e5'" in written.getvalue()


def test_stdout_when_it_is_no_file_then_printed_to(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever calls the command from Python may collect its text."""
    written = StringIO()
    monkeypatch.setattr(sys, "stdout", written)

    assert 0 == run("skeleton", "--output", "json").status
    assert written.getvalue().startswith("{")
