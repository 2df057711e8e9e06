"""Let mutmut change the code of one part, in a copy of the project."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.mutation.parts import Part

__all__ = ["mutate"]

ROOT = Path(__file__).parents[2]
_CONFIG = "[tool.mutmut]\n"


def mutate(part: Part, folder: Path) -> Path:
    """Change the code of a part in every way that mutmut knows, and run its tests each time.

    Args:
        part: What to change, and with which tests.
        folder: Where the copy goes; what is there already is removed.

    Returns:
        The folder in which mutmut has written what became of each change.

    Raises:
        CalledProcessError: If it could not begin: the tests fail without any change.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    config = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for_part = (
        f"{_CONFIG}only_mutate = {json.dumps(part.code)}\n"
        f"pytest_add_cli_args_test_selection = {json.dumps(part.tests)}\n"
    )
    (folder / "pyproject.toml").write_text(config.replace(_CONFIG, for_part), encoding="utf-8")
    mutants = folder / "mutants" / "src"
    mutants.mkdir(parents=True)  # Python remembers of a path that it was not there at the start
    with (folder / "mutmut.log").open("w", encoding="utf-8") as log:
        subprocess.run(
            [sys.executable, "-m", "mutmut", "run"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(mutants)},
            stdout=None if sys.stdout.isatty() else log,  # it draws its progress, over and over
            check=True,
        )
    return mutants
