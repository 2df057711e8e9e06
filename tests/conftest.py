"""The switch that writes texts anew which tests compare word for word."""

import signal

import pytest

from tests.support.golden import Golden, Writer

_SWITCH = "--update-goldens"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the switch."""
    parser.addoption(_SWITCH, action="store_true", help="store the texts that tests compare anew")


def pytest_configure(config: pytest.Config) -> None:
    """Let Ctrl-C count, and write in the process that all others are started by."""
    # What a script starts in the background ignores it, and so does all that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.getoption(_SWITCH) and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Writer())


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Give the texts beside a test."""
    is_updating = request.config.getoption(_SWITCH)
    note = request.node.user_properties.append if is_updating else None
    return Golden(request.path.parent / "golden", note)
