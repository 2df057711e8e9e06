"""Lists of strings, and lists of such lists."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeGuard

from cpkit.problems import item
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.json_types import SURROGATE, is_sequence
from cpkit.schema.shapes.shape import RejectedError, Shape, quoted, sized, wrong_type
from cpkit.schema.shapes.string import String

__all__ = ["StringList", "StringLists", "is_flat", "is_list", "is_string", "short", "split"]

_FAST = frozenset({list, tuple})
"""The lists that are accepted; any other is validated."""


class StringList(Shape):
    """A list of strings."""

    expected = "a list of strings"
    ITEM = String(1, 255)
    """What each string may be."""

    def __init__(
        self,
        low: int,
        high: int,
        *,
        known: frozenset[str] | None = None,
        custom: str | None = None,
        validate_item: Callable[[str, str, ProblemCollector], None] | None = None,
    ) -> None:
        """Set the limits.

        Args:
            low: The least number of strings.
            high: The greatest number of strings.
            known: The strings that are valid; ``None`` for any.
            custom: How others begin that are valid as well, if there are such.
            validate_item: Reports what is wrong with a string that is not known: takes it, its path
                and the collector.
        """
        self.low = low
        self.high = high
        self.known = known
        self.custom = custom
        self._validate_item = validate_item

    def accept(self, value: Any) -> Any:
        """Return the strings as a tuple.

        The checks of the single strings run over the whole list at once, so that they cost little.
        """
        if type(value) not in _FAST or not self.low <= len(value) <= self.high:
            raise RejectedError
        strings = tuple(value)
        try:
            if self.known is None:
                are_valid = self._are_sized(strings)
            else:
                are_valid = self.known.issuperset(strings) or self._are_custom(strings)
        except TypeError:  # one is not a string
            are_valid = False
        if not are_valid:
            raise RejectedError
        return strings

    def _are_sized(self, strings: Collection[str]) -> bool:
        high, joined = self.ITEM.high, "".join(strings)
        if not joined.isascii() and SURROGATE.search(joined):
            return False
        if len(joined) <= high:
            return all(strings)
        sizes = set(map(len, strings))
        return 0 not in sizes and max(sizes) <= high

    def _are_custom(self, strings: Collection[str]) -> bool:
        """Return whether all strings that are not known begin as custom ones do, and continue."""
        known, custom = self.known or (), self.custom
        if custom is None:
            return False
        shortest, longest = len(custom) + 1, self.ITEM.high
        for string in strings:
            if string not in known and not (
                str.startswith(string, custom)
                and shortest <= len(string) <= longest
                and (string.isascii() or not SURROGATE.search(string))
            ):
                return False
        return True

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report a wrong type or length of the list, and whatever is wrong with a string."""
        if isinstance(value, str):
            advice = short(f"write {quoted(split(value))}")
            wrong_type(collector, path, self.expected, value, advice)
            return value
        if not is_list(value, path, collector, self.expected, "items", self.low, self.high):
            return value
        strings: list[Any] = []
        for index, string in enumerate(value):
            place = item(path, index)
            text = self.ITEM.validate(string, place, collector)
            if self._validate_item and isinstance(text, str) and text:
                self._validate_item(text, place, collector)
            strings.append(text)
        return tuple(strings)


class StringLists(Shape):
    """A list of lists of strings."""

    def __init__(self, low: int, high: int, items: StringList, one: str, many: str) -> None:
        """Set the limits of the list and of each list in it.

        Args:
            low: The least number of lists.
            high: The greatest number of lists.
            items: What each list may be.
            one: What one list is called.
            many: What several are called.
        """
        self.low = low
        self.high = high
        self.items = items
        self.one = one
        self.many = many
        self.expected: str = f"a list of {many}"

    def accept(self, value: Any) -> Any:
        """Return the lists as a tuple of tuples."""
        if type(value) not in _FAST or not self.low <= len(value) <= self.high:
            raise RejectedError
        return tuple(map(self.items.accept, value))

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report a wrong type or length of the list, and whatever is wrong in it."""
        if is_flat(value, path, collector, self.expected, self.one, quoted):
            return value
        if not is_list(value, path, collector, self.expected, self.many, self.low, self.high):
            return value
        return tuple(
            value
            if is_string(value, place, collector, self.items.expected, self.one, quoted)
            else self.items.validate(value, place, collector)
            for place, value in ((item(path, index), given) for index, given in enumerate(value))
        )


def is_list(
    value: object,
    path: str,
    collector: ProblemCollector,
    expected: str,
    many: str,
    low: int,
    high: int,
) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Return whether a value is a list, and report where it is not or has a wrong length."""
    if not is_sequence(value):
        is_set = isinstance(value, set | frozenset)
        advice = "write a list, as a set has no order" if is_set else ""
        wrong_type(collector, path, expected, value, advice)
        return False
    if not low <= len(value) <= high:
        collector.add(
            checks.LENGTH, path, f"must have {sized(low, high)} {many}, not {len(value)}."
        )
    return True


def is_flat(
    value: object,
    path: str,
    collector: ProblemCollector,
    expected: str,
    one: str,
    wrap: Callable[[list[str]], str],
) -> bool:
    """Return whether a value is strings where a list of lists is expected, and report it.

    Which lists were meant nobody knows, so that the report shows both readings.

    Args:
        value: The value.
        path: Where it is.
        collector: Takes the problem.
        expected: What it must be.
        one: What one of the lists is called.
        wrap: Writes one of the lists.
    """
    if isinstance(value, str):
        wrong_type(collector, path, expected, value, _readings(split(value), one, wrap))
        return True
    if not is_sequence(value) or not value or not all(isinstance(each, str) for each in value):
        return False
    collector.add(
        checks.TYPE,
        path,
        f"must be {expected}, not a list of strings; {_readings([*value], one, wrap)}.",
    )
    return True


def _readings(strings: Sequence[str], one: str, wrap: Callable[[list[str]], str]) -> str:
    """Return what can be written for a flat list: one list of all strings, or one of each."""
    together = f"write [{wrap([*strings])}]"
    if len(strings) == 1:
        return short(together)
    apart = ", ".join(wrap([string]) for string in strings)
    return short(f"{together} if all of them must match, or [{apart}] if each is enough alone") or (
        f"write one {one} if all of them must match, or a {one} for each that is enough alone"
    )


def short(advice: str) -> str:
    """Return advice that quotes what was given, where it is short enough to be read."""
    return advice if len(advice) <= _LONGEST else ""


_LONGEST = 260
"""The most characters of advice that quotes what was given."""


def is_string(
    value: object,
    path: str,
    collector: ProblemCollector,
    expected: str,
    one: str,
    wrap: Callable[[list[str]], str],
) -> bool:
    """Return whether an item among lists is a string, and report it: it belongs in one of them."""
    if not isinstance(value, str):
        return False
    advice = f"add it to a {one}, or write {wrap(split(value))} if it is enough alone"
    advice = short(advice) or f"add it to a {one}"
    wrong_type(collector, path, expected, value, advice)
    return True


def split(value: str) -> list[str]:
    """Return the strings of a list that was written as one string."""
    return [part for each in value.split(",") if (part := each.strip())] or [value]
