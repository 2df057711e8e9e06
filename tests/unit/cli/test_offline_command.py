"""Commands that need no account."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cpkit import documents
from cpkit.local import serve

if TYPE_CHECKING:
    from tests.support.command import Run


@pytest.mark.parametrize("output", ["yaml", "json"])
def test_skeleton_when_printed_then_as_in_python(run: Run, output: str) -> None:
    """The command adds nothing."""
    expected = documents.skeleton(format="json" if output == "json" else "yaml")

    assert (0, expected, "") == run("skeleton", "--output", output)


def test_schema_when_printed_then_as_in_python(run: Run) -> None:
    """The command adds nothing."""
    assert documents.json_schema() == json.loads(run("schema").out)


class Interrupted:
    """What is waited for when Ctrl-C is pressed."""

    def wait(self) -> None:
        """Be interrupted."""
        raise KeyboardInterrupt


def test_local_when_interrupted_then_it_has_served_and_ends(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C is how it is meant to end."""
    monkeypatch.setattr("cpkit.cli.offline_command.Event", Interrupted)

    done = run("local", "--port", "0")

    assert (0, "") == (done.status, done.err)
    assert "export AWS_ENDPOINT_URL_CUSTOMER_PROFILES=http://127.0.0.1:" in done.out


@pytest.mark.parametrize("port", ["-1", "65536"])
def test_local_when_there_is_no_such_port_then_wrong_usage(run: Run, port: str) -> None:
    """It says which ports there are."""
    said = f"invalid value for '--port': {port} is not in the range 0<=x<=65535"

    assert (2, "", f"cpkit local: {said}; see cpkit local -h.\n") == run("local", "--port", port)


def test_local_when_its_port_is_taken_then_wrong_usage(run: Run) -> None:
    """It says what to name instead."""
    with serve() as server:
        port = server.endpoint_url.rpartition(":")[2]
        done = run("local", "--port", port)

    said = f"--port {port}: address already in use; name another port, or 0 for one that is free"
    assert (2, "", f"cpkit local: {said}; see cpkit local -h.\n") == done
