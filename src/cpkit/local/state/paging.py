"""Cut a list into pages with opaque tokens.

Assumed: a page has at most 100 items when the request gives no number, and a token stays good
when the item it was made from is gone.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from cpkit.local.protocol.responses import bad_request

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGEST_PAGE = 100
_MARK = "after:"


def cut_page(
    names: Iterable[str], *, token: str | None = None, size: int | None = None
) -> tuple[list[str], str | None]:
    """Return one page of names in their order, and the token of the next page.

    Args:
        names: All names, in any order.
        token: The token of the page before; without it the first page.
        size: The largest number of names; 100 without it.

    Returns:
        The names, and a token that is `None` on the last page.

    Raises:
        RejectedError: No page before could have had the token.
    """
    size = size or _LARGEST_PAGE
    start = "" if token is None else _read_token(token)
    ahead = sorted(name for name in names if name > start)
    page = ahead[:size]
    return page, _write_token(page[-1]) if len(ahead) > size else None


def _write_token(name: str) -> str:
    return base64.urlsafe_b64encode(f"{_MARK}{name}".encode()).decode()


def _read_token(token: str) -> str:
    try:
        text = base64.b64decode(token, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        text = ""
    if not text.startswith(_MARK):
        raise bad_request("Invalid NextToken: this service did not issue it")
    return text.removeprefix(_MARK)
