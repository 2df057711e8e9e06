"""Which code is changed, and which tests must notice it."""

import attrs

__all__ = ["PARTS", "Part"]


@attrs.frozen
class Part:
    """A part of the code, and the tests that mirror it."""

    code: tuple[str, ...]
    """The files that are changed, as patterns."""
    tests: tuple[str, ...]
    """The tests that are run, as arguments of pytest: the quick ones that say what it does."""


PARTS = {
    "models": Part(
        ("src/cpkit/models/*",),
        # The texts of all mistakes stand there, and are compared at once.
        ("tests/unit/models", "tests/unit/wire/test_inspect_mistakes.py"),
    ),
    "wire": Part(
        ("src/cpkit/wire/*",),
        # Calls are counted there, and mutmut adds some.
        ("tests/unit/wire", "--ignore=tests/unit/wire/test_fast_costs.py"),
    ),
    "documents": Part(
        ("src/cpkit/documents/*",),
        # What a hostile document costs is measured there, and takes seconds each.
        ("tests/unit/documents", "--ignore=tests/unit/documents/read/test_trees.py"),
    ),
    "planning": Part(("src/cpkit/planning/*",), ("tests/unit/planning",)),
    "retries": Part(
        (
            "src/cpkit/client/calls/*",
            "src/cpkit/client/boto/retryable.py",
            "src/cpkit/client/waiting/polling.py",
        ),
        (
            "tests/unit/client/calls",
            "tests/unit/client/boto/test_retryable.py",
            "tests/unit/client/waiting/test_polling.py",
        ),
    ),
}
"""The parts, by name; `retries` is the part of `client` that repeats calls."""
