"""Findings in files as lines for people, for GitHub and for programs."""

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import attrs

from cpkit.cli.ending import printable

__all__ = ["REPORTERS", "Finding"]


@attrs.frozen(kw_only=True)
class Finding:
    """One thing that is wrong or suspicious in a file."""

    file: str
    """The file's name, as it was given."""
    line: int | None = None
    """The line, from 1, where the finding has a place."""
    column: int | None = None
    """The column in characters, from 1, where the finding has a place."""
    severity: str = "error"
    """``"error"`` or ``"warning"``."""
    code: str = "unreadable"
    """The check's name; ``"unreadable"`` for a file that could not be opened."""
    basis: str | None = None
    """The basis of a check."""
    path: str | None = None
    """The wire path, for a check; empty for a document that cannot be read."""
    message: str
    """What is wrong and what to do."""

    @property
    def text(self) -> str:
        """The message behind its path."""
        return f"{self.path}: {self.message}" if self.path else self.message


def _as_text(findings: Iterable[Finding]) -> str:
    """Return a line for each finding, as compilers do, so that editors jump to its place."""
    lines: list[str] = []
    for found in findings:
        place = "" if found.line is None else f":{found.line}:{found.column}"
        line = f"{found.file}{place}: {found.severity}: {found.text} [{found.code}]"
        lines.append(printable(line))
    return "".join(f"{line}\n" for line in lines)


def _as_github(findings: Iterable[Finding]) -> str:
    """Return a workflow command for each finding, which GitHub shows beside its line."""
    lines: list[str] = []
    for found in findings:
        place = {} if found.line is None else {"line": found.line, "col": found.column}
        properties = {"file": found.file, **place, "title": f"cpkit {found.code}"}
        written = ",".join(
            f"{name}={_escaped(str(value), _IN_PROPERTIES)}" for name, value in properties.items()
        )
        lines.append(f"::{found.severity} {written}::{_escaped(found.text, _IN_MESSAGES)}")
    return "".join(f"{line}\n" for line in lines)


def _as_json(findings: Iterable[Finding]) -> str:
    """Return a list with an object for each finding, always in ASCII."""
    return json.dumps([attrs.asdict(found) for found in findings], indent=2) + "\n"


REPORTERS: Mapping[str, Callable[[Iterable[Finding]], str]] = MappingProxyType(
    {"text": _as_text, "github": _as_github, "json": _as_json}
)
"""What reports findings, by the format's name."""

_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = {**_IN_MESSAGES, **str.maketrans({":": "%3A", ",": "%2C"})}
"""How GitHub's own toolkit escapes what would end a command, a property or its name."""


def _escaped(text: str, escapes: Mapping[int, str]) -> str:
    return text.translate(escapes)
