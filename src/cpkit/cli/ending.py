"""How a run ends: its status, and a sentence for what failed, in the command's own words."""

import errno
import os
import re
import shlex
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
    "in_options",
    "printable",
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
        texts = [str(error), *(getattr(error, "__notes__", ()) if notes else ())]
        return in_options("\n".join(texts))
    if isinstance(error, OSError):
        name = f"{printable(str(error.filename))}: " if error.filename else ""
        advice = _ADVICE.get(error.errno or 0, "")
        return f"{name}{(error.strerror or str(error)).lower()}{advice}."
    if isinstance(error, ImportError) and error.msg:
        return error.msg
    return None


def printable(text: str) -> str:
    """Escape what would move a terminal's cursor or begin a line, as a file's name may."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


_PATH: Final = "; check the path and its permissions"
_ROOM: Final = "; make room, and run it again"
_ADVICE: Final = {
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST), _PATH),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS, errno.ELOOP), _PATH),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _ROOM),
}
"""What to do about an error of the operating system, where its own words do not say it."""

_OPTIONS: Final = {
    "account_id": "--account-id",
    "address_parts": "--address-parts",
    "columns": "--columns",
    "common_value_limit": "--common-value-limit",
    "connect_timeout": "--connect-timeout",
    "endpoint_url": "--endpoint-url",
    "grouping": "--grouping",
    "profile_id": "--profile-id",
    "profile_name": "--profile",
    "read_timeout": "--read-timeout",
    "region_name": "--region",
    "verify": "--ca-bundle",
}
"""What is an argument in Python, and the option that stands for it."""
_NAMES: Final = "|".join(_OPTIONS)
_ARGUMENT: Final = re.compile(
    rf"""
    \bconfig=Config\( (?P<setting>{_NAMES}) =\.\.\.\)  # botocore's own
    | \b(?P<given>{_NAMES}) = (?P<value>\{{[^{{}}]*\}} | '[^']*' | "[^"]*" | \w+)?
    | ^(?P<space>[ ]*) (?P<path>{_NAMES}) (?=:\s)
    | \b(?P<name>{"|".join(name for name in _OPTIONS if "_" in name)})\b
    | (?<=\ )(?P<attribute>\.(?:common|disagreements\('\w+'\)))
    """,
    re.MULTILINE | re.VERBOSE,
)


def in_options(text: str) -> str:
    """Return a text with options of the command in place of arguments of Python.

    Args:
        text: What a part of cpkit says that knows nothing of the command.

    Example:
        >>> from cpkit.cli.ending import in_options
        >>> in_options("pass region_name= as in eu-central-1, or grouping='transitive'")
        'pass --region as in eu-central-1, or --grouping transitive'
    """
    return _ARGUMENT.sub(_in_options, text)


def _in_options(found: re.Match[str]) -> str:
    if found["attribute"]:
        return f"preview.evaluate(...){found['attribute']} in Python"
    named = found["setting"] or found["given"] or found["path"] or found["name"]
    option = f"{found['space'] or ''}{_OPTIONS[named]}"
    if not found["value"]:
        return option
    pair = re.fullmatch(r"\{['\"](.*)['\"]: (?:None|['\"](.*)['\"])\}", found["value"])
    value = f"{pair[1]}={pair[2] or ''}" if pair else found["value"].strip("'\"").lower()
    return f"{option} {shlex.quote(value)}"


def silence_closed_pipe() -> None:
    """Let the interpreter exit without a complaint that nobody reads stdout any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
