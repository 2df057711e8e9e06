"""From settings to a document."""

import json
from os import PathLike
from typing import Any

from cpkit.documents.formats import Format, check_format, format_of
from cpkit.documents.replacing import replace_file
from cpkit.documents.write.yaml_writer import yaml_lines
from cpkit.models import DomainSettings
from cpkit.schema.signatures import explained
from cpkit.wire import to_wire

__all__ = ["dump", "dumps"]


@explained
def dump(settings: DomainSettings, path: str | PathLike[str]) -> None:
    """Write settings to a JSON or YAML file, replacing it as a whole or not at all.

    The text is written to a file beside it, which then takes its place and its permissions; behind
    a symbolic link, it takes the place of what the link names. The file contains what the settings
    do: an encryption key, a queue's URL and tags included.

    Args:
        settings: What to write.
        path: The file; its suffix ``.json``, ``.yaml`` or ``.yml`` names the format.

    Raises:
        ValidationError: The tags are `CLEAR`, which no document can express; or the suffix names
            no format. The file is left as it was.
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
    replace_file(path, text.encode())


@explained
def dumps(settings: DomainSettings, *, format: Format) -> str:  # noqa: A002 - what one calls it
    """Return settings as a JSON or YAML text.

    Members stand in the order of the classes' fields and tags in that of their keys, and only what
    is declared is written, so equal settings give equal texts. The text is ASCII, other characters
    are escaped, so no reader's encoding changes it; and readers of YAML 1.1 and 1.2 read it alike.

    Args:
        settings: What to write, an encryption key, a queue's URL and tags included.
        format: ``"json"`` or ``"yaml"``.

    Returns:
        The document; it ends with a line's end. `loads` gives equal settings back, but for half of
        a surrogate pair, which no document can hold.

    Raises:
        ValidationError: The tags are `CLEAR`, which no document can express.
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
    if format == "json":
        return json.dumps(document, indent=2) + "\n"
    return "\n".join([*yaml_lines(document, {}), ""])
