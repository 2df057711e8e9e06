"""Check settings files as a program: for CI, for commit hooks and by hand."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress

import attrs

from cpkit.documents.check import check_document
from cpkit.documents.formats import Format, format_of
from cpkit.documents.read.lexical import MAX_BYTES
from cpkit.documents.read.source import decoded, read_file
from cpkit.documents.reporters import WRITERS, Finding
from cpkit.errors import ValidationError
from cpkit.models import ignore_checks

__all__ = ["main"]

_FINE, _PROBLEMS, _FAILED, _INTERRUPTED = 0, 1, 2, 130

_PROGRAM = "python -m cpkit.documents"

_STDIN = "-"

_EPILOG = """\
Exit status: 0 when no file has a problem, 1 when one has, 2 when one could not be opened, nothing
could be printed or the command line is wrong, 130 after Ctrl-C. Nothing that is printed holds a
key, a queue's URL or a tag's value.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Check files and print what is wrong with them.

    Args:
        arguments: The command line without the program's name; `sys.argv` without it.

    Returns:
        The exit status: 0 when all is well, 1 when a file has a problem, 2 when one could not be
        opened or nothing could be printed, 130 after Ctrl-C. Warnings are printed, and count as
        problems only where that is asked for.

    Raises:
        SystemExit: The command line is wrong, with status 2, or asks for help.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    if _STDIN in options.files and options.format_in is None:
        parser.error("give --as json or --as yaml for what standard input holds")
    try:
        if options.ignore:
            ignore_checks(*options.ignore)
    except ValueError as error:
        parser.error(f"argument --ignore: {error}")
    try:
        return _checked(options)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _checked(options: argparse.Namespace) -> int:
    findings: list[Finding] = []
    status = _FINE
    for file in options.files:
        try:
            found = _findings(file, options.format_in, options.ignore)
        except _UncheckedError as error:
            findings.append(Finding(file=file, message=str(error)))
            status = _FAILED
        else:
            findings += found
            if any(one.severity == "error" or options.strict for one in found):
                status = max(status, _PROBLEMS)
    try:
        _print(WRITERS[options.format](findings))
    except _UnprintableError as error:
        with suppress(AttributeError, OSError):  # nobody may hear this either
            sys.stderr.write(f"{_PROGRAM}: cannot print: {error}\n")
        return _FAILED
    return status


class _UnprintableError(Exception):
    """Say why nothing could be printed."""


def _print(text: str) -> None:
    """Print a text, and see that it went out.

    Raises:
        _UnprintableError: It did not.
    """
    if sys.stdout is None:
        raise _UnprintableError("standard output is closed")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))  # whatever the locale
        sys.stdout.buffer.flush()
    except OSError as error:
        with suppress(OSError):  # or the interpreter tries once more, and fails
            sys.stdout.close()
        raise _UnprintableError(error.strerror or str(error)) from None


class _UncheckedError(Exception):
    """Say why a file could not be checked at all."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=_PROGRAM,
        description="Check files of settings for Amazon Connect Customer Profiles domains.",
        epilog=_EPILOG,
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a .json, .yaml or .yml file; - is standard input"
    )
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="CODE",
        help="let values past this check, and do not show its findings; may be repeated",
    )
    parser.add_argument(
        "--strict", action="store_true", help="let warnings count as problems for the exit status"
    )
    parser.add_argument(
        "--format",
        choices=list(WRITERS),
        default="text",
        help="how to print findings; github shows them in a pull request (default: %(default)s)",
    )
    parser.add_argument(
        "--as",
        choices=["json", "yaml"],
        dest="format_in",
        help="read every FILE so, whatever its suffix; needed for standard input",
    )
    return parser


def _findings(file: str, file_format: Format | None, ignore: Sequence[str]) -> list[Finding]:
    """Check one file.

    Raises:
        _UncheckedError: It could not be opened, or nothing here reads its format.
    """
    try:
        text_format = file_format or format_of(file)
    except ValidationError:
        raise _UncheckedError(
            "the suffix names no format; give --as json or --as yaml, or rename the file"
        ) from None
    try:
        problems = check_document(_text(file), text_format, ignore=ignore)
    except ValidationError as error:
        problems = error.problems
    except ImportError as error:
        raise _UncheckedError(str(error)) from None
    except OSError as error:
        raise _UncheckedError(f"cannot be opened: {error.strerror or error}") from None
    return [Finding(file=file, **attrs.asdict(problem)) for problem in problems]


def _text(file: str) -> str:
    if file == _STDIN:
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return decoded(sys.stdin.buffer.read(MAX_BYTES + 1))
    return read_file(file)
