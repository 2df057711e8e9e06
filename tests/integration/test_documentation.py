"""What the documentation shows is what happens: every block is run, and its output compared."""

import contextlib
import doctest
import importlib
import io
import itertools
import pkgutil
import re
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import cpkit

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def modules() -> list[ModuleType]:
    """Import every module of the package but programs."""
    names = [info.name for info in pkgutil.walk_packages(cpkit.__path__, "cpkit.")]
    return [cpkit, *(importlib.import_module(name) for name in names if "__main__" not in name)]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_docstrings_when_run_then_they_show_what_happens(module: ModuleType) -> None:
    """Every example in a docstring runs, and gives what it shows."""
    with warnings.catch_warnings():  # an example may change what is shown
        result = doctest.testmod(module, optionflags=doctest.ELLIPSIS)

    assert 0 == result.failed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page_when_its_code_is_run_then_it_prints_what_it_shows(page: Path) -> None:
    """Every Python block of a page runs, in one go, and prints the text block that follows it."""
    names: dict[str, Any] = {}
    blocks: list[tuple[str, str]] = BLOCK.findall(page.read_text("utf-8"))

    for (language, text), (after, shown) in itertools.pairwise([*blocks, ("", "")]):
        if language == "python":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(text, page.name, "exec"), names)  # noqa: S102 - the page's own code
            assert (shown if after == "text" else "") == printed.getvalue()
        elif language == "pycon":
            parser = doctest.DocTestParser()
            examples = parser.get_doctest(text, names, page.name, str(page), 0)
            assert 0 == doctest.DocTestRunner().run(examples, clear_globs=False).failed


@pytest.mark.parametrize("name", cpkit.__all__)
def test_public_name_when_looked_up_then_it_has_an_example(name: str) -> None:
    """Every public class and function says what it does, and shows it."""
    value = getattr(cpkit, name)
    if name == "CLEAR":  # a constant: its text stands under it, and is run with its module
        return

    assert value.__doc__
    assert ">>>" in value.__doc__


def test_readme_when_read_then_code_and_output_stand_by_line_12() -> None:
    """Whoever opens the page sees code and what it gives at once."""
    first = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:12])

    assert ">>> MatchingRule" in first
    assert "did you mean 'EmailAddress'?" in first
