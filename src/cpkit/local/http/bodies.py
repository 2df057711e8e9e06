"""Read the body of a request as HTTP/1.1 (RFC 9112, section 6) delimits it, or refuse it.

A body that did not arrive as its sender meant it must not be applied, for a test would then see
something that no service does. What stands in for the service is no place to be lenient.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cpkit.local.protocol.rejections import bad_request

if TYPE_CHECKING:
    from typing import Protocol

    class Readable(Protocol):
        """Say what reading needs of a connection."""

        def read(self, size: int, /) -> bytes:
            """Return as many bytes, or fewer where the connection ends."""
            ...

        def readline(self, size: int, /) -> bytes:
            """Return the bytes up to and with the next line end, or as many as fit."""
            ...


LARGEST: Final = 10 * 2**20
"""The most bytes that a body may have; no request of the service comes near."""
_LONGEST_LINE = 4096
_LENGTH = re.compile(r"[0-9]+", re.ASCII)
_CHUNK = re.compile(rb"([0-9A-Fa-f]+)[ \t]*(?:;.*)?", re.DOTALL)


def read_body(connection: Readable, length: str | None, encoding: str | None) -> bytes:
    """Read a body to its end.

    Args:
        connection: Where it comes from, once the head has been read.
        length: The header `Content-Length`; several are one with commas between them.
        encoding: The header `Transfer-Encoding`, likewise.

    Returns:
        The body's bytes, without its chunks; empty when neither header announces one.

    Raises:
        RejectedError: The headers say nothing that can be followed, the body is larger than
            `LARGEST`, or the connection ends before the body does.
    """
    if encoding is None:
        return b"" if length is None else _read(connection, _length(length))
    if length is not None:
        raise bad_request("The request has both a Content-Length and a Transfer-Encoding")
    if encoding.strip().lower() != "chunked":
        raise bad_request("The Transfer-Encoding of the request is not chunked")
    return _read_chunks(connection)


def _length(text: str) -> int:
    lengths = {part.strip() for part in text.split(",")}  # a repeated one is allowed
    if len(lengths) > 1 or not _LENGTH.fullmatch(text := lengths.pop()):
        raise bad_request("The Content-Length of the request is no length")
    return _checked(text, 10)


def _read_chunks(connection: Readable) -> bytes:
    body = b""
    while size := _chunk_size(connection):
        if len(body) + size > LARGEST:
            raise _too_large()
        body += _read(connection, size)
        if _read_line(connection):
            raise bad_request("A chunk of the request's body is longer than it says")
    while _read_line(connection):
        pass  # a trailer, which nobody asked for
    return body


def _chunk_size(connection: Readable) -> int:
    found = _CHUNK.fullmatch(_read_line(connection))
    if found is None:
        raise bad_request("A chunk of the request's body begins with no length")
    return _checked(found[1].decode(), 16)


def _read_line(connection: Readable) -> bytes:
    line = connection.readline(_LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise _too_short()
    return line.rstrip(b"\r\n")


def _read(connection: Readable, size: int) -> bytes:
    body = connection.read(size)
    if len(body) < size:
        raise _too_short()
    return body


def _checked(digits: str, base: int) -> int:
    # The digits are counted first: Python refuses to read too many of them.
    significant = digits.lstrip("0") or "0"
    if len(significant) > len(str(LARGEST)) or (size := int(significant, base)) > LARGEST:
        raise _too_large()
    return size


def _too_large() -> Exception:
    return bad_request(f"The body of the request has more than {LARGEST} bytes")


def _too_short() -> Exception:
    return bad_request("The request ends before its body does")
