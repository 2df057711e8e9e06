"""Make anew for each test what cpkit makes once for a process: a plug-in of pytest.

mutmut tries each change in a copy of a process in which the tests have run before. What was kept
there, such as the reader of a class, would be that of the code without the change.
"""

import functools
import sys

import pytest

__all__ = ["fresh"]

_KEPT = type(functools.cache(len))


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Forget what functions of cpkit have kept."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("cpkit."):
            for value in vars(module).values():
                if isinstance(value, _KEPT):
                    value.cache_clear()
