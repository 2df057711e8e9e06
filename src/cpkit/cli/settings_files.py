"""The settings files that a command line names."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import click

from cpkit import DomainSettings, documents
from cpkit.cli.ending import failure_text, printable
from cpkit.errors import CPKitError

__all__ = ["SUFFIXES", "SettingsFile", "find_files", "is_file_name", "read_files", "same_domain"]

SUFFIXES = (".json", ".yaml", ".yml")


@attrs.frozen
class SettingsFile:
    """One file: its settings, or why it has none."""

    path: Path
    """Its path, as given or below the folder that was given."""
    settings: DomainSettings | None
    """What it declares; ``None`` where it cannot be used."""
    error: str | None
    """Why it cannot be used."""


def is_file_name(text: str) -> bool:
    """Return whether a text names a file rather than a domain: by its suffix, or a slash."""
    return text.casefold().endswith(SUFFIXES) or "/" in text or os.sep in text


def find_files(paths: Iterable[str]) -> Iterator[Path]:
    """Yield the files that are named, and those in the folders that are named, each once.

    Hidden files and folders are passed over.

    Raises:
        click.UsageError: A folder has none, or a path is empty.
    """
    seen = set[str]()
    for path in paths:
        for file in _files_of(path):
            real = os.path.realpath(file)  # which takes links in a circle, too
            if real not in seen:
                seen.add(real)
                yield file


def _files_of(given: str) -> list[Path]:
    if not given:  # as of a variable of the shell that is not set: it is not the working folder
        raise click.UsageError(
            "a PATH is an empty string; name a file or a folder, as in . for the working folder",
            click.get_current_context(),
        )
    path = Path(given)
    if not path.is_dir():
        return [path]
    found = sorted(
        file
        for file in path.rglob("*")
        if file.suffix.casefold() in SUFFIXES
        and (file.is_file() or (file.is_symlink() and not file.exists()))  # that is reported
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )
    if not found:
        raise click.UsageError(
            f"no settings files in {printable(str(path))}: it has no .yaml, .yml or .json file",
            click.get_current_context(),
        )
    return found


def read_files(paths: Iterable[str], *, ignore: Iterable[str] = ()) -> list[SettingsFile]:
    """Read all files; one that cannot be used does not stop the others.

    Two files of one domain are a problem of the second.
    """
    ignored, first, files = tuple(ignore), dict[str, Path](), list[SettingsFile]()
    for path in find_files(paths):
        try:
            settings = documents.load(path, ignore=ignored)
        except (CPKitError, OSError, ImportError) as error:
            reason = failure_text(error, notes=False) or str(error)
            files.append(SettingsFile(path, None, reason.removeprefix(f"{printable(str(path))}: ")))
            continue
        name = settings.domain_name
        if name in first:
            files.append(SettingsFile(path, None, same_domain(name, first[name])))
        else:
            first[name] = path
            files.append(SettingsFile(path, settings, None))
    return files


def same_domain(name: str, first: Path) -> str:
    """Return what is wrong with a second file of a domain."""
    return (
        f"domain {name} is declared by {printable(str(first))} as well; keep one of the two files."
    )
