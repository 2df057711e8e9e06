"""What every class of the model shares: it validates on construction, and then cannot change."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache, partial
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, TypeVar

import attrs

from cpkit.errors import ValidationError
from cpkit.problems import Problems, item, member
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.marks import MARKED, is_marked, marked
from cpkit.schema.shapes import (
    SHAPE,
    RejectedError,
    Shape,
    Structure,
    StructureList,
    UnknownValue,
)
from cpkit.schema.shapes.shape import with_article
from cpkit.schema.signatures import explained, unknown_name
from cpkit.schema.wire_names import wire_name

__all__ = ["Declared", "Member", "Value", "members_of", "of", "per_class", "root_path", "validated"]

_Cls = TypeVar("_Cls")
_Result = TypeVar("_Result")


def of(shape: Shape) -> dict[str, Shape]:
    """Return a field's metadata: the shape of its values."""
    return {SHAPE: shape}


def per_class(make: Callable[[type[_Cls]], _Result]) -> Callable[[type[_Cls]], _Result]:
    """Return a function that is called once for each class. To checkers, classes do not hash."""
    kept: Callable[[Any], Any] = cache(make)
    return kept


@attrs.frozen
class Member:
    """A field of a class that the wire has as a member."""

    field: str
    """The field's name."""
    wire: str
    """The member's name on the wire."""
    shape: Shape
    """The shape of its values."""
    is_required: bool
    """Whether it must be given."""
    default: Any
    """Its value where it is not given; ``None`` for a required one."""
    fill: Callable[[Any, Any], None]
    """Sets the field of a new object: takes the object and the value."""


@per_class
def members_of(cls: "type[Value]") -> tuple[Member, ...]:
    """Return the fields of a class that are members on the wire, in their order."""
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
def _fields_beside(cls: "type[Value]") -> "tuple[attrs.Attribute[Any], ...]":
    """Return the fields of a class that the wire does not have."""
    return tuple(entry for entry in attrs.fields(cls) if SHAPE not in entry.metadata)


def _default(attribute: "attrs.Attribute[Any]") -> Any:
    factory_class: Any = attrs.Factory  # a function, to type checkers
    default: Any = attribute.default
    return default.factory() if isinstance(default, factory_class) else default


def validated(shape: Shape, value: Any, path: str, collector: ProblemCollector) -> Any:
    """Report everything that is wrong with a value, and mark it where a check was ignored."""
    before = collector.ignored
    kept = shape.validate(value, path, collector)
    return marked(kept) if collector.ignored > before else kept


class Value:
    """A value that is validated when it is created, all of it at once, and never changes."""

    __slots__ = ()

    if TYPE_CHECKING:
        __attrs_attrs__: ClassVar[tuple[attrs.Attribute[Any], ...]]

    def __attrs_post_init__(self) -> None:
        """Validate every field and store its value in its final form.

        Raises:
            ValidationError: Something is wrong; it reports everything that is.
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
                kept = _rejected(cls, entry, given, collector)
            if kept is not given:
                entry.fill(self, kept)
        if collector and collector.problems:
            raise ValidationError(collector.problems)

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        """Let a call that does not fit, and an assignment, say what to write instead."""
        methods = {
            "__init__": explained(cls.__init__, partial(_advice_on, cls), is_method=True),
            "__setattr__": _reject_change,
            "__delattr__": _reject_change,
        }
        for name, method in methods.items():
            setattr(cls, name, method)

    def __copy__(self) -> Self:
        """Return self; instances are immutable."""
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        """Return self; instances are immutable, however deep."""
        return self

    def __repr__(self) -> str:
        """Return the fields that are given, without secrets."""
        shown = ", ".join(f"{name}={value!r}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({shown})"

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        """Yield the fields that are given, without secrets, as rich prints them."""
        for attribute in attrs.fields(type(self)):
            value = getattr(self, attribute.name)
            if attribute.repr and value is not None:
                yield attribute.name, _shown(attribute, value)

    def __dir__(self) -> list[str]:
        """Return the public names, and none that other packages of cpkit build on."""
        return [name for name in super().__dir__() if name not in _NOT_PUBLIC]

    def _repr_html_(self) -> str:
        """Return the fields that are given as tables, without secrets."""
        # Whoever shows nothing pays nothing for it.
        from cpkit.schema.html import as_tables  # noqa: PLC0415

        return as_tables(self)

    @classmethod
    def filled(cls, values: Iterable[Any], **others: Any) -> Self:
        """Create an object of validated values, in the order of `members_of`.

        Fields that the wire does not have are given by name, or have their default.
        """
        new = cls.__new__(cls)
        for entry, value in zip(members_of(cls), values, strict=True):
            entry.fill(new, value)
        for attribute in _fields_beside(cls):
            value = others[attribute.name] if attribute.name in others else _default(attribute)
            object.__setattr__(new, attribute.name, value)
        return new

    @classmethod
    def from_shorthand(cls, given: Any, path: str, collector: ProblemCollector) -> Self:
        """Create an object of the value of its one field, and report what is wrong with that."""
        (entry,) = members_of(cls)
        attribute: Any = attrs.fields_dict(cls)[entry.field]
        value = attribute.converter(given)
        return cls.filled([validated(entry.shape, value, member(path, entry.wire), collector)])


def _advice_on(cls: type[Value], name: str) -> str:
    """Return what to write for a name that a class does not have, but the classes of its fields."""
    holders = [
        (entry.field, entry.shape.cls)
        for entry in members_of(cls)
        if isinstance(entry.shape, Structure) and name in attrs.fields_dict(entry.shape.cls)
    ]
    if not issubclass(cls, Declared):
        whole = cls.__name__.lower()
        ways = [f"attrs.evolve({whole}.{field}, {name}=...)" for field, _ in holders]
    else:
        ways = [f"{field}={holder.__name__}({name}=...)" for field, holder in holders]
    return f"write {' or '.join(ways)}" if ways else ""


def _reject_change(self: Value, name: str, *_: object) -> NoReturn:
    """Raise the error that attrs raises, with a note that says what to do.

    Raises:
        attrs.exceptions.FrozenInstanceError: Always.
    """
    error = attrs.exceptions.FrozenInstanceError()
    cls = type(self)
    known = [attribute.name for attribute in attrs.fields(cls)]
    if name in known:
        note = f"; create a changed one with attrs.evolve(..., {name}=...)."
    else:
        note = f", and has no field {name!r}{unknown_name(name, known, _advice_on(cls, name))}"
        if "attrs.evolve" not in note:
            note += " Create a changed one with attrs.evolve(...)."
    error.add_note(f"{cls.__name__} is immutable{note}")
    raise error


def _rejected(cls: type[Value], entry: Member, given: Any, collector: ProblemCollector) -> Any:
    """Report what is wrong with a field's value, and return it as it would be stored."""
    path = member(root_path(cls), entry.wire)
    if isinstance(entry.shape, Structure):
        for other in members_of(cls):
            if isinstance(other.shape, Structure) and isinstance(given, other.shape.cls):
                expected, found = (
                    with_article(shape.cls.__name__) for shape in (entry.shape, other.shape)
                )
                text = f"must be {expected}, not {found}; give it as {other.field}=."
                collector.add(checks.TYPE, path, text)
                return given
    return validated(entry.shape, given, path, collector)


