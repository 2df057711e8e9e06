"""Run the stand-in as a program, in the process."""

from __future__ import annotations

import socket
import subprocess
import sys
import time

import pytest

from cpkit.local.http.program import main, wait_for_interrupt


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_program_when_it_starts_then_it_prints_how_to_reach_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The line for the shell can be copied as it is."""
    status = main(["--port", "0"], wait=_interrupt)

    lines = capsys.readouterr().out.splitlines()
    address = lines[0].split()[2]
    assert (0, f"export AWS_ENDPOINT_URL_CUSTOMER_PROFILES={address}") == (status, lines[1])


def test_program_when_waiting_ends_then_it_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    """It need not be interrupted to end."""
    assert (0, "") == (main(["--port", "0"], wait=lambda: None), capsys.readouterr().err)


def test_program_when_it_waits_then_only_an_interrupt_ends_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Waiting sleeps and sleeps again."""
    naps: list[float] = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", nap)
    with pytest.raises(KeyboardInterrupt):
        wait_for_interrupt()

    assert 2 == len(naps)


def test_program_when_the_host_is_not_loopback_then_it_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The message has the option that allows it."""
    status = main(["--host", "0.0.0.0"], wait=_interrupt)  # noqa: S104 - it is refused

    assert (1, True) == (status, "--allow-other-hosts" in capsys.readouterr().err)


def test_program_when_the_port_is_taken_then_it_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """There is a message and no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status = main(["--port", str(taken.getsockname()[1])], wait=_interrupt)

    assert (1, True) == (status, "in use" in capsys.readouterr().err)


@pytest.mark.parametrize("port", ["99999", "-1", "65536", "abc", "", "9" * 5000, "٣x", "1.5"])
def test_program_when_there_is_no_such_port_then_one_line_says_so(
    capsys: pytest.CaptureFixture[str], port: str
) -> None:
    """A wrong number is no reason for a traceback."""
    status = main([f"--port={port}"], wait=_interrupt)

    errors = capsys.readouterr().err.splitlines()
    assert (1, 1, True) == (status, len(errors), "to 65535, not" in errors[0])


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", "127.0.0.1"), ("localhost", "localhost")],  # noqa: S104 - on purpose
)
def test_program_when_other_hosts_may_reach_it_then_its_line_works_on_this_machine(
    capsys: pytest.CaptureFixture[str], host: str, address: str
) -> None:
    """All addresses together are none that a client can connect to."""
    main(["--host", host, "--allow-other-hosts", "--port", "0"], wait=_interrupt)

    assert f"CUSTOMER_PROFILES=http://{address}:" in capsys.readouterr().out


def test_module_when_it_is_run_then_it_is_the_program() -> None:
    """`python -m cpkit.local` reads its command line."""
    done = subprocess.run(
        [sys.executable, "-m", "cpkit.local", "--help"], capture_output=True, check=False
    )

    assert (0, True) == (done.returncode, b"--allow-other-hosts" in done.stdout)
