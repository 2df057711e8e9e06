"""Inputs: profiles of every form, as parts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias, runtime_checkable

import attrs
import polars as pl

from cpkit.errors import ValidationError
from cpkit.preview.complaints import Complaints, problem
from cpkit.preview.files import find_files, read_file
from cpkit.preview.parts import Part, Wanted, guarded, part_of_frame, twice
from cpkit.preview.records import part_of_records

__all__ = ["ArrowStream", "DataFrameOfPandas", "Profiles", "read_parts"]


@runtime_checkable
class ArrowStream(Protocol):
    """Anything that gives its rows as a stream of Arrow: pyarrow, DuckDB, and many more."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return a capsule of the stream."""
        ...


class DataFrameOfPandas(Protocol):
    """A frame of pandas."""

    def to_dict(self) -> Any:
        """Return its columns; pandas has it, other frames do not."""
        ...

    @property
    def iloc(self) -> Any:
        """Rows by position."""
        ...


Profiles: TypeAlias = (
    pl.DataFrame
    | pl.LazyFrame
    | ArrowStream
    | DataFrameOfPandas
    | str
    | Path
    | Sequence[str]
    | Sequence[Path]
    | Sequence[Mapping[str, Any]]
)
"""What `evaluate` takes as profiles."""


def read_parts(profiles: Profiles, wanted: Wanted, complaints: Complaints) -> list[Part]:
    """Return the tables that an input consists of.

    Args:
        profiles: The input.
        wanted: What may be read of it.
        complaints: Takes what cannot be read.

    Raises:
        TypeError: It has no form that is known.
    """
    given: Any = profiles
    if isinstance(given, str | Path):
        given = [given]
    if _is_list_of(given, (str, Path)):
        read = (read_file(file, wanted, complaints) for file in find_files(given, complaints))
        return [part for part in read if part is not None]
    return [_part_in_memory(given, wanted)]


def _part_in_memory(given: Any, wanted: Wanted) -> Part:
    if isinstance(given, pl.LazyFrame):
        return guarded(lambda: part_of_frame(given, wanted, is_stored=False))
    if isinstance(given, pl.DataFrame):
        return part_of_frame(given.lazy(), wanted)
    if type(given).__module__.partition(".")[0] == "pandas" and hasattr(given, "iloc"):
        part = part_of_records(_rows_of_pandas(given, wanted), wanted)
        return attrs.evolve(part, repeated=twice(map(str, given.columns)))
    if hasattr(given, "__arrow_c_stream__"):
        return part_of_frame(guarded(lambda: _frame_of_stream(given)).lazy(), wanted)
    if _is_list_of(given, (Mapping,)) or _is_empty(given):
        return part_of_records(given, wanted)
    raise TypeError(
        "profiles: must be a path, paths, a data frame, a relation, or a list of dicts, "
        f"not {type(given).__name__}"
    )


def _frame_of_stream(given: Any) -> pl.DataFrame:
    try:
        return pl.DataFrame(given)
    except pl.exceptions.DuplicateError:
        text = "must have one column of each name; rename those that share one."
    raise ValidationError([problem("repeated-column", "profiles", text)])


def _is_list_of(given: Any, classes: tuple[type, ...]) -> bool:
    if type(given) not in {list, tuple} or not given:
        return False
    return all(isinstance(item, classes) for item in given)


def _is_empty(given: Any) -> bool:
    return type(given) in {list, tuple} and not given


def _told_apart(names: Iterable[str]) -> Iterator[str]:
    """Yield names, those that were there already with a number, as Polars has them."""
    seen = Counter[str]()
    for name in names:
        yield f"{name}_duplicated_{seen[name] - 1}" if seen[name] else name
        seen[name] += 1


def _rows_of_pandas(frame: Any, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Yield rows with the columns that are wanted; the names of the others come with the first.

    pandas keeps texts in more than one way, with pyarrow or without, and one cell may hold what
    another does not. So its cells are read as Python has them.
    """
    heads = {name for wish in wanted.names for name in (wish, wish.partition(".")[0])}
    names = list(_told_apart(map(str, frame.columns)))
    places = [place for place, name in enumerate(names) if wanted.are_all or name in heads]
    needed = [names[place] for place in places]
    if not needed:
        yield from (dict.fromkeys(names) for _ in range(len(frame)))
        return
    cells = [frame.iloc[:, place].tolist() for place in places]
    others = dict.fromkeys(name for name in names if name not in needed)
    for row in zip(*cells, strict=True):
        yield others | dict(zip(needed, row, strict=True))
