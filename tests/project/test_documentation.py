"""What the documentation shows is what happens: every block is run, and its output compared."""

import contextlib
import doctest
import importlib
import io
import json
import pkgutil
import tomllib
import warnings
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

import cpkit
from cpkit import documents, errors, local, policies, preview, results
from tests.support.documentation_pages import PAGES, ROOT, Block, blocks, name_of
from tests.support.golden import Golden
from tests.support.shown_examples import Shown, run_examples

SOURCE = ROOT / "src" / "cpkit"
"""Where examples are written anew; what is run is what is installed."""

PARSERS: dict[str, Callable[[str], Any]] = {
    "json": json.loads,
    "toml": tomllib.loads,
    "yaml": yaml.safe_load,
}
"""What reads the blocks that are data."""

LANGUAGES = {"console", "csv", "pycon", "python", "sh", "text", *PARSERS}
"""What a block can be; all but text is run or read: sessions by `test_command_terminal.py`."""


NOT_PRINTED = {
    ("README.md", "pip install ."): "the session install does it",
    ("README.md", "from cpkit import CustomerProfiles\nprofiles = CustomerProfiles()"): "needs AWS",
    ("README.md", "cpkit check domains/ "): "docs/how-to/use-the-command.md runs it",
    ("docs/index.md", "pip install ."): "it is the README's",
    ("docs/tutorial.md", "python3 -m venv .venv\n"): "it would fetch what is tested here",
    ("docs/how-to/accounts-and-roles.md", "[profile production]\n"): "a configuration file",
    ("docs/how-to/accounts-and-roles.md", "role = f"): "it needs AWS, and a role",
    ("docs/how-to/accounts-and-roles.md", "assert session."): "it needs AWS",
    ("docs/how-to/accounts-and-roles.md", "cpkit apply accounts/"): "it needs two accounts",
    ("docs/how-to/notebooks.md", "%load_ext"): "check_kernel.py types it into a real kernel",
    ("docs/how-to/use-the-command.md", "pip install 'cpkit[cli]'"): "its sessions run below it",
    ("docs/how-to/version-control.md", "# before each commit"): "use-the-command.md runs it",
    ("docs/how-to/from-terraform.md", "terraform state rm "): "it needs Terraform and a state",
    ("docs/how-to/grant-permissions.md", "s3.put_bucket_policy("): "test_moto.py runs it",
}
"""The text blocks that are typed elsewhere, by page and beginning, and why nothing prints them."""

GENERATED = {"docs/reference/errors.md", "docs/reference/mistakes.md"}
"""Pages whose text blocks `test_pages.py` compares, by raising what they show."""


def modules() -> list[ModuleType]:
    """Import every module of the package but programs."""
    names = [info.name for info in pkgutil.walk_packages(cpkit.__path__, "cpkit.")]
    return [cpkit, *(importlib.import_module(name) for name in names if "__main__" not in name)]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_docstrings_when_run_then_they_show_what_happens(
    module: ModuleType, golden: Golden
) -> None:
    """Every example in a docstring runs, and gives what it shows."""
    path = SOURCE / Path(str(module.__file__)).relative_to(Path(cpkit.__file__).parent)
    text = path.read_text("utf-8")
    for test in doctest.DocTestFinder(exclude_empty=True).find(module):
        with warnings.catch_warnings():  # an example may change what is shown
            failed, differing = run_examples(text, test)

        assert stored(differing, golden, path) == failed


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_page_when_its_code_is_run_then_it_prints_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    """Every Python block of a page runs, in one go, and prints the text block that follows it."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for block in blocks(page):
        if block.language == "python":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(block.text, page.name, "exec"), names)  # noqa: S102 - the page's code
            assert golden.shown(page, block, printed.getvalue()) == printed.getvalue()
        elif block.language == "pycon":
            parser = doctest.DocTestParser()
            examples = parser.get_doctest(block.text, names, page.name, str(page), 0)
            failed, differing = run_examples(block.text, examples)
            assert stored(differing, golden, page, block.begin) == failed


def stored(differing: list[Shown], golden: Golden, path: Path, begin: int = 0) -> int:
    """Store what examples in a file print now, and return how many are as they are stored."""
    return sum(
        shown.actual == golden.part(path, begin + shown.begin, shown.stored, shown.actual)
        for shown in differing
    )


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_page_when_it_shows_data_then_it_can_be_read(page: Path) -> None:
    """JSON, TOML and YAML are what they are said to be, and settings are right."""
    for block in blocks(page):
        if block.language in PARSERS:
            read = PARSERS[block.language](block.text)
            if block.language != "toml" and isinstance(read, dict) and "DomainName" in read:
                form: Any = block.language
                assert read["DomainName"] == documents.loads(block.text, format=form).domain_name


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_page_when_read_then_no_block_escapes_the_tests(page: Path) -> None:
    """Each block says what it is; directives of the site's generator hold no code."""
    given = {block.language for block in blocks(page)}
    directives = {name for name in given if name.startswith("{")}

    assert set() == given - directives - LANGUAGES
    assert directives <= {"{eval-rst}", "{include} ../CHANGELOG.md", "{toctree}"}


def test_text_blocks_when_nothing_before_them_runs_then_a_reason_is_given() -> None:
    """What looks like output is compared with what is printed; no reason outlives its block."""
    unprinted = {
        (name_of(page), block.text)
        for page in PAGES
        for before, block in pairwise([Block("", "", ""), *blocks(page)])
        if block.language == "text" and before.language not in {"python", "sh"}
    }
    found = {place for place in unprinted if place[0] not in GENERATED}
    explained = {
        (page, beginning): [
            text for name, text in found if name == page and text.startswith(beginning)
        ]
        for page, beginning in NOT_PRINTED
    }

    assert found == {(page, text) for (page, _), texts in explained.items() for text in texts}
    assert {1} == {len(texts) for texts in explained.values()}
    assert GENERATED <= {name for name, _ in unprinted}


SHOWN_ERRORS = {
    "CallError",
    "ConfigurationError",
    "IncompletePlanError",
    "ServiceError",
    "UnsafePlanError",
    "ValidationError",
}
"""Errors that are caught for what their attributes say."""


CONSTANTS = {"CLEAR", "CustomAttribute", "RuleAttribute"}


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (module, name)
        for module in (cpkit, documents, errors, local, policies, preview, results)
        for name in module.__all__
    ],
)
def test_public_name_when_looked_up_then_it_has_an_example(module: ModuleType, name: str) -> None:
    """Every public class and function says what it does, and shows it.

    Of the errors only those do that have attributes to read; `docs/reference/errors.md` shows each.
    """
    value = getattr(module, name)
    if name in CONSTANTS:  # their text stands under them, and is run with their module
        return

    assert value.__doc__
    if name in errors.__all__ and name not in SHOWN_ERRORS:
        return
    assert ">>>" in value.__doc__


def test_readme_when_read_then_code_and_output_stand_by_line_15() -> None:
    """Whoever opens the page sees code and what it gives at once, and need not scroll for long."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    first = "\n".join(lines[:15])

    assert 150 >= len(lines)
    assert ">>> MatchingRule" in first
    assert "did you mean 'EmailAddress'?" in first
