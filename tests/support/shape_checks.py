"""What a shape does with a value, by both of its ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes import RejectedError

if TYPE_CHECKING:
    from cpkit.schema.shapes import Shape

__all__ = ["accepted", "rejected"]


def accepted(shape: Shape, value: Any) -> tuple[Any, Any, list[str]]:
    """Return a value as both ways store it, and what the precise one reports: nothing."""
    collector = ProblemCollector(frozenset())
    stored, validated = shape.accept(value), shape.validate(value, "X", collector)
    return stored, validated, [str(problem) for problem in collector.problems]


def rejected(shape: Shape, value: Any) -> list[str]:
    """Return what is reported of a value, which the fast way must reject."""
    with pytest.raises(RejectedError):
        shape.accept(value)
    collector = ProblemCollector(frozenset())
    shape.validate(value, "X", collector)
    return [str(problem) for problem in collector.problems]
