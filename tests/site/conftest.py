"""Fixtures of the checks of the built site, which the sessions `docs` and `browser` run."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def site() -> Path:
    """Give the folder that the site was built into."""
    return Path(os.environ["CPKIT_SITE"])
