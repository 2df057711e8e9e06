"""Import the stand-in, and see what comes with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

import cpkit.local

# In place of cpkit stands a package with nothing in it: the public package imports other layers.
_PROGRAM = """
import importlib.util
import sys
import types
found = importlib.util.find_spec("cpkit")
sys.modules["cpkit"] = cpkit = types.ModuleType("cpkit")
cpkit.__path__ = found.submodule_search_locations
import cpkit.local
print(*sorted(name for name in sys.modules if name.startswith(("cpkit.", "werkzeug"))))
"""


@pytest.fixture(scope="module")
def loaded() -> list[str]:
    """Give the modules of cpkit and werkzeug that importing the stand-in alone loads."""
    run = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, check=True)
    return run.stdout.decode().split()


def test_import_when_it_is_done_then_werkzeug_is_not_loaded(loaded: list[str]) -> None:
    """Whoever stays in the process does not need the extra."""
    assert [] == [name for name in loaded if name.startswith("werkzeug")]


def test_import_when_it_is_done_then_no_other_room_is_loaded(loaded: list[str]) -> None:
    """The stand-in knows the service without cpkit's models."""
    assert {"cpkit.local"} == {".".join(name.split(".")[:2]) for name in loaded}


def test_public_names_when_they_are_listed_then_each_is_there_in_order() -> None:
    """The list of public names is sorted and true."""
    names = list(cpkit.local.__all__)

    assert sorted(names) == names
    assert all(hasattr(cpkit.local, name) for name in names)
