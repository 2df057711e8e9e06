"""Documents: formats are literals, and what is read is settings."""

from pathlib import Path
from typing import Any, assert_type

import pytest

from cpkit import DomainSettings, Problem, documents

TEXT = '{"DomainName": "shop"}'


def test_documents_when_read_and_written_then_typed(tmp_path: Path) -> None:
    """Paths are given as texts or as `Path`."""
    path = tmp_path / "shop.json"
    settings = documents.loads(TEXT, format="json")
    documents.dump(settings, path)

    assert_type(settings, DomainSettings)
    assert_type(documents.load(str(path)), DomainSettings)
    assert_type(documents.check(path, ignore=["rule-level"]), tuple[Problem, ...])
    assert_type(documents.dumps(settings, format="yaml"), str)
    assert_type(documents.skeleton(format="yaml"), str)
    assert_type(documents.json_schema(), dict[str, Any])
    assert settings == documents.load(path)


def test_documents_when_used_wrongly_then_refused_twice() -> None:
    """By the checkers, and when it runs."""
    settings = documents.loads(TEXT, format="json")
    with pytest.raises(TypeError):
        # a format is never guessed from a text
        documents.loads(TEXT)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises(ValueError, match="format"):
        # there are two formats
        documents.loads(TEXT, format="toml")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="format"):
        # formats are written in small letters
        documents.dumps(settings, format="JSON")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def misuses_of_documents(settings: DomainSettings, path: Path) -> None:
    """Mix up texts, files and settings; for checkers alone."""
    # bytes are decoded first
    documents.loads(b"{}", format="json")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    # settings come first, the file second
    documents.dump(path, settings)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    # a dict is what from_wire reads
    documents.dumps({"DomainName": "shop"}, format="json")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    # a file's format is told by its name
    documents.load(path, format="json")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
