"""What the project says about itself in several places is the same in all of them."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, entry_points, files, metadata, version
from pathlib import Path
from typing import Any

import pytest

import cpkit

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
COMMAND = re.compile(r"<!-- command: (\w+) -->\n```sh\n(.+?)\n```", re.DOTALL)


@pytest.fixture
def installed() -> set[str]:
    """Return the files of the installed package, as paths from where it is installed.

    The script that starts the command is made where it is installed, and is no file of the wheel.
    """
    paths = {path.as_posix() for path in files("cpkit") or ()}
    if "cpkit/__init__.py" not in paths:
        pytest.skip("cpkit is not installed from its wheel: the sessions of nox do that")
    left_out = ("../", "cpkit-")
    return {path for path in paths if not path.startswith(left_out) and not path.endswith(".pyc")}


def project() -> dict[str, Any]:
    """Return the tables of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_readme_when_read_by_ci_then_gives_one_command_each_for_demo_and_tests() -> None:
    """`.ci/run` finds the block that it is to run, and neither marker stands there twice."""
    names = [name for name, _ in COMMAND.findall(README.read_text(encoding="utf-8"))]

    assert ["demo", "tests"] == sorted(names)


def test_readme_commands_when_compared_then_differ_by_the_session_alone() -> None:
    """Both commands set up the same environment, so whoever ran one has what the other needs."""
    commands = dict(COMMAND.findall(README.read_text(encoding="utf-8")))

    assert commands["tests"].removesuffix("tests") == commands["demo"].removesuffix("demo")


@pytest.mark.skipif(sys.platform == "win32", reason="CI runs on a POSIX shell")
def test_ci_script_when_parsed_then_is_bash_without_a_command_of_its_own() -> None:
    """The script parses, and takes its commands from the pages instead of repeating them."""
    script = ROOT / ".ci" / "run"

    parsed = subprocess.run(
        ["/usr/bin/env", "bash", "-n", script], capture_output=True, text=True, check=False
    )

    assert (0, "") == (parsed.returncode, parsed.stderr)
    assert "nox" not in script.read_text(encoding="utf-8")


def test_version_when_looked_for_then_stands_in_pyproject_alone() -> None:
    """What is installed has the version of pyproject.toml, and no source file repeats it."""
    declared = project()["project"]["version"]
    repeated = [
        path
        for path in (ROOT / "src").rglob("*.py")
        if f'"{declared}"' in path.read_text(encoding="utf-8")
    ]

    assert declared == version("cpkit")
    assert [] == repeated


def test_wheel_when_installed_then_is_what_gets_imported(installed: set[str]) -> None:
    """The tests meet what a user installs; no source tree is in front of it."""
    assert "cpkit/__init__.py" in installed
    assert Path(str(distribution("cpkit").locate_file("cpkit/__init__.py"))) == Path(cpkit.__file__)


def test_wheel_when_installed_then_says_that_it_is_typed(installed: set[str]) -> None:
    """A type checker uses the annotations of an installed package only beside `py.typed`."""
    assert "cpkit/py.typed" in installed


def test_wheel_when_installed_then_holds_every_source_file_and_nothing_else(
    installed: set[str],
) -> None:
    """No file of the source tree is left behind, and no test travels along."""
    source = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }

    assert source == installed


def test_plugin_when_installed_then_pytest_is_told_of_it(installed: set[str]) -> None:
    """The fixtures are found by the entry point, in a module outside the package."""
    (plugin,) = entry_points(group="pytest11", name="cpkit")

    assert "cpkit_pytest" == plugin.value
    assert "cpkit_pytest.py" in installed


def test_metadata_when_read_then_names_the_pythons_that_are_tested() -> None:
    """The lowest Python that is required is the lowest one named, and so the lowest tested."""
    named = re.findall(r"Python :: (\d\.\d+)$", "\n".join(_classifiers()), re.MULTILINE)

    assert f">={named[0]}" == metadata("cpkit")["Requires-Python"]


def test_changelog_when_read_then_begins_with_what_is_not_released_yet() -> None:
    """Whoever changes something finds the place to say so on top."""
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert "[Unreleased]" == headings[0]


def _classifiers() -> list[str]:
    """Return the classifiers of the installed package."""
    return metadata("cpkit").get_all("Classifier") or []
