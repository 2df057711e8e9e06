"""The quick way from a wire document to checked settings: one pass, and no word about mistakes.

Each value is checked once, by its field's kind, and goes straight into its place. At the first
doubt a reader gives up, and `cpkit.wire.inspect` walks the document to find out what is wrong.
"""

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from cpkit.schema.shapes import RejectedError, Shape, Structure, StructureList
from cpkit.schema.value import Member, Value, members_of, per_class
from cpkit.wire.source import compiled

__all__ = ["reader"]

_Value = TypeVar("_Value", bound=Value)

_QUICK_LISTS = frozenset({list, tuple})
"""The lists that are read quickly; others, as all mappings but plain dicts, go the precise way."""


@per_class
def reader(cls: type[_Value]) -> Callable[..., _Value]:
    """Make the quick reader of a class: it takes a mapping, and gives an object.

    The reader raises `RejectedError` where the mapping is not plainly right. An empty one never is:
    in an answer it would mean that there is nothing. What else it is given, as cattrs gives a
    class, it ignores.

    It is worth its source: beside botocore's checks it takes 0.07 for the benchmark's full document
    and 0.19 for the small one, where the same as a plain loop takes 0.08 and 0.34, which is more
    than `from_wire` as a whole is held to (0.08 and 0.27).

    For a class with a required and an optional field the source is::

        def read(given, _=None):
            if type(given) is not dict or not given:
                raise RejectedError
            new = open_twin()
            known = 1
            if 'S3BucketName' not in given:
                raise RejectedError
            new.s3_bucket_name = take_s3_bucket_name(given['S3BucketName'])
            if 'S3KeyName' in given:
                new.s3_key_name = take_s3_key_name(given['S3KeyName'])
                known += 1
            else:
                new.s3_key_name = default_s3_key_name
            if known != len(given):
                raise RejectedError
            new.__class__ = cls
            return new
    """
    members = members_of(cls)
    twin = _open_twin(cls, members)
    if twin is None:
        return _refuse
    lines = [
        "def read(given, _=None):",
        "    if type(given) is not dict or not given:",
        "        raise RejectedError",
        "    new = open_twin()",
        f"    known = {sum(entry.is_required for entry in members)}",
        *(f"    {line}" for entry in members for line in _taking(entry)),
        "    if known != len(given):",
        "        raise RejectedError",
        "    new.__class__ = cls",
        "    return new",
    ]
    names: dict[str, Any] = {"RejectedError": RejectedError, "cls": cls, "open_twin": twin}
    for entry in members:
        names[f"take_{entry.field}"] = _taker(entry.shape)
        names[f"default_{entry.field}"] = entry.default
    return compiled(cls.__name__, lines, names)


def _taking(entry: Member) -> list[str]:
    field, wire = entry.field, repr(entry.wire)
    accept = f"new.{field} = take_{field}(given[{wire}])"
    if entry.is_required:
        return [f"if {wire} not in given:", "    raise RejectedError", accept]
    return [
        f"if {wire} in given:",
        f"    {accept}",
        "    known += 1",
        "else:",
        f"    new.{field} = default_{field}",
    ]


def _open_twin(cls: type[_Value], members: tuple[Member, ...]) -> type[Any] | None:
    """Make a class with the same slots whose objects take values as if they were not frozen.

    To set a slot of a frozen class takes a call, which costs as much as the check of its value. An
    object that becomes frozen when it is complete needs none.

    Returns:
        The class; ``None`` where there can be none, as for a class that somebody derived from ours.
    """
    slots: tuple[str, ...] = vars(cls).get("__slots__", ())
    if not {entry.field for entry in members}.issubset(slots):
        return None
    return type(cls.__name__, cls.__bases__, {"__slots__": slots})


def _refuse(*_: object) -> NoReturn:
    raise RejectedError


def _taker(shape: Shape) -> Callable[[Any], Any]:
    if isinstance(shape, Structure):
        return reader(shape.cls)
    if isinstance(shape, StructureList):
        return _list_taker(shape)
    return shape.accept


def _list_taker(shape: StructureList) -> Callable[[Any], Any]:
    read, low, high = reader(shape.cls), shape.low, shape.high

    def accept(given: Any) -> tuple[Any, ...]:
        if type(given) not in _QUICK_LISTS or not low <= len(given) <= high:
            raise RejectedError
        return tuple(map(read, given))

    return accept
