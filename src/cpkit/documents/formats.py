"""The two formats that documents have, and which suffix names which."""

from errno import EISDIR
from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import Literal

from cpkit.documents.syntax import syntax_error

__all__ = ["Format", "check_format", "format_of"]

Format = Literal["json", "yaml"]

_SUFFIXES: dict[str, Format] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}


def check_format(name: str) -> None:
    """Raise an error for what is not a format.

    Raises:
        ValueError: It is not.
    """
    if name not in {"json", "yaml"}:
        raise ValueError(f"format must be 'json' or 'yaml', not {name!r}")


def format_of(path: str | PathLike[str]) -> Format:
    """Return a file's format by its suffix.

    Raises:
        ValidationError: The suffix names no format.
        IsADirectoryError: It is not a file's path.
    """
    suffix = PurePath(fspath(path)).suffix
    try:
        return _SUFFIXES[suffix.lower()]
    except KeyError:
        if Path(path).is_dir():
            raise IsADirectoryError(EISDIR, "Is a directory; name a file in it", path) from None
        known = ", ".join(_SUFFIXES)
        raise syntax_error(f"the suffix {suffix!r} names no format; use one of {known}.") from None
