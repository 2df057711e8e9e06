"""Files of profiles: which files a path names, what each holds, and how it is read.

What a file holds is told by how it begins, not by its name: exports have no suffix.
"""

import gzip
import zlib
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from glob import glob, has_magic
from importlib import import_module
from io import BytesIO
from json import loads
from pathlib import Path
from typing import IO, Any, Protocol

import attrs
import polars as pl

from cpkit.preview.complaints import Complaints
from cpkit.preview.objects import StorageError, list_objects
from cpkit.preview.parts import (
    BROKEN,
    Part,
    Wanted,
    part_of_frame,
    twice,
)
from cpkit.preview.records import BadLineError, json_records, part_of_records

__all__ = ["File", "LocalFile", "find_files", "read_file"]

_HEAD = 4096
"""How many bytes tell what a file holds."""
_FORMATS = (
    "must be Parquet, ORC, or CSV or JSON in UTF-8; convert the file, or export it again, which "
    'Excel calls "CSV UTF-8".'
)
_BROKEN_CSV = (
    "cannot be read as CSV; look whether the first line has the names of columns, each row as many "
    "values, each quote its end, and each line a line feed."
)


class File(Protocol):
    """A file, wherever it is."""

    @property
    def name(self) -> str:
        """The path, as people know it."""
        ...

    @property
    def size(self) -> int:
        """The number of bytes."""
        ...

    def head(self, count: int) -> bytes:
        """Return the first bytes."""
        ...

    def open(self) -> IO[bytes]:
        """Open it for reading."""
        ...

    def scan_parquet(self) -> pl.LazyFrame:
        """Return it as a table of which only what is needed is read."""
        ...


@attrs.frozen
class LocalFile:
    """A file on this machine."""

    path: Path
    """Where it is."""

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    @property
    def size(self) -> int:
        """The number of bytes."""
        return self.path.stat().st_size

    def head(self, count: int) -> bytes:
        """Return the first bytes."""
        with self.path.open("rb") as file:
            return file.read(count)

    def open(self) -> IO[bytes]:
        """Open it for reading."""
        return self.path.open("rb")

    def scan_parquet(self) -> pl.LazyFrame:
        """Return it as a table of which only what is needed is read."""
        return pl.scan_parquet(self.path, glob=False)


def find_files(paths: Iterable[str | Path], complaints: Complaints) -> Iterator[File]:
    """Yield the files that paths name: themselves, those of a folder, those that fit a pattern."""
    for path in paths:
        text, reason = str(path), "no file was found; check the path."
        found: list[File] = []
        try:
            found.extend(list_objects(text) if text.startswith("s3://") else _local_files(text))
        except StorageError as error:
            reason = str(error)
        if not found:
            complaints.add("unreadable-input", text, reason)
        yield from found


def _local_files(path: str) -> Iterator[File]:
    given = Path(path).expanduser()
    if has_magic(path) and not given.exists():
        for name in sorted(glob(str(given), recursive=True)):  # noqa: PTH207 - takes absolute paths
            if Path(name).is_file():
                yield LocalFile(Path(name))
    elif given.is_dir():
        for inner in sorted(given.rglob("*")):
            # What writes folders leaves marks and check sums in them, such as _SUCCESS.
            if inner.is_file() and not inner.name.startswith(("_", ".")):
                yield LocalFile(inner)
    elif given.exists():
        yield LocalFile(given)


def read_file(file: File, wanted: Wanted, complaints: Complaints) -> Part | None:
    """Return a file as a table; complain where it cannot be read.

    The errors of readers quote what they could not read, so none of them is passed on.
    """
    reason = BROKEN
    try:
        if isinstance(file, LocalFile) and not file.path.is_file():
            reason = "must be a regular file, as it is read more than once; write it to a file."
        elif not file.size:
            reason = "the file is empty; remove it or write it again."
        else:
            return _read(file, wanted)
    except (_WrongFormatError, StorageError) as error:
        reason = str(error)
    except (pl.exceptions.PolarsError, OSError, EOFError, ValueError, zlib.error):
        pass
    complaints.add("unreadable-input", file.name, reason)
    return None


