"""Structures: values of one class inside another, and lists of them.

In Python a structure is a value that exists, and so it is valid. How one is read from a wire
document is defined in `cpkit.wire`.
"""

from typing import TYPE_CHECKING, Any

from cpkit.problems import item
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.json_types import is_map, is_sequence
from cpkit.schema.shapes.shape import RejectedError, Shape, quoted, with_article, wrong_type
from cpkit.schema.shapes.string_lists import is_flat, is_list, is_string

if TYPE_CHECKING:
    from cpkit.schema.value import Value

__all__ = ["Structure", "StructureList"]


class Structure(Shape):
    """A value of one class."""

    expected = "an object"

    def __init__(self, cls: "type[Value]") -> None:
        """Set the class."""
        self.cls = cls

    def accept(self, value: Any) -> Any:
        """Return the value as it is."""
        if isinstance(value, self.cls):
            return value
        raise RejectedError

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report a wrong type: a value of the right one is valid."""
        reject_class(self.cls, value, path, collector)
        return value


def reject_class(cls: "type[Value]", value: object, path: str, collector: ProblemCollector) -> None:
    """Report a value where one of a class is expected."""
    name = cls.__name__
    expected, advice = with_article(name), f"write {name}(...)"
    if is_map(value):
        advice += f", or read the mapping with from_wire({name}, ...)"
        collector.add(checks.TYPE, path, f"must be {expected}, not a mapping; {advice}.")
    else:
        wrong_type(collector, path, expected, value, advice, is_shown=False)


class StructureList(Shape):
    """A list of values of one class, or of what the class's one field takes."""

    def __init__(self, low: int, high: int, cls: "type[Value]", one: str, many: str) -> None:
        """Set the limits of the list.

        Args:
            low: The least number of values.
            high: The greatest number of values.
            cls: The class of the values.
            one: What one value is called.
            many: What several are called.
        """
        self.low = low
        self.high = high
        self.cls = cls
        self.one = one
        self.many = many
        self.expected: str = f"a list of {many}"

    def accept(self, value: Any) -> Any:
        """Return the values as a tuple."""
        if (
            is_sequence(value)
            and self.low <= len(value) <= self.high
            and all(isinstance(each, self.cls) for each in value)
        ):
            return tuple(value)
        raise RejectedError

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report a wrong type or length of the list, and whatever is wrong with shorthand."""
        if isinstance(value, self.cls):
            wrong_type(collector, path, self.expected, value, "write it in a list")
            return value
        if is_flat(value, path, collector, self.expected, self.one, quoted):
            return value
        if not is_list(value, path, collector, self.expected, self.many, self.low, self.high):
            return value
        return tuple(
            self._validate_item(each, item(path, index), collector)
            for index, each in enumerate(value)
        )

    def _validate_item(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        if isinstance(value, self.cls):
            return value
        if is_map(value):
            reject_class(self.cls, value, path, collector)
            return value
        if is_string(value, path, collector, "a list of strings", self.one, quoted):
            return value
        return self.cls.from_shorthand(value, path, collector)
