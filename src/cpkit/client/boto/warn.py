"""Warnings that point at the line outside of cpkit that led to them."""

import inspect
import warnings

__all__ = ["warn"]


def warn(message: str, category: type[Warning] = UserWarning) -> None:
    """Warn at the nearest line on the stack that is not in cpkit.

    Args:
        message: What is suspicious and what to do.
        category: The warning's class.
    """
    level = 1
    # There is no other way: warnings.warn takes skip_file_prefixes from Python 3.12 on.
    frame = inspect.currentframe()
    while frame is not None and _is_ours(frame.f_globals.get("__name__", "")):
        frame = frame.f_back
        level += 1
    warnings.warn(message, category, stacklevel=level)


def _is_ours(module: str) -> bool:
    return module == "cpkit" or module.startswith("cpkit.")
