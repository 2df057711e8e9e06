"""From a file to a document: bytes to a string, and the string to what its format says."""

from collections.abc import Generator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

from cpkit.documents.formats import Format
from cpkit.documents.read.json_reader import read_json, read_json_values
from cpkit.documents.read.lexical import check_characters
from cpkit.documents.read.trees import Node
from cpkit.documents.syntax import Lines, UnreadableError, syntax_error

__all__ = ["MAX_BYTES", "Document", "decoded", "read_file"]

MAX_BYTES = 2 * 1024 * 1024
"""The longest document, in bytes of UTF-8; one with every member full of escapes has 1.4 million.

With the depth, the number of values and the digits of a number, this keeps a hostile document from
keeping a machine busy. All limits lie well above what the service accepts.
"""


def read_file(path: str | PathLike[str]) -> str:
    """Read a file's text, or as much of it as shows that it is too long.

    Raises:
        ValidationError: It is too long, or is not UTF-8.
        OSError: There is no such file, or it cannot be opened.
    """
    with Path(path).open("rb") as file:
        return decoded(file.read(MAX_BYTES + 1))


def decoded(raw: bytes) -> str:
    """Return bytes as a string.

    Raises:
        ValidationError: They are too many, or are not UTF-8.
    """
    _check_size(len(raw))
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        line, column = Lines(before).place(len(before))
        message = "the document is not UTF-8; save it as UTF-8."
        raise syntax_error(message, line=line, column=column) from None


class Document:
    """A text that has been read, and where its values stand.

    Attributes:
        value: What it says, as JSON values.
    """

    def __init__(self, text: str, text_format: Format) -> None:
        """Read a text.

        Args:
            text: The document.
            text_format: Its format.

        Raises:
            ValidationError: It cannot be read; the problem says where.
            ImportError: The format is YAML and the extra ``yaml`` is not installed.
            TypeError: It is not a string.
        """
        _check_type(text)
        _check_size(len(text))  # before a copy is made
        _check_size(len(text.encode(errors="surrogatepass")))
        self.text = text
        self.format: Format = text_format
        self._root: Node | None = None
        with _syntax_errors(text):
            check_characters(text)
        # Where nothing is wrong, as nearly always, the standard library's parser will do.
        self.value: Any = read_json_values(text) if text_format == "json" else None
        if self.value is None:
            self.value = self.root.value

    @property
    def root(self) -> Node:
        """The document as a tree, each value with its place; made when it is first needed.

        Raises:
            ValidationError: The text breaks a limit that only shows here.
        """
        if self._root is None:
            read = read_json if self.format == "json" else _read_yaml
            with _syntax_errors(self.text):
                self._root = read(self.text)
        return self._root


@contextmanager
def _syntax_errors(text: str) -> Generator[None]:
    """Name the place of what cannot be read by line and column."""
    try:
        yield
    except UnreadableError as error:
        if error.offset is None:
            raise syntax_error(str(error)) from None
        line, column = Lines(text).place(error.offset)
        raise syntax_error(str(error), line=line, column=column) from None


def _check_type(text: object) -> None:
    if not isinstance(text, str):
        raise TypeError(
            f"a document must be a str, not {type(text).__name__}; decode bytes as UTF-8, or read "
            "a file with load"
        )


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise syntax_error(
            f"the document has more than {MAX_BYTES >> 20} MiB; no settings need as much."
        )


def _read_yaml(text: str) -> Node:
    try:
        from cpkit.documents.read.yaml_reader import (  # noqa: PLC0415 - ruamel.yaml is an extra
            read_yaml,
        )
    except ImportError as error:
        raise ImportError("reading YAML needs ruamel.yaml: pip install 'cpkit[yaml]'") from error
    return read_yaml(text)
