"""Files that the program checks."""

from pathlib import Path

import pytest

FILES = {
    "good.yaml": "DomainName: shop\n",
    "suspicious.yml": "DomainName: shop\nMatching:\n  Enabled: true\n  ExportingConfig: {}\n",
    "wrong.yaml": "DomainName: shop\nMatching: {Enabeld: true}\nDefaultExpirationDays: 2000\n",
    "unreadable.json": '{"DomainName": "shop",}',
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of files: a good one, and others."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).write_bytes(text.encode())
    return tmp_path
