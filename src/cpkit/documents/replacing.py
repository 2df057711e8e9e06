"""Files that are replaced as a whole or not at all."""

import os
from os import PathLike
from pathlib import Path
from secrets import token_hex
from stat import S_IMODE, S_ISDIR, S_ISREG

__all__ = ["replace_file"]

_NEW_FILE = 0o666
"""The permissions of a new file, of which the system takes those that the user's mask names."""
_OWNER_ALONE = 0o600


def replace_file(path: str | PathLike[str], content: bytes) -> None:
    """Write a file beside another and put it in its place; nobody ever sees half of it.

    Args:
        path: The file; it keeps its permissions, and is made if there is none. A device or a pipe,
            such as ``/dev/stdout``, is written to, and never replaced.
        content: What it shall contain.

    Raises:
        OSError: It or a file beside it cannot be written. It is left as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = Path(path).stat().st_mode
        if not (S_ISREG(mode) or S_ISDIR(mode)):
            Path(path).write_bytes(content)
            return
        permissions = S_IMODE(mode)
        target.open("r+b").close()  # what is protected from writing is not replaced either
    except FileNotFoundError:
        permissions = None
    beside = target.with_name(f".{token_hex(8)}.tmp")
    try:
        # Whoever may not read the file must not read the one beside it, not even for a moment.
        mode = _NEW_FILE if permissions is None else _OWNER_ALONE
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except OSError as error:
        # Nobody has asked for the file beside: the error names the one that cannot be written.
        raise OSError(error.errno, error.strerror, str(target)) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            if permissions is not None:
                beside.chmod(permissions)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
