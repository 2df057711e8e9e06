"""Read the bodies of requests, or refuse them."""

from __future__ import annotations

import io

import pytest

from cpkit.local.http.bodies import LARGEST, read_body
from cpkit.local.protocol.rejections import RejectedError

_FIVE = f"{5:020}"


@pytest.mark.parametrize(
    ("length", "encoding", "sent", "body"),
    [
        (None, None, b"rest", b""),
        ("0", None, b"rest", b""),
        ("5", None, b"abcderest", b"abcde"),
        (_FIVE, None, b"abcderest", b"abcde"),
        ("5, 5,5", None, b"abcderest", b"abcde"),
        (None, "chunked", b"0\r\n\r\nrest", b""),
        (None, " Chunked", b"2\r\nab\r\n03\r\ncde\r\n0\r\n\r\nrest", b"abcde"),
        (None, "chunked", b"A ;x=1\r\n0123456789\r\n0\r\nX-A: 1\r\nX-B: 2\r\n\r\n", b"0123456789"),
        (None, "chunked", b"1\na\n0\n\n", b"a"),
    ],
)
def test_body_when_it_is_whole_then_it_is_read(
    length: str | None, encoding: str | None, sent: bytes, body: bytes
) -> None:
    """What follows the body is not a part of it."""
    assert body == read_body(io.BytesIO(sent), length, encoding)


@pytest.mark.parametrize(
    "length", ["abc", "-5", "+5", "5.0", "1_0", "", "5, 6", "0x5", "\u0665", ","]
)
def test_body_when_its_length_is_none_then_it_is_refused(length: str) -> None:
    """A length that cannot be read does not mean that there is no body."""
    with pytest.raises(RejectedError, match="is no length"):
        read_body(io.BytesIO(b"abcdef"), length, None)


@pytest.mark.parametrize(
    ("length", "encoding", "sent"),
    [
        ("6", None, b"abcde"),
        ("1", None, b""),
        (None, "chunked", b""),
        (None, "chunked", b"5"),
        (None, "chunked", b"5\r\nabc"),
        (None, "chunked", b"5\r\nabcde"),
        (None, "chunked", b"5\r\nabcde\r\n"),
        (None, "chunked", b"0\r\n"),
        (None, "chunked", b"0\r\nX-A: 1\r\n"),
    ],
)
def test_body_when_the_connection_ends_before_it_then_it_is_refused(
    length: str | None, encoding: str | None, sent: bytes
) -> None:
    """Half a body is not applied, even where it is valid JSON."""
    with pytest.raises(RejectedError, match="ends before its body does"):
        read_body(io.BytesIO(sent), length, encoding)


@pytest.mark.parametrize("first", [b"zz", b"-5", b"+5", b"0x5", b"1_0", b"", b"5 5"])
def test_chunk_when_its_length_is_none_then_it_is_refused(first: bytes) -> None:
    """A chunk begins with digits to the base 16."""
    with pytest.raises(RejectedError, match="begins with no length"):
        read_body(io.BytesIO(first + b"\r\nabcde\r\n0\r\n\r\n"), None, "chunked")


def test_chunk_when_it_is_longer_than_it_says_then_it_is_refused() -> None:
    """Nobody knows where the next one begins."""
    with pytest.raises(RejectedError, match="longer than it says"):
        read_body(io.BytesIO(b"2\r\nabc\r\n0\r\n\r\n"), None, "chunked")


@pytest.mark.parametrize(
    ("length", "encoding", "sent"),
    [
        (f"{LARGEST + 1}", None, b"a"),
        ("9" * 20, None, b"a"),
        ("9" * 9999, None, b"a"),
        (None, "chunked", b"f" * 20 + b"\r\na"),
        (None, "chunked", b"1\r\na\r\n%x\r\na" % LARGEST),
    ],
)
def test_body_when_it_is_too_large_then_it_is_refused_at_once(
    length: str | None, encoding: str | None, sent: bytes
) -> None:
    """Nobody waits for it, and nothing is kept free for it."""
    with pytest.raises(RejectedError, match="more than 10485760 bytes"):
        read_body(io.BytesIO(sent), length, encoding)


def test_body_when_it_is_as_large_as_can_be_then_it_is_read() -> None:
    """The limit itself is allowed."""
    assert LARGEST == len(read_body(io.BytesIO(bytes(LARGEST)), str(LARGEST), None))


@pytest.mark.parametrize("encoding", ["gzip", "gzip, chunked", "chunked, chunked", ""])
def test_body_when_its_encoding_is_unknown_then_it_is_refused(encoding: str) -> None:
    """Only chunks can be undone."""
    with pytest.raises(RejectedError, match="is not chunked"):
        read_body(io.BytesIO(b"0\r\n\r\n"), None, encoding)


def test_body_when_both_headers_are_there_then_it_is_refused() -> None:
    """They may contradict each other."""
    with pytest.raises(RejectedError, match="both"):
        read_body(io.BytesIO(b"0\r\n\r\n"), "5", "chunked")
