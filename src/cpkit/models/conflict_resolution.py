"""Which value wins when merged profiles disagree."""

from typing import Self

import attrs

from cpkit.models.enums import ConflictResolvingModel, conflict_resolving_model
from cpkit.problems import member
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes import Enum, String
from cpkit.schema.shapes.enums import UnknownValue
from cpkit.schema.value import Declared, of

__all__ = ["ConflictResolution"]


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class ConflictResolution(Declared):
    """Which value wins when merged profiles disagree.

    `recency` and `source` create one that is always consistent.

    Example:
        >>> from cpkit import ConflictResolution
        >>> ConflictResolution.source("OrderTracking").source_name
        'OrderTracking'
    """

    conflict_resolving_model: ConflictResolvingModel | UnknownValue = attrs.field(
        converter=conflict_resolving_model, metadata=of(Enum(ConflictResolvingModel))
    )
    """``RECENCY``: the value updated last; ``SOURCE``: the one from ``source_name``."""
    source_name: str | None = attrs.field(default=None, metadata=of(String(1, 255)))
    """The object type that wins, 1 to 255 characters; it is used with ``SOURCE`` alone."""

    @classmethod
    def recency(cls) -> Self:
        """Create one by which the value wins that was updated last."""
        return cls(conflict_resolving_model=ConflictResolvingModel.RECENCY)

    @classmethod
    def source(cls, source_name: str) -> Self:
        """Create one by which the value wins that came from one source.

        Args:
            source_name: The name of the object type, 1 to 255 characters.
        """
        return cls(conflict_resolving_model=ConflictResolvingModel.SOURCE, source_name=source_name)

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report a source name that is missing, or that has no effect."""
        model, place = self.conflict_resolving_model, member(path, "SourceName")
        if model == ConflictResolvingModel.SOURCE and self.source_name is None:
            collector.add(
                checks.SOURCE_WITHOUT_NAME,
                place,
                "is missing, though conflicts are resolved by SOURCE; name the object type that "
                "wins.",
            )
        elif model == ConflictResolvingModel.RECENCY and self.source_name is not None:
            collector.add(
                checks.RECENCY_WITH_SOURCE,
                place,
                "has no effect, as conflicts are resolved by RECENCY; remove it, or use SOURCE.",
            )
