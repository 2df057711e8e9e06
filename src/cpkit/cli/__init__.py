"""The command ``cpkit``: keep domains in files, and plan, apply and watch them from a terminal.

It parses, calls the public API and renders; nothing of what it does cannot be done in Python.
Data goes to stdout and all else to stderr. The exit status is 0 when all is done, 1 when something
failed, 2 for wrong usage, 3 for changes (``--exit-code``, ``drift``) or a preview beyond its
limits, and 130 after Ctrl-C; 1 goes before 3.

The command needs the extra ``cli``: click, rich and what reads YAML. Each command is a module of
its own that is imported when it is run, so that ``cpkit --version`` costs little.
"""

import os
import sys
from collections.abc import Sequence

__all__ = ["main"]

_INSTALL = "cpkit: the command needs the extra: pip install 'cpkit[cli]'"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: The command line without the program's name; `sys.argv` without it.

    Returns:
        The exit status.

    Example:
        >>> from cpkit.cli import main
        >>> main(["skeleton", "--output", "csv"])
        2
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by the shell, as in >&-
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - it stays open
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given == ["--version"]:  # the one thing that needs no extra, and the quickest
        import cpkit  # noqa: PLC0415 - the public package imports nothing of the command

        sys.stdout.write(f"cpkit {cpkit.__version__}\n")
        return 0
    try:
        from cpkit.cli.app import run  # noqa: PLC0415 - only now is click needed
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        sys.stderr.write(f"{_INSTALL}\n")
        return 1
    return run(given)
