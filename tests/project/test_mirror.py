"""Each module has its unit tests where one looks for them, and they are nowhere else."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE, TESTS = ROOT / "src", ROOT / "tests" / "unit"


def has_code(path: Path) -> bool:
    """Tell whether a module does anything but hand on what others have, or start a program."""
    body = ast.parse(path.read_text("utf-8")).body
    names = {one.name for one in body if isinstance(one, (ast.FunctionDef, ast.ClassDef))}
    return path.stem != "__main__" and not names <= {"__getattr__", "__dir__"}


def mirror_of(path: Path) -> str:
    """Give where a module is tested: the path below `tests/unit`, up to the end of its name."""
    *folders, name = path.relative_to(SOURCE).with_suffix("").parts
    return "/".join((*folders[1:], f"test_{name.strip('_')}"))


MODULES = sorted(SOURCE.rglob("*.py"))
MIRRORS = {mirror_of(path): path for path in MODULES}
TEST_FILES = sorted(
    path.relative_to(TESTS).with_suffix("").as_posix() for path in TESTS.rglob("test_*.py")
)


@pytest.mark.parametrize("mirror", [mirror_of(path) for path in MODULES if has_code(path)])
def test_module_when_it_has_code_then_a_file_of_its_name_tests_it(mirror: str) -> None:
    """Whoever has changed a module knows which tests to run."""
    assert [] != [file for file in TEST_FILES if file == mirror or file.startswith(f"{mirror}_")]


@pytest.mark.parametrize("file", TEST_FILES)
def test_file_of_unit_tests_when_named_then_it_begins_with_the_name_of_a_module(file: str) -> None:
    """Whoever reads a test knows what it is about."""
    begins = file.split("_")
    names = ["_".join(begins[:end]) for end in range(2, len(begins) + 1)]

    assert [] != [name for name in names if name in MIRRORS]


TWINS = {"domain", "enums", "jobs", "matches", "responses", "results", "configuration", "report"}
"""Names that modules of two packages may have: each is what the package makes of one thing."""


def test_modules_when_named_then_no_two_have_one_name() -> None:
    """A name in a traceback or a search says which module is meant."""
    names = [path.stem for path in sorted(SOURCE.rglob("*.py")) if not path.stem.startswith("_")]

    assert set() == {name for name in names if names.count(name) > 1} - TWINS