_NOT_PUBLIC = frozenset({"IS_DOCUMENT", "lint", "filled", "from_shorthand", "collect_problems"})


class _Hidden:
    """Stands for a secret in texts."""

    def __repr__(self) -> str:
        return "<hidden>"


_HIDDEN = _Hidden()


def _shown(attribute: "attrs.Attribute[Any]", value: object) -> object:
    shape: Shape | None = attribute.metadata.get(SHAPE)
    if shape and shape.secret and isinstance(value, str):
        return _HIDDEN
    # Constructors take an enumeration's string, so that what is shown can be pasted.
    return value.value if isinstance(value, StrEnum) else value


def root_path(cls: type[Value]) -> str:
    """Return the path prefix of a value that was created outside of a document."""
    return "" if getattr(cls, "IS_DOCUMENT", False) else cls.__name__


class Declared(Value):
    """A value that people declare: it can report what is suspicious about it."""

    __slots__ = ()

    def problems(self) -> Problems:
        """Return what is suspicious, and the errors that `ignore_checks` ignored.

        Returns:
            Errors and warnings: those of each member in the order of the fields, then those of
            the value as a whole.

        Example:
            >>> from cpkit import ConflictResolution
            >>> print(ConflictResolution(conflict_resolving_model="SOURCE").problems()[0])
            ConflictResolution.SourceName: is missing, though conflicts are resolved by SOURCE; \
name the object type that wins.
        """
        collector = ProblemCollector.for_report()
        self.collect_problems(root_path(type(self)), collector)
        return Problems(collector.problems)

    def collect_problems(self, path: str, collector: ProblemCollector) -> None:
        """Report problems and warnings of this value and of all below it."""
        for entry in members_of(type(self)):
            value: Any = getattr(self, entry.field)
            if value is not None:
                _collect_member(entry, value, path, collector)
        self.lint(path, collector)

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report what is suspicious about this value as a whole."""


def _collect_member(entry: Member, value: Any, path: str, collector: ProblemCollector) -> None:
    shape = entry.shape
    if type(shape) is Structure:  # isinstance() on abstract classes would take most of the time
        value.collect_problems(member(path, entry.wire), collector)
        return
    is_valid = type(value) not in _TO_REPORT
    if is_valid:
        try:
            shape.accept(value)
        except RejectedError:
            is_valid = False
    if not is_valid:
        shape.validate(value, member(path, entry.wire), collector)
    if type(shape) is StructureList:
        place = member(path, entry.wire)
        for index, each in enumerate(value):
            each.collect_problems(item(place, index), collector)


_TO_REPORT = MARKED | {UnknownValue}
"""Types of stored values that a check was ignored for, or that are accepted all the same."""
