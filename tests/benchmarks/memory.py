"""What settings weigh: every object below them, strings too, each counted once."""

import enum
import gc
import sys
import types
from collections.abc import Iterable

from cpkit import DomainSettings, from_wire
from tests.benchmarks import pydantic_models, samples
from tests.benchmarks.measuring import Row, Spread

SHARED = (type, types.ModuleType, types.FunctionType, enum.Enum, types.NoneType, bool)
"""What is there once for all settings, and so belongs to none of them."""


def rows() -> Iterable[Row]:
    """Compare full settings with the dict that they were read from."""
    wire = samples.full()
    subjects: dict[str, tuple[object, float | None]] = {
        "full settings": (from_wire(DomainSettings, wire), 0.89),
        "pydantic": (pydantic_models.read(wire), None),
    }
    for what, (value, reach) in subjects.items():
        yield Row(what, "wire dict", Spread.of([size(value) / size(wire)]), reach)


def size(root: object) -> int:
    """Return the bytes of an object and of all that it alone keeps alive."""
    seen: dict[int, object] = {}
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if id(value) not in seen and not isinstance(value, SHARED):
            seen[id(value)] = value
            waiting.extend(gc.get_referents(value))
    return sum(map(sys.getsizeof, seen.values()))
