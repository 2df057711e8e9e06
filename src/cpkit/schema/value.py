"""What every class of the model shares: construction is the gate, and what exists cannot change."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Self, TypeVar

import attrs

from cpkit.errors import ValidationError
from cpkit.problems import Problems, item, member
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.marks import is_marked, marked
from cpkit.schema.shapes import SHAPE, RejectedError, Shape, Structure, StructureList
from cpkit.schema.wire_names import wire_name

__all__ = ["Declared", "Member", "Value", "members_of", "of", "per_class", "root_path", "validated"]

_Cls = TypeVar("_Cls")
_Result = TypeVar("_Result")


def of(shape: Shape) -> dict[str, Shape]:
    """Write a field's metadata: the kind of its values."""
    return {SHAPE: shape}


def per_class(make: Callable[[type[_Cls]], _Result]) -> Callable[[type[_Cls]], _Result]:
    """Keep a function's result for each class. To checkers, classes do not hash."""
    kept: Callable[[Any], Any] = cache(make)
    return kept


@attrs.frozen
class Member:
    """One field of a class, as the wire knows it."""

    field: str
    """The field's name."""
    wire: str
    """The member's name on the wire."""
    shape: Shape
    """What it takes."""
    is_required: bool
    """Whether it must be given."""
    default: Any
    """What it is where nothing is given; ``None`` for what must be given."""
    fill: Callable[[Any, Any], None]
    """Set the field of a new object: takes the object and the value."""


@per_class
def members_of(cls: "type[Value]") -> tuple[Member, ...]:
    """List the fields of a class that the wire knows, in their order."""
    return tuple(
        Member(
            field=attribute.name,
            wire=wire_name(attribute.name),
            shape=attribute.metadata[SHAPE],
            is_required=attribute.default is attrs.NOTHING,
            default=None if attribute.default is attrs.NOTHING else attribute.default,
            fill=getattr(cls, attribute.name).__set__,
        )
        for attribute in attrs.fields(cls)
        if SHAPE in attribute.metadata
    )


@per_class
def _unknown_to_the_wire(cls: "type[Value]") -> "tuple[attrs.Attribute[Any], ...]":
    return tuple(entry for entry in attrs.fields(cls) if SHAPE not in entry.metadata)


def _default(attribute: "attrs.Attribute[Any]") -> Any:
    factory_class: Any = attrs.Factory  # a function, to type checkers
    default: Any = attribute.default
    return default.factory() if isinstance(default, factory_class) else default


def validated(shape: Shape, value: Any, path: str, collector: ProblemCollector) -> Any:
    """Find everything that is wrong with a value, and mark it where something was let past."""
    before = collector.ignored
    kept = shape.validate(value, path, collector)
    return marked(kept) if collector.ignored > before else kept


