"""Programs in a pseudo-terminal, as a person sees them."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["run_in_terminal"]

_REWRITTEN = re.compile(r"[^\n]*\r\x1b\[K")
"""What was on a line before it was cleared and written anew."""


def run_in_terminal(
    arguments: Sequence[str],
    *,
    columns: int,
    typed: str = "",
    folder: Path,
    environment: Mapping[str, str],
) -> tuple[int, str]:
    """Run a program in a terminal, and return its status and what the terminal shows at the end.

    Args:
        arguments: The program and its arguments.
        columns: The width of the terminal.
        typed: What somebody types; it is there from the beginning.
        folder: Where it runs.
        environment: Its variables, besides those of a terminal.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        arguments,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env={**environment, "TERM": "xterm-256color"},
    ) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = bytearray()
        with suppress(OSError):  # Linux says so when the other end is closed
            while part := os.read(ours, 65536):
                shown += part
    os.close(ours)
    return process.returncode, _REWRITTEN.sub("", shown.decode().replace("\r\n", "\n"))
