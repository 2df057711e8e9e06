"""Blocks: values of one class inside another, and lists of them.

In Python a block is a value that exists, and so has been checked. How one is read from a wire
document is the wire's business.
"""

from typing import TYPE_CHECKING, Any

from cpkit.models.checks import Findings
from cpkit.models.kinds.kind import Kind, RefusedError, wrong_type
from cpkit.models.kinds.names import is_list
from cpkit.models.plain import is_sequence
from cpkit.problems import item

if TYPE_CHECKING:
    from cpkit.models.value import Value

__all__ = ["Block", "Blocks"]


class Block(Kind):
    """Take a value of one class."""

    def __init__(self, cls: "type[Value]") -> None:
        """Set the class."""
        self.cls = cls

    def take(self, value: Any) -> Any:
        """Give the block as it is."""
        if isinstance(value, self.cls):
            return value
        raise RefusedError

    def inspect(self, value: Any, path: str, findings: Findings) -> Any:
        """Report a wrong type: a block that has the right one has been checked."""
        name = self.cls.__name__
        wrong_type(
            findings, path, f"a {name}", value, f": read plain data with from_wire({name}, ...)"
        )
        return value


class Blocks(Kind):
    """Take a list of values of one class, or of what the class's one field takes."""

    def __init__(self, low: int, high: int, cls: "type[Value]", what: str) -> None:
        """Set the limits of the list, and the class and its name in the plural."""
        self.low = low
        self.high = high
        self.cls = cls
        self.what = what

    def take(self, value: Any) -> Any:
        """Give the blocks as a tuple."""
        if (
            is_sequence(value)
            and self.low <= len(value) <= self.high
            and all(isinstance(block, self.cls) for block in value)
        ):
            return tuple(value)
        raise RefusedError

    def inspect(self, value: Any, path: str, findings: Findings) -> Any:
        """Find a wrong type or length of the list, and whatever is wrong with shorthand."""
        limits = {"low": self.low, "high": self.high}
        if not is_list(value, path, findings, what=self.what, form="[[{}]]", **limits):
            return value
        return tuple(
            self._inspect_block(block, item(path, index), findings)
            for index, block in enumerate(value)
        )

    def _inspect_block(self, value: Any, path: str, findings: Findings) -> Any:
        if isinstance(value, self.cls):
            return value
        return self.cls.from_shorthand(value, path, findings)
