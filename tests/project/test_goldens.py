"""The switch that writes anew what tests compare word for word."""

from __future__ import annotations

import doctest
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.support.documentation_pages import ROOT
from tests.support.golden import Edit, edited
from tests.support.shown_examples import run_examples

if TYPE_CHECKING:
    from pathlib import Path

COMPARING = """
import pathlib, pytest

PAGE = pathlib.Path(__file__).parent / "page.md"

@pytest.mark.parametrize("name", ["one", "two"])
def test_file(name, golden):
    assert golden.file(f"{name}.txt", f"{name} says\\n") == f"{name} says\\n"

@pytest.mark.parametrize(("begin", "stored", "actual"), [(2, "old", "newer"), (8, "end", "END")])
def test_part(begin, stored, actual, golden):
    assert golden.part(PAGE, begin, stored, actual) == actual
"""
"""Tests of two files, of which there is none yet, and of two parts of one page."""

EXAMPLES = '''
def shown():
    """Show.

    Above the examples \\
a line goes on.

    >>> print("one")
    zwei
    >>> int("one")
    Traceback (most recent call last):
        ...
    ValueError: other \\
words
    >>> 1 + 1
    2
    >>> print("a\\\\n\\\\nb")
    c
    """
'''
"""A file with examples of which three show something else."""


SWITCHED_OFF = [f"-pno:{name}" for name in ("cacheprovider", "hypothesispytest", "randomly")]
"""Plug-ins that take a second to load."""


def run(folder: Path, *options: str) -> int:
    """Run the tests in a process of their own, and return pytest's status."""
    command = (sys.executable, "-m", "pytest", "-p", "tests.conftest", "--rootdir=.")
    done = subprocess.run(
        [*command, *SWITCHED_OFF, f"--override-ini=pythonpath={ROOT}", *options, "."],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return done.returncode


def test_switch_when_given_then_what_differs_is_written_and_then_right(tmp_path: Path) -> None:
    """Also where several processes run tests of one file."""
    (tmp_path / "test_it.py").write_text(COMPARING)
    page = tmp_path / "page.md"
    page.write_text("a old b end c")

    assert (1, "a old b end c") == (run(tmp_path, "-pno:xdist"), page.read_text())
    assert (0, "a newer b END c") == (run(tmp_path, "-n2", "--update-goldens"), page.read_text())
    assert "two says\n" == (tmp_path / "golden" / "two.txt").read_text()


def test_edits_when_made_then_places_are_those_before_all_of_them() -> None:
    """No edit moves another."""
    edits = [Edit("p", 0, 1, "AAA"), Edit("p", 2, 3, ""), Edit("p", 4, 4, "!")]

    assert "AAAbd!" == edited("abcd", edits)


def test_examples_when_they_show_something_else_then_each_is_given_with_its_place() -> None:
    """Only what stands below an example changes, whichever lines before it go on in the next."""
    namespace: dict[str, object] = {}
    exec(EXAMPLES, namespace)  # noqa: S102 - an example of this file
    examples = doctest.DocTestParser().get_examples(str(namespace["shown"].__doc__))
    test = doctest.DocTest(examples, {}, "shown", None, 2, None)

    failed, differing = run_examples(EXAMPLES, test)
    edits = [Edit("p", d.begin, d.begin + len(d.stored), d.actual) for d in differing]

    assert 3 == failed == len(edits)
    assert (
        EXAMPLES.replace("zwei", "one")
        .replace("other \\\nwords", "invalid literal for int() with base 10: 'one'")
        .replace("    c\n", "    a\n    <BLANKLINE>\n    b\n")
    ) == edited(EXAMPLES, edits)
