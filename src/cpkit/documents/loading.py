"""From a document to settings."""

from collections.abc import Iterable
from contextlib import nullcontext
from os import PathLike
from pathlib import Path

from cpkit.documents.formats import Format, check_format, format_of
from cpkit.documents.json_reading import read_json
from cpkit.documents.limits import MAX_BYTES, Lines, UnreadableError, check_size, check_text
from cpkit.documents.places import placed
from cpkit.documents.trees import Node
from cpkit.errors import DocumentError, InvalidSettingsError
from cpkit.models import DomainSettings, unchecked
from cpkit.wire import from_wire

__all__ = ["load", "loads"]


def load(path: str | PathLike[str], *, ignore: Iterable[str] = ()) -> DomainSettings:
    """Read settings from a JSON or YAML file.

    Args:
        path: The file; its suffix ``.json``, ``.yaml`` or ``.yml`` names the format.
        ignore: Checks to lift, by code, as `cpkit.unchecked` does.

    Returns:
        The settings. `DomainSettings.problems` tells what is suspicious with them.

    Raises:
        DocumentError: The file cannot be read as its format, is no map of members, or breaks a
            limit that no settings come near; or its suffix names no format.
        InvalidSettingsError: Something is wrong with the settings; it says everything that is, in
            the order of the document, with lines and columns.
        ValueError: ``ignore`` names a check that does not exist or cannot be lifted.
        OSError: There is no such file, or it cannot be opened.
        ImportError: The file is YAML and the extra ``yaml`` is not installed.

    Example:
        >>> import pathlib, tempfile
        >>> from cpkit.documents import load
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "shop.json")
        ...     _ = path.write_text('{"DomainName": "shop", "DefaultExpirationDays": 366}')
        ...     settings = load(path)
        >>> settings
        DomainSettings(domain_name='shop', default_expiration_days=366)
    """
    file_format = format_of(path)
    with Path(path).open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    try:
        return loads(_decoded(raw), format=file_format, ignore=ignore)
    except (DocumentError, InvalidSettingsError) as error:
        error.add_note(f"in {path}")
        raise


def loads(text: str, *, format: Format, ignore: Iterable[str] = ()) -> DomainSettings:  # noqa: A002 - what one calls it
    """Read settings from a JSON or YAML text.

    Args:
        text: The document.
        format: ``"json"`` or ``"yaml"``.
        ignore: Checks to lift, by code, as `cpkit.unchecked` does.

    Returns:
        The settings. `DomainSettings.problems` tells what is suspicious with them.

    Raises:
        DocumentError: The text cannot be read as its format, is no map of members, or breaks a
            limit that no settings come near.
        InvalidSettingsError: Something is wrong with the settings; it says everything that is, in
            the order of the document, with lines and columns.
        ValueError: There is no such format, or ``ignore`` names a check that does not exist or
            cannot be lifted.
        ImportError: The format is YAML and the extra ``yaml`` is not installed.

    Example:
        >>> from cpkit.documents import loads
        >>> loads('{"DomainName": "shop", "DefaultExpirationDays": 2000}', format="json")
        Traceback (most recent call last):
        cpkit.errors.InvalidSettingsError: line 1, column 49: DefaultExpirationDays: takes 1 to \
1098, not 2000.
        >>> loads(
        ...     '{"DomainName": "shop", "DefaultExpirationDays": 2000}',
        ...     format="json",
        ...     ignore=["range"],
        ... ).default_expiration_days
        2000
    """
    check_format(format)
    codes = tuple(ignore)
    with unchecked(*codes) if codes else nullcontext():
        root = _read(text, format)
        try:
            return from_wire(DomainSettings, root.value)
        except InvalidSettingsError as error:
            raise InvalidSettingsError(placed(error.problems, root, text)) from None


def _decoded(raw: bytes) -> str:
    check_size(len(raw))
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        line, column = Lines(before).place(len(before))
        raise DocumentError(
            "the document is no UTF-8; save it as UTF-8", line=line, column=column
        ) from None


def _read(text: str, text_format: Format) -> Node:
    """Read a text, and tell where what cannot be read stands."""
    check_size(len(text))  # before a copy is made
    check_size(len(text.encode(errors="surrogatepass")))
    try:
        check_text(text)
        return read_json(text) if text_format == "json" else _read_yaml(text)
    except UnreadableError as error:
        if error.offset is None:
            raise DocumentError(str(error)) from None
        line, column = Lines(text).place(error.offset)
        raise DocumentError(str(error), line=line, column=column) from None


def _read_yaml(text: str) -> Node:
    try:
        from cpkit.documents.yaml_reading import (  # noqa: PLC0415 - ruamel.yaml is an extra
            read_yaml,
        )
    except ImportError as error:
        raise ImportError("reading YAML needs ruamel.yaml: pip install 'cpkit[yaml]'") from error
    return read_yaml(text)
