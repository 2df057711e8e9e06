"""Lists of names, and lists of such lists."""

from collections.abc import Callable
from typing import Any, TypeGuard

from cpkit.models import checks
from cpkit.models.checks import Findings
from cpkit.models.kinds.kind import RefusedError, described, sized, wrong_type
from cpkit.models.kinds.text import Text
from cpkit.models.plain import is_sequence
from cpkit.problems import item

__all__ = ["Names", "NamesList", "is_list"]


class Names:
    """Take a list of names."""

    secret = False

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

        The checks of the single names run over the whole list at once.
        """
        if type(value) not in (list, tuple) or not self.low <= len(value) <= self.high:
            raise RefusedError
        names = tuple(value)
        try:
            if self.known is not None:
                if not self.known.issuperset(names) and not all(map(self._is_right, names)):
                    raise RefusedError
            elif "" in names or (
                len("".join(names)) > self.NAME.high and max(map(len, names)) > self.NAME.high
            ):
                raise RefusedError
        except TypeError:
            raise RefusedError from None
        return names

    def _is_right(self, name: Any) -> bool:
        """Tell whether a name is known, or begins as custom names do and goes on."""
        return name in (self.known or ()) or (
            self.custom is not None
            and type(name) is str
            and name.startswith(self.custom)
            and len(self.custom) < len(name) <= self.NAME.high
        )

    def inspect(self, value: Any, path: str, findings: Findings) -> Any:
        """Find a wrong type or length of the list, and whatever is wrong with a name."""
        if not is_list(value, path, findings, "names", self.low, self.high):
            return value
        names: list[Any] = []
        for index, name in enumerate(value):
            place = item(path, index)
            text = self.NAME.inspect(name, place, findings)
            if self._inspect_name and isinstance(text, str) and text:
                self._inspect_name(text, place, findings)
            names.append(text)
        return tuple(names)


class NamesList:
    """Take a list of lists of names."""

    secret = False

    def __init__(self, low: int, high: int, names: Names) -> None:
        """Set the limits of the list and of each list in it."""
        self.low = low
        self.high = high
        self.names = names

    def take(self, value: Any) -> Any:
        """Give the lists as a tuple of tuples."""
        if type(value) not in (list, tuple) or not self.low <= len(value) <= self.high:
            raise RefusedError
        return tuple(map(self.names.take, value))

    def inspect(self, value: Any, path: str, findings: Findings) -> Any:
        """Find a wrong type or length of the list, and whatever is wrong below it."""
        if not is_list(value, path, findings, "lists of names", self.low, self.high):
            return value
        return tuple(
            self.names.inspect(names, item(path, index), findings)
            for index, names in enumerate(value)
        )


def is_list(
    value: object, path: str, findings: Findings, what: str, low: int, high: int
) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Tell whether a value is a list, and report where it is none or has a wrong length."""
    if not is_sequence(value):
        hint = ""
        if isinstance(value, str):
            hint = f": write [{described(value)}]"
        elif type(value) in {set, frozenset}:
            hint = ": a set has no order"
        wrong_type(findings, path, f"a list of {what}", value, hint)
        return False
    if not low <= len(value) <= high:
        findings.add(
            checks.LENGTH, path, f"takes {sized(low, high)} {what}; the list has {len(value)}."
        )
    return True
