"""Answers of HTTP as bytes: those of the service, and those that stray from it."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["DOMAIN", "OK", "THROTTLED", "answer", "error"]

DOMAIN: dict[str, Any] = {
    "DomainName": "shop",
    "CreatedAt": 1700000000,
    "LastUpdatedAt": 1700000001,
}
"""The least that is a domain."""


def answer(status: int, body: bytes | dict[str, Any] = b"", **headers: str) -> bytes:
    """Write an HTTP answer; underscores in the names of headers become hyphens."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    fields = {"content-length": str(len(content)), "connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} Scripted\r\n{head}\r\n".encode("latin-1") + content


def error(status: int, code: str, message: str = "No.", **headers: str) -> bytes:
    """Write an error as the service does."""
    return answer(
        status,
        {"Message": message},
        x_amzn_errortype=code,
        x_amzn_requestid="request-1",
        **headers,
    )


OK = answer(200, DOMAIN)
"""A domain, as GetDomain and UpdateDomain answer it."""

THROTTLED = error(429, "ThrottlingException")
"""A refusal for want of quota."""
