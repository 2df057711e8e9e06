"""Blocks: values of one class inside another, and lists of them.

In Python a block is a value that exists, and so has been checked. How one is read from a wire
document is the wire's business.
"""

from typing import TYPE_CHECKING, Any

from cpkit.problems import item
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.json_types import is_sequence
from cpkit.schema.shapes.shape import RejectedError, Shape, wrong_type
from cpkit.schema.shapes.string_lists import is_list

if TYPE_CHECKING:
    from cpkit.schema.value import Value

__all__ = ["Structure", "StructureList"]


class Structure(Shape):
    """Take a value of one class."""

    def __init__(self, cls: "type[Value]") -> None:
        """Set the class."""
        self.cls = cls

    def accept(self, value: Any) -> Any:
        """Give the block as it is."""
        if isinstance(value, self.cls):
            return value
        raise RejectedError

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Report a wrong type: a block that has the right one has been checked."""
        name = self.cls.__name__
        wrong_type(
            collector, path, f"a {name}", value, f": read plain data with from_wire({name}, ...)"
        )
        return value


class StructureList(Shape):
    """Take a list of values of one class, or of what the class's one field takes."""

    def __init__(self, low: int, high: int, cls: "type[Value]", what: str) -> None:
        """Set the limits of the list, and the class and its name in the plural."""
        self.low = low
        self.high = high
        self.cls = cls
        self.what = what

    def accept(self, value: Any) -> Any:
        """Give the blocks as a tuple."""
        if (
            is_sequence(value)
            and self.low <= len(value) <= self.high
            and all(isinstance(block, self.cls) for block in value)
        ):
            return tuple(value)
        raise RejectedError

    def validate(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        """Find a wrong type or length of the list, and whatever is wrong with shorthand."""
        limits = {"low": self.low, "high": self.high}
        if not is_list(value, path, collector, what=self.what, form="[[{}]]", **limits):
            return value
        return tuple(
            self._inspect_block(block, item(path, index), collector)
            for index, block in enumerate(value)
        )

    def _inspect_block(self, value: Any, path: str, collector: ProblemCollector) -> Any:
        if isinstance(value, self.cls):
            return value
        return self.cls.from_shorthand(value, path, collector)
