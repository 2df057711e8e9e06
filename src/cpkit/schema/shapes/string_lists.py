"""Lists of names, and lists of such lists."""

from collections.abc import Callable, Collection
from typing import Any, TypeGuard

from cpkit.problems import item
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.json_types import is_sequence
from cpkit.schema.shapes.shape import RejectedError, Shape, described, sized, wrong_type
from cpkit.schema.shapes.string import String

__all__ = ["StringList", "StringLists", "is_list"]

_QUICK = frozenset({list, tuple})
"""The lists that are read quickly; any other goes the precise way."""


class StringList(Shape):
    """Take a list of names."""

    NAME = String(1, 255)
    """What each name may be."""

    def __init__(
        self,
        low: int,
        high: int,
        *,
        known: frozenset[str] | None = None,
        custom: str | None = None,
        validate_name: Callable[[str, str, ProblemCollector], None] | None = None,
    ) -> None:
        """Set the limits.

        Args:
            low: The least number of names.
            high: The greatest number of names.
            known: The names that are right without a further look; ``None`` for any.
            custom: How names begin that are right as well, if there are such.
            validate_name: What looks at a name that is not known: takes it, its path and findings.
        """
        self.low = low
        self.high = high
        self.known = known
        self.custom = custom
        self._inspect_name = validate_name

    def accept(self, value: Any) -> Any:
        """Give the names as a tuple.

        The checks of the single names run over the whole list at once, so that they cost little.
        """
        if type(value) not in _QUICK or not self.low <= len(value) <= self.high:
            raise RejectedError
        names = tuple(value)
        try:
            if self.known is None:
                are_right = self._are_sized(names)
            else:
                are_right = self.known.issuperset(names) or self._are_custom(names)
        except TypeError:  # something is no text
            are_right = False
        if not are_right:
            raise RejectedError
        return names

    def _are_sized(self, names: Collection[str]) -> bool:
        high = self.NAME.high
        if len("".join(names)) <= high:
            return all(names)
        for name in names:  # noqa: SIM110 - all() over an expression takes twice as long
            if not 0 < len(name) <= high:
                return False
        return True

    def _are_custom(self, names: Collection[str]) -> bool:
        """Tell whether all names that are not known begin as custom ones do, and go on."""
        known, custom = self.known or (), self.custom
        if custom is None:
            return False
        shortest, longest = len(custom) + 1, self.NAME.high
        for name in names:
            if name not in known and not (
                str.startswith(name, custom) and shortest <= len(name) <= longest
            ):
                return False
        return True

    def is_plain(self, kept: Any) -> bool:
        """Tell whether all names are known; one that only passes may be worth a word."""
        known = self.known
        is_known = known is None or known.issuperset(kept) or self._are_custom(kept)
        return is_known and super().is_plain(kept)

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Find a wrong type or length of the list, and whatever is wrong with a name."""
        limits = {"low": self.low, "high": self.high}
        if not is_list(value, path, collector, what="names", form="[{}]", **limits):
            return value
        names: list[Any] = []
        for index, name in enumerate(value):
            place = item(path, index)
            text = self.NAME.validate(name, place, collector)
            if self._inspect_name and isinstance(text, str) and text:
                self._inspect_name(text, place, collector)
            names.append(text)
        return tuple(names)


class StringLists(Shape):
    """Take a list of lists of names."""

    def __init__(self, low: int, high: int, names: StringList) -> None:
        """Set the limits of the list and of each list in it."""
        self.low = low
        self.high = high
        self.names = names

    def accept(self, value: Any) -> Any:
        """Give the lists as a tuple of tuples."""
        if type(value) not in _QUICK or not self.low <= len(value) <= self.high:
            raise RejectedError
        return tuple(map(self.names.accept, value))

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Find a wrong type or length of the list, and whatever is wrong below it."""
        limits = {"low": self.low, "high": self.high}
        if not is_list(value, path, collector, what="lists of names", form="[[{}]]", **limits):
            return value
        return tuple(
            self.names.validate(names, item(path, index), collector)
            for index, names in enumerate(value)
        )


def is_list(
    value: object,
    path: str,
    collector: ProblemCollector,
    *,
    what: str,
    form: str,
    low: int,
    high: int,
) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Tell whether a value is a list, and report where it is none or has a wrong length."""
    if not is_sequence(value):
        hint = ""
        if isinstance(value, str):
            hint = f": write {form.format(described(value))}"
        elif type(value) in {set, frozenset}:
            hint = ": a set has no order"
        wrong_type(collector, path, f"a list of {what}", value, hint)
        return False
    if not low <= len(value) <= high:
        collector.add(
            checks.LENGTH, path, f"takes {sized(low, high)} {what}; the list has {len(value)}."
        )
    return True
