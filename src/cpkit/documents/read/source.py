"""From a file to a tree: bytes to text, and text to what its format says."""

from os import PathLike
from pathlib import Path

from cpkit.documents.formats import Format
from cpkit.documents.read.json_reader import read_json
from cpkit.documents.read.lexical import MAX_BYTES, check_size, check_text
from cpkit.documents.read.syntax import Lines, UnreadableError, syntax_error
from cpkit.documents.read.trees import Node

__all__ = ["decoded", "read_file", "read_text"]


def read_file(path: str | PathLike[str]) -> str:
    """Read a file's text, or as much of it as shows that it is too long.

    Raises:
        ValidationError: It is too long, or no UTF-8.
        OSError: There is no such file, or it cannot be opened.
    """
    with Path(path).open("rb") as file:
        return decoded(file.read(MAX_BYTES + 1))


def decoded(raw: bytes) -> str:
    """Read bytes as a text.

    Raises:
        ValidationError: They are too many, or no UTF-8.
    """
    check_size(len(raw))
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        line, column = Lines(before).place(len(before))
        raise syntax_error(
            "the document is no UTF-8; save it as UTF-8", line=line, column=column
        ) from None


def read_text(text: str, text_format: Format) -> Node:
    """Read a text as its format.

    Raises:
        ValidationError: It cannot be read; it says where.
        ImportError: The format is YAML and the extra ``yaml`` is not installed.
        TypeError: It is no text.
    """
    _check_type(text)
    check_size(len(text))  # before a copy is made
    check_size(len(text.encode(errors="surrogatepass")))
    try:
        check_text(text)
        return read_json(text) if text_format == "json" else _read_yaml(text)
    except UnreadableError as error:
        if error.offset is None:
            raise syntax_error(str(error)) from None
        line, column = Lines(text).place(error.offset)
        raise syntax_error(str(error), line=line, column=column) from None


def _check_type(text: object) -> None:
    if not isinstance(text, str):
        raise TypeError(
            f"a document is read from a text, not {type(text).__name__}: decode bytes as UTF-8, "
            "or read a file with load"
        )


def _read_yaml(text: str) -> Node:
    try:
        from cpkit.documents.read.yaml_reader import (  # noqa: PLC0415 - ruamel.yaml is an extra
            read_yaml,
        )
    except ImportError as error:
        raise ImportError("reading YAML needs ruamel.yaml: pip install 'cpkit[yaml]'") from error
    return read_yaml(text)
