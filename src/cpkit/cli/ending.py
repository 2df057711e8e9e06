"""How a run ends: its status, and a sentence for what failed."""

import os
import sys
from typing import Final

from cpkit.errors import CPKitError

__all__ = [
    "CHANGES",
    "DONE",
    "FAILED",
    "INTERRUPTED",
    "USAGE",
    "failure_text",
    "silence_closed_pipe",
]

DONE: Final = 0
FAILED: Final = 1
USAGE: Final = 2
CHANGES: Final = 3
INTERRUPTED: Final = 130


def failure_text(error: Exception, *, notes: bool = True) -> str | None:
    """Return what to print for an exception that a user can cause; ``None`` for a bug.

    Args:
        error: The exception.
        notes: Whether to add its notes, such as the file it is about.
    """
    if isinstance(error, CPKitError):
        return "\n".join([str(error), *(getattr(error, "__notes__", ()) if notes else ())])
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return (
            f"{name}{(error.strerror or str(error)).lower()}; check the path and its permissions."
        )
    if isinstance(error, ImportError) and error.msg:
        return error.msg
    return None


def silence_closed_pipe() -> None:
    """Let the interpreter exit without a complaint that nobody reads stdout any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
