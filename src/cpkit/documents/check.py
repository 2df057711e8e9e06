"""Everything that is wrong or suspicious in a document, each with its place."""

from collections.abc import Iterable
from contextlib import nullcontext
from os import PathLike

from cpkit.documents.formats import Format, format_of
from cpkit.documents.read.document import Document, read_file
from cpkit.documents.read.positions import placed
from cpkit.errors import ValidationError
from cpkit.models import DomainSettings, ignore_checks
from cpkit.problems import Problem
from cpkit.schema.ignoring import ignored_codes
from cpkit.schema.signatures import explained
from cpkit.wire import from_wire

__all__ = ["check", "check_document"]


@explained
def check(path: str | PathLike[str], *, ignore: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Return everything that is wrong or suspicious in a JSON or YAML file, and where it stands.

    What is suspicious is looked for once nothing is wrong: only then there are settings. A file
    that cannot be read at all has one problem, with the code ``syntax``.

    Args:
        path: The file; its suffix ``.json``, ``.yaml`` or ``.yml`` names the format.
        ignore: Checks to ignore, by code, as `cpkit.ignore_checks` does.

    Returns:
        Errors or warnings in the order of the document; nothing where all is well.

    Raises:
        ValueError: ``ignore`` names a check that does not exist or cannot be ignored.
        OSError: There is no such file, or it cannot be opened.
        ImportError: The file is YAML and the extra ``yaml`` is not installed.

    Example:
        >>> import pathlib, tempfile
        >>> from cpkit.documents import check
        >>> text = '''{"DomainName": "shop",
        ... "RuleBasedMatching": {"Enabled": true, "MatchingRules": [{"Rule": ["LastName"]}],
        ...                       "MaxAllowedRuleLevelForMatching": 2}}'''
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "shop.json")
        ...     _ = path.write_text(text)
        ...     for problem in check(path):
        ...         print(problem)
        line 3, column 57: RuleBasedMatching.MaxAllowedRuleLevelForMatching: is 2, but the \
last rule has level 1; add rules, or set 1.
    """
    try:
        return check_document(read_file(path), format_of(path), ignore=ignore)
    except ValidationError as error:
        return error.problems


def check_document(
    text: str, text_format: Format, *, ignore: Iterable[str] = ()
) -> tuple[Problem, ...]:
    """Return everything that is wrong or suspicious in a text, and where it stands.

    Args:
        text: The document.
        text_format: Its format.
        ignore: Checks to ignore, by code.

    Raises:
        ValueError: ``ignore`` names a check that does not exist or cannot be ignored.
        ImportError: The format is YAML and the extra ``yaml`` is not installed.
    """
    codes = tuple(ignore)
    with ignore_checks(*codes) if codes else nullcontext():
        ignored = ignored_codes()
        try:
            document = Document(text, text_format)
            try:
                found = from_wire(DomainSettings, document.value).problems()
            except ValidationError as error:
                found = error.problems
            return tuple(placed((one for one in found if one.code not in ignored), document))
        except ValidationError as error:  # it cannot be read
            return error.problems
