"""The line that says how a wait goes."""

from __future__ import annotations

import io
import math
from typing import Any

import pytest

from cpkit.client.waiting.polling import PollEvent
from cpkit.client.waiting.progress import ProgressLine
from cpkit.errors import TransportError


class Terminal(io.StringIO):
    """Say that somebody is looking."""

    def isatty(self) -> bool:
        """Somebody is."""
        return True


class Notebook(io.StringIO):
    """Look like what a notebook's kernel puts in the place of standard error."""


Notebook.__module__ = "ipykernel.iostream"


class Bare:
    """Offer what is needed of a file, and no more."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self.texts: list[str] = []

    def write(self, text: str) -> None:
        """Keep a text."""
        self.texts.append(text)

    def flush(self) -> None:
        """Do nothing."""


def event(status: str = "PENDING", **more: Any) -> PollEvent[Any]:
    """Make an event."""
    facts: dict[str, Any] = {
        "what": "rules of shop",
        "poll": 1,
        "seen": None,
        "error": None,
        "status": status,
        "is_confirmed": True,
        "elapsed": 60.0,
        "remaining": 3600.0,
        "next_poll": 60.0,
        **more,
    }
    return PollEvent(**facts)


@pytest.mark.parametrize("file", [Terminal(), Notebook()])
def test_line_when_somebody_looks_then_it_is_written_anew(file: io.StringIO) -> None:
    """A shorter line covers the longer one, and the last one ends with a line's end."""
    line = ProgressLine(file)

    line(event("IN_PROGRESS"))
    line(event("ACTIVE"))
    line(event("ACTIVE", next_poll=None))
    assert (
        "\rrules of shop: IN_PROGRESS, 1 min spent, 1 h left"
        "\rrules of shop: ACTIVE, 1 min spent, 1 h left     "
        "\rrules of shop: ACTIVE, 1 min spent, 1 h left\n"
    ) == file.getvalue()


@pytest.mark.parametrize("kind", [io.StringIO, Bare])
def test_line_when_nobody_looks_then_only_changes_are_written(kind: type[Any]) -> None:
    """A log gets one line for each status, and one at the end."""
    file = kind()
    line = ProgressLine(file)

    for status in ("PENDING", "PENDING", "ACTIVE"):
        line(event(status))
    line(event("ACTIVE", next_poll=None))
    line(event("ACTIVE"))
    text = "".join(file.texts) if isinstance(file, Bare) else file.getvalue()
    assert ["PENDING", "ACTIVE", "ACTIVE", "ACTIVE"] == [
        shown.split(": ")[1].split(",")[0] for shown in text.splitlines()
    ]


def test_line_when_no_file_is_given_then_it_goes_to_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Standard output is the program's own."""
    ProgressLine()(event())

    assert ("", "rules of shop: PENDING, 1 min spent, 1 h left\n") == capsys.readouterr()


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"status": "ACTIVE", "is_confirmed": False}, "ACTIVE (unconfirmed), 1 min spent"),
        (
            {"error": TransportError("", operation="GetDomain", attempts=1, maybe_applied=False)},
            "no answer (TransportError), 1 min spent",
        ),
        ({"elapsed": 0.4, "remaining": 59.4}, "0 s spent, 59 s left"),
        ({"elapsed": 61.0, "remaining": 7260.0}, "1 min 1 s spent, 2 h 1 min left"),
        ({"remaining": math.inf}, "any time left"),
    ],
)
def test_line_when_written_then_it_says_what_was_seen(more: dict[str, Any], shown: str) -> None:
    """The status in a word, and times in their two largest units."""
    file = io.StringIO()

    ProgressLine(file)(event(**more))
    assert shown in file.getvalue()


class Failing(Bare):
    """Fail as a file does that nothing can be printed to."""

    def __init__(self, error: Exception) -> None:
        """Begin with the error that it raises."""
        super().__init__()
        self.error = error

    def flush(self) -> None:
        """Fail."""
        raise self.error


@pytest.mark.parametrize(
    "error",
    [
        ValueError("I/O operation on closed file"),
        BrokenPipeError(32, "Broken pipe"),
        OSError(28, "No space left on device"),
    ],
)
def test_line_when_it_cannot_be_printed_then_it_is_silent_from_then_on(error: Exception) -> None:
    """A wait of hours does not end because nobody reads of it."""
    file = Failing(error)
    line = ProgressLine(file)

    line(event("PENDING"))
    line(event("ACTIVE", next_poll=None))

    assert 1 == len(file.texts)


def test_line_when_its_file_is_closed_then_the_wait_goes_on() -> None:
    """Even asking a closed file whether it is a terminal fails."""
    file = io.StringIO()
    file.close()

    line = ProgressLine(file)
    line(event())
    line(event("ACTIVE", next_poll=None))

    assert file.closed


def test_line_when_there_is_no_standard_error_then_it_is_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Programs without a console have none, and may get one again."""
    line = ProgressLine()
    monkeypatch.setattr("sys.stderr", None)
    line(event())
    file = Bare()
    monkeypatch.setattr("sys.stderr", file)
    line(event())

    assert 1 == len(file.texts)