class Value:
    """Check what is given on construction, all of it at once; never change afterwards."""

    __slots__ = ()

    __attrs_attrs__: ClassVar[tuple["attrs.Attribute[Any]", ...]]

    def __attrs_post_init__(self) -> None:
        """Check every field and keep the value in its final form.

        Raises:
            ValidationError: Something is wrong; it says everything that is.
        """
        cls = type(self)
        collector: ProblemCollector | None = None
        for entry in members_of(cls):
            given = getattr(self, entry.field)
            if (given is None and not entry.is_required) or is_marked(given):
                continue
            try:
                kept = entry.shape.accept(given)
            except RejectedError:
                collector = collector or ProblemCollector.for_construction()
                kept = validated(entry.shape, given, member(root_path(cls), entry.wire), collector)
            if kept is not given:
                entry.fill(self, kept)
        if collector and collector.problems:
            raise ValidationError(collector.problems)

    def __copy__(self) -> Self:
        """Give itself: it cannot change."""
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        """Give itself: it cannot change, however deep."""
        return self

    def __repr__(self) -> str:
        """Write what is given, without secrets."""
        shown = ", ".join(
            f"{attribute.name}={_shown(attribute, getattr(self, attribute.name))}"
            for attribute in attrs.fields(type(self))
            if attribute.repr and getattr(self, attribute.name) is not None
        )
        return f"{type(self).__name__}({shown})"

    def __dir__(self) -> list[str]:
        """Show what is public, and nothing of what the other rooms build on."""
        return [name for name in super().__dir__() if name not in _NOT_PUBLIC]

    def _repr_html_(self) -> str:
        """Show what is given as tables, without secrets; the text beside it is the `repr`."""
        # Whoever shows nothing pays nothing for it.
        from cpkit.schema.html import as_tables  # noqa: PLC0415

        return as_tables(self)

    @classmethod
    def filled(cls, values: Iterable[Any], **others: Any) -> Self:
        """Make an object of values that have been checked, in the order of `members_of`.

        Fields that the wire does not know are given by name, or have their default.
        """
        new = cls.__new__(cls)
        for entry, value in zip(members_of(cls), values, strict=True):
            entry.fill(new, value)
        for attribute in _unknown_to_the_wire(cls):
            value = others[attribute.name] if attribute.name in others else _default(attribute)
            object.__setattr__(new, attribute.name, value)
        return new

    @classmethod
    def from_shorthand(cls, given: Any, path: str, collector: ProblemCollector) -> Self:
        """Make an object of what its one field takes, and report what is wrong with that."""
        (entry,) = members_of(cls)
        attribute: Any = attrs.fields_dict(cls)[entry.field]
        converted = attribute.converter(given)
        value = validated(entry.shape, converted, member(path, entry.wire), collector)
        return cls.filled([value])


_NOT_PUBLIC = frozenset({"IS_DOCUMENT", "lint", "filled", "from_shorthand", "collect_problems"})


def _shown(attribute: "attrs.Attribute[Any]", value: object) -> str:
    shape: Shape | None = attribute.metadata.get(SHAPE)
    if shape and shape.secret and isinstance(value, str):
        return "<hidden>"
    if isinstance(value, StrEnum):
        return repr(value.value)  # constructors take it, so that what is shown can be pasted
    return repr(value)


def root_path(cls: type[Value]) -> str:
    """Write where the paths of a value that was built alone begin."""
    return "" if getattr(cls, "IS_DOCUMENT", False) else cls.__name__


class Declared(Value):
    """Stand above what one declares: it can say what is wrong and what is suspicious with it."""

    __slots__ = ()

    def problems(self) -> Problems:
        """Find what is suspicious, and what was let past by `ignore_checks`.

        Returns:
            Errors and warnings: those of each member in the order of the fields, then those of
            the value as a whole; nothing where all is well.

        Example:
            >>> from cpkit import ConflictResolution
            >>> print(ConflictResolution(conflict_resolving_model="SOURCE").problems()[0])
            ConflictResolution.SourceName: conflicts are resolved by SOURCE, but none is named.
        """
        collector = ProblemCollector.for_report()
        self.collect_problems(root_path(type(self)), collector)
        return Problems(collector.problems)

    def collect_problems(self, path: str, collector: ProblemCollector) -> None:
        """Report problems and warnings of this value and of all below it."""
        for entry in members_of(type(self)):
            value: Any = getattr(self, entry.field)
            if value is not None:
                _survey_member(entry, value, path, collector)
        self.lint(path, collector)

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report what is suspicious about this value as a whole."""


def _survey_member(entry: Member, value: Any, path: str, collector: ProblemCollector) -> None:
    shape = entry.shape
    if not shape.is_plain(value):
        shape.validate(value, member(path, entry.wire), collector)
    if type(shape) is Structure:  # isinstance() on abstract classes would take most of the time
        value.collect_problems(member(path, entry.wire), collector)
    elif type(shape) is StructureList:
        place = member(path, entry.wire)
        for index, block in enumerate(value):
            block.collect_problems(item(place, index), collector)
