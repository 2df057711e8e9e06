"""The notebooks run, and show what is stored in them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.support.golden import Golden

# Imported so because whoever checks types needs no Jupyter for it.
nbclient: Any = import_module("nbclient")
nbformat: Any = import_module("nbformat")

NOTEBOOKS = sorted((Path(__file__).parents[2] / "docs" / "notebooks").glob("*.ipynb"))


def run(path: Path, folder: Path) -> str:
    """Run a notebook and give it as it would be stored."""
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(
        notebook,
        timeout=60,
        record_timing=False,  # or each run would store other times
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    # What else the kernel says of itself differs from machine to machine.
    notebook.metadata.language_info = {"name": "python"}
    return f"{nbformat.writes(notebook)}\n"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_notebook_when_run_then_it_shows_what_is_stored(
    path: Path, tmp_path: Path, golden: Golden
) -> None:
    """What a reader sees is true; `--update-goldens` stores what is shown now."""
    shown = run(path, tmp_path)

    assert golden.file(path, shown) == shown
