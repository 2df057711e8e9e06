"""The reference has every public name, and each only once."""

import re
from collections.abc import Iterator
from pathlib import Path

import cpkit
from cpkit import documents, errors, local, policies, preview, results

API = Path(__file__).parents[2] / "docs" / "reference" / "api"
ENTRY = re.compile(
    r"^\.\. (?:auto(?:class|exception|function|data)|(currentmodule|module)):: (\S+)"
)


def described() -> Iterator[str]:
    """Give what the pages describe, by full name."""
    for page in sorted(API.glob("*.md")):
        module = ""
        for line in page.read_text("utf-8").splitlines():
            if found := ENTRY.match(line):
                is_module, name = found.groups()
                if is_module:
                    module = name
                else:
                    yield f"{module}.{name}"


def test_api_pages_when_read_then_each_public_name_is_described_once() -> None:
    """Whoever looks a name up finds it, and finds one description."""
    public: list[str] = []
    for module in (cpkit, documents, errors, local, policies, preview, results):
        public += [f"{module.__name__}.{name}" for name in module.__all__]

    assert sorted(public) == sorted(described())
