"""From settings to a document."""

import json
import os
import shutil
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from secrets import token_hex
from typing import Any

from cpkit.documents.formats import Format, check_format, format_of
from cpkit.documents.read.lexical import MAX_BYTES, MAX_DIGITS, MAX_NODES, SURROGATE, UNPRINTABLE
from cpkit.documents.read.trees import Plain
from cpkit.documents.write.yaml_writer import yaml_lines
from cpkit.errors import DocumentError
from cpkit.models import DomainSettings
from cpkit.problems import item, member
from cpkit.wire import to_wire

__all__ = ["dump", "dumps"]


def dump(settings: DomainSettings, path: str | PathLike[str]) -> None:
    """Write settings to a JSON or YAML file, replacing what it held as a whole or not at all.

    The text is written to a file beside it, which then takes its place and its permissions; behind
    a symbolic link, it takes the place of what the link names. The file holds what the settings
    hold: an encryption key, a queue's URL and tags included.

    Args:
        settings: What to write.
        path: The file; its suffix ``.json``, ``.yaml`` or ``.yml`` names the format.

    Raises:
        ValidationError: The tags are `CLEAR`, which no document can say.
        DocumentError: What was written could not be read again; or the suffix names no format.
            The file is left as it was.
        OSError: The file or one beside it cannot be written. The file is left as it was.

    Example:
        >>> import pathlib, tempfile
        >>> from cpkit import DomainSettings
        >>> from cpkit.documents import dump
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "shop.yaml")
        ...     dump(DomainSettings(domain_name="shop", default_expiration_days=366), path)
        ...     print(path.read_text())
        DomainName: shop
        DefaultExpirationDays: 366
        <BLANKLINE>
    """
    text = dumps(settings, format=format_of(path))
    _replace(Path(path).resolve(), text.encode())


def dumps(settings: DomainSettings, *, format: Format) -> str:  # noqa: A002 - what one calls it
    """Write settings as a JSON or YAML text.

    Members stand in the order of the classes' fields and tags in that of their keys, and only what
    is given is written, so equal settings give equal texts. The text is ASCII, other characters
    are escaped, so no reader's encoding changes it; and readers of YAML 1.1 and 1.2 read it alike.
    Only where that is too long to be read again, characters stand as they are, to be saved as
    UTF-8; and where that is too long as well, JSON goes without indents.

    Args:
        settings: What to write, an encryption key, a queue's URL and tags included.
        format: ``"json"`` or ``"yaml"``.

    Returns:
        The document; it ends with a line's end. `loads` gives equal settings back.

    Raises:
        ValidationError: The tags are `CLEAR`, which no document can say.
        DocumentError: `loads` could not read the text: it would be longer than 256 KiB, hold half
            of a surrogate pair, which UTF-8 cannot write, or a number of more than 100 digits.
        ValueError: There is no such format.

    Example:
        >>> from cpkit import CLEAR, DomainSettings
        >>> from cpkit.documents import dumps
        >>> settings = DomainSettings(domain_name="no", default_encryption_key=CLEAR)
        >>> print(dumps(settings, format="yaml"))
        DomainName: "no"
        DefaultEncryptionKey: ""
        <BLANKLINE>
    """
    check_format(format)
    document: dict[str, Any] = dict(to_wire(settings))
    if "Tags" in document:
        document["Tags"] = dict(sorted(document["Tags"].items()))
    _refuse_unreadable(document)
    for text in _json(document) if format == "json" else _yaml(document):
        if len(text.encode()) <= MAX_BYTES:
            return text
    raise DocumentError(
        f"the document would have more than {MAX_BYTES // 1024} KiB and could not be read again"
    )


def _json(document: dict[str, Any]) -> Iterator[str]:
    """Write JSON, each time shorter."""
    yield json.dumps(document, indent=2) + "\n"
    for indent, separators in ((2, None), (None, (",", ":"))):
        text = json.dumps(document, ensure_ascii=False, indent=indent, separators=separators)
        # What is unprintable stands in texts only: whatever JSON consists of besides is ASCII.
        yield UNPRINTABLE.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"


def _yaml(document: dict[str, Any]) -> Iterator[str]:
    """Write YAML, each time shorter."""
    for is_ascii in (True, False):
        yield "\n".join([*yaml_lines(document, {}, is_ascii=is_ascii), ""])


def _replace(target: Path, content: bytes) -> None:
    """Put a file in another's place, so that no reader and no failure ever sees half of it."""
    beside = target.with_name(f".{token_hex(8)}.tmp")
    try:
        beside.touch(exist_ok=False)  # a new file gets the permissions that new files get
    except OSError as error:
        # Nobody has asked for the file beside: what is told is the one that cannot be written.
        raise OSError(error.errno, error.strerror, str(target)) from None
    try:
        if target.exists():
            target.open("r+b").close()  # what is protected from writing is not replaced either
            shutil.copymode(target, beside)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _refuse_unreadable(document: dict[str, Any]) -> None:
    """Refuse what `loads` would: nothing is written that cannot be read again."""
    count = 0
    for path, name, value in _nodes(document, "", ""):
        count += 1
        if SURROGATE.search(name) or (isinstance(value, str) and SURROGATE.search(value)):
            raise DocumentError(f"{path} holds half of a surrogate pair, which UTF-8 cannot write")
        if isinstance(value, int) and abs(value) >= 10 ** (MAX_DIGITS - 1):
            raise DocumentError(f"{path} is a number of {MAX_DIGITS} digits or more")
    if count > MAX_NODES:
        raise DocumentError(f"the document would have more than {MAX_NODES} values")


def _nodes(value: Plain, path: str, name: str) -> Iterator[tuple[str, str, Plain]]:
    """Walk plain data as the reader counts it: each value with its path and its member's name."""
    yield path, name, value
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _nodes(below, member(path, key), key)
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _nodes(below, item(path, index), "")
