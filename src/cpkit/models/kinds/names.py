"""Lists of names, and lists of such lists."""

from collections.abc import Callable, Collection
from typing import Any, TypeGuard

from cpkit.models import checks
from cpkit.models.checks import Findings
from cpkit.models.kinds.kind import Kind, RefusedError, described, sized, wrong_type
from cpkit.models.kinds.text import Text
from cpkit.models.plain import is_sequence
from cpkit.problems import item

__all__ = ["Names", "NamesList", "is_list"]

_QUICK = frozenset({list, tuple})
"""The lists that are read quickly; any other goes the precise way."""


class Names(Kind):
    """Take a list of names."""

    NAME = Text(1, 255)
    """What each name may be."""

    def __init__(
        self,
        low: int,
        high: int,
        *,
        known: frozenset[str] | None = None,
        custom: str | None = None,
        inspect_name: Callable[[str, str, Findings], None] | None = None,
    ) -> None:
        """Set the limits.

        Args:
            low: The least number of names.
            high: The greatest number of names.
            known: The names that are right without a further look; ``None`` for any.
            custom: How names begin that are right as well, if there are such.
            inspect_name: What looks at a name that is not known: takes it, its path and findings.
        """
        self.low = low
        self.high = high
        self.known = known
        self.custom = custom
        self._inspect_name = inspect_name

    def take(self, value: Any) -> Any:
        """Give the names as a tuple.

        The checks of the single names run over the whole list at once, so that they cost little.
        """
        if type(value) not in _QUICK or not self.low <= len(value) <= self.high:
            raise RefusedError
        names = tuple(value)
        try:
            if self.known is None:
                are_right = self._are_sized(names)
            else:
                are_right = self.known.issuperset(names) or self._are_custom(names)
        except TypeError:  # something is no text
            are_right = False
        if not are_right:
            raise RefusedError
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

    def inspect(self, value: Any, path: str, findings: Findings) -> Any:
        """Find a wrong type or length of the list, and whatever is wrong with a name."""
        limits = {"low": self.low, "high": self.high}
        if not is_list(value, path, findings, what="names", form="[{}]", **limits):
            return value
        names: list[Any] = []
        for index, name in enumerate(value):
            place = item(path, index)
            text = self.NAME.inspect(name, place, findings)
            if self._inspect_name and isinstance(text, str) and text:
                self._inspect_name(text, place, findings)
            names.append(text)
        return tuple(names)


class NamesList(Kind):
    """Take a list of lists of names."""

    def __init__(self, low: int, high: int, names: Names) -> None:
        """Set the limits of the list and of each list in it."""
        self.low = low
        self.high = high
        self.names = names

    def take(self, value: Any) -> Any:
        """Give the lists as a tuple of tuples."""
        if type(value) not in _QUICK or not self.low <= len(value) <= self.high:
            raise RefusedError
        return tuple(map(self.names.take, value))

    def inspect(self, value: Any, path: str, findings: Findings) -> Any:
        """Find a wrong type or length of the list, and whatever is wrong below it."""
        limits = {"low": self.low, "high": self.high}
        if not is_list(value, path, findings, what="lists of names", form="[[{}]]", **limits):
            return value
        return tuple(
            self.names.inspect(names, item(path, index), findings)
            for index, names in enumerate(value)
        )


def is_list(
    value: object,
    path: str,
    findings: Findings,
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
        wrong_type(findings, path, f"a list of {what}", value, hint)
        return False
    if not low <= len(value) <= high:
        findings.add(
            checks.LENGTH, path, f"takes {sized(low, high)} {what}; the list has {len(value)}."
        )
    return True
