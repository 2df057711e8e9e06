"""How much is tried of what takes long: a part in every run, all in the session `thorough`."""

import os

import pytest

__all__ = ["IS_THOROUGH", "thorough", "times"]

IS_THOROUGH = bool(os.environ.get("CPKIT_THOROUGH"))

thorough = pytest.mark.thorough
"""Marks what has a longer version, so that the session runs these tests alone."""


def times(usually: int, thoroughly: int) -> int:
    """Return how often, as it was asked for."""
    return thoroughly if IS_THOROUGH else usually
