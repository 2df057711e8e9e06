"""From a document to settings."""

from collections.abc import Iterable
from contextlib import nullcontext
from os import PathLike

from cpkit.documents.formats import Format, check_format, format_of
from cpkit.documents.read.document import Document, read_file
from cpkit.documents.read.positions import placed
from cpkit.errors import ValidationError
from cpkit.models import DomainSettings, ignore_checks
from cpkit.schema.signatures import explained
from cpkit.wire import from_wire

__all__ = ["load", "loads"]


@explained
def load(path: str | PathLike[str], *, ignore: Iterable[str] = ()) -> DomainSettings:
    """Read settings from a JSON or YAML file.

    Args:
        path: The file; its suffix ``.json``, ``.yaml`` or ``.yml`` names the format.
        ignore: Checks to ignore, by code, as `cpkit.ignore_checks` does.

    Returns:
        The settings. `DomainSettings.problems` returns what is suspicious about them, and `check`
        where in the file it stands.

    Raises:
        ValidationError: Something is wrong with the settings; it lists everything that is, in
            the order of the document, with lines and columns. Where the file cannot be read as its
            format, is not an object, breaks a limit that no settings come near, or has a suffix
            that names no format, that is its only problem, with the code ``syntax``.
        ValueError: ``ignore`` names a check that does not exist or cannot be ignored.
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
    try:
        return loads(read_file(path), format=file_format, ignore=ignore)
    except ValidationError as error:
        name = str(path)
        error.add_note(f"in {name if name.isprintable() else ascii(name)}")
        raise


@explained
def loads(text: str, *, format: Format, ignore: Iterable[str] = ()) -> DomainSettings:  # noqa: A002 - what one calls it
    """Read settings from a JSON or YAML string.

    Args:
        text: The document.
        format: ``"json"`` or ``"yaml"``.
        ignore: Checks to ignore, by code, as `cpkit.ignore_checks` does.

    Returns:
        The settings. `DomainSettings.problems` returns what is suspicious about them.

    Raises:
        ValidationError: Something is wrong with the settings; it lists everything that is, in
            the order of the document, with lines and columns. Where the text cannot be read as its
            format, is not an object, or breaks a limit that no settings come near, that is its
            only problem, with the code ``syntax``.
        ValueError: There is no such format, or ``ignore`` names a check that does not exist or
            cannot be ignored.
        ImportError: The format is YAML and the extra ``yaml`` is not installed.

    Example:
        >>> from cpkit.documents import loads
        >>> loads('{"DomainName": "shop", "DefaultExpirationDays": 2000}', format="json")
        Traceback (most recent call last):
        cpkit.errors.ValidationError: line 1, column 49: DefaultExpirationDays: must be 1 to \
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
    with ignore_checks(*codes) if codes else nullcontext():
        document = Document(text, format)
        try:
            return from_wire(DomainSettings, document.value)
        except ValidationError as error:
            problems = error.problems
    raise ValidationError(placed(problems, document))