class _WrongFormatError(Exception):
    """The file is none that can be read; the text says why and quotes nothing of it."""


def _read(file: File, wanted: Wanted) -> Part:
    head = file.head(_HEAD)
    if head.startswith(b"PAR1"):
        return part_of_frame(file.scan_parquet(), wanted, label=file.name)
    if head.startswith(b"ORC"):
        return _read_orc(file, wanted)
    is_packed = head.startswith(b"\x1f\x8b")
    if is_packed:
        with file.open() as raw, gzip.open(raw) as unpacked:
            head = unpacked.read(_HEAD)
    if not head.strip():
        raise _WrongFormatError("the file is empty; remove it or write it again.")
    if b"\0" in head or not _are_utf8([head]):
        raise _WrongFormatError(_FORMATS)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    with ExitStack() as stack:
        opened: Any = stack.enter_context(file.open())
        if is_packed:
            opened = stack.enter_context(gzip.open(opened))
        if start == b"{":
            return _read_lines(opened, file.name, wanted)
        if start == b"[":
            return _read_array(opened, file.name, wanted)
        is_plain = isinstance(file, LocalFile) and not is_packed
        source: Any = file.name if is_plain else opened.read()
        with suppress(pl.exceptions.PolarsError):
            return _read_csv(source, file.name, wanted)
        is_text = _are_utf8(opened if is_plain else [source])
        raise _WrongFormatError(_BROKEN_CSV if is_text else _FORMATS)


def _are_utf8(parts: Iterable[bytes]) -> bool:
    """Return whether parts of a file can be those of a text in UTF-8."""
    decoder = getincrementaldecoder("utf-8")()
    try:
        for part in parts:
            decoder.decode(part)  # the last character may be cut off
    except UnicodeDecodeError:
        return False
    return True


def _read_lines(opened: Iterable[bytes], name: str, wanted: Wanted) -> Part:
    try:
        return part_of_records(json_records(opened), wanted, label=name)
    except BadLineError as error:
        place = str(error)
    raise _WrongFormatError(f"{place} is not a JSON object; write one object a line.")


def _read_array(opened: Any, name: str, wanted: Wanted) -> Part:
    records: Any = loads(opened.read())
    if not all(isinstance(record, dict) for record in records):
        raise _WrongFormatError("must be a list of JSON objects.")
    return part_of_records(records, wanted, label=name)


def _read_csv(source: Any, name: str, wanted: Wanted) -> Part:
    """Read a file of separated texts; a text stays as it is, as ``02134`` does."""

    def read(**options: Any) -> pl.DataFrame:
        given = BytesIO(source) if isinstance(source, bytes) else source
        return pl.read_csv(given, infer_schema_length=0, glob=False, **options)

    separator = ","
    header = read(n_rows=0).columns
    for other in ";\t|":
        if len(header) == 1 and other in header[0]:  # as spreadsheets write it in many countries
            separator = other
            header = read(n_rows=0, separator=separator).columns
    if any("\r" in name for name in header):  # lines end in it alone, and the header has values
        raise _WrongFormatError(_BROKEN_CSV)
    names = read(n_rows=1, has_header=False, separator=separator).row(0)
    heads = {name for wish in wanted.names for name in (wish, wish.partition(".")[0])}
    # Without any column, the first one tells how many rows there are.
    needed = [name for name in header if wanted.are_all or name in heads] or header[:1]
    frame = read(columns=needed, separator=separator).lazy()
    part = part_of_frame(frame, wanted, label=name)
    others = part_of_frame(pl.LazyFrame(schema=dict.fromkeys(header, pl.String)), wanted)
    return attrs.evolve(part, columns=others.columns | part.columns, repeated=twice(names))


def _read_orc(file: File, wanted: Wanted) -> Part:
    try:
        orc: Any = import_module("pyarrow.orc")
    except ImportError:
        raise _WrongFormatError("reading ORC needs pyarrow: pip install pyarrow") from None
    with file.open() as opened:
        frame = pl.DataFrame(orc.ORCFile(opened).read())
    return part_of_frame(frame.lazy(), wanted, label=file.name)
