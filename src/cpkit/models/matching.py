"""Machine-learning matching: when it runs, what it merges, where it writes."""

import attrs

from cpkit.models.conflict_resolution import ConflictResolution
from cpkit.models.enums import DayOfTheWeek, day_of_the_week
from cpkit.models.exporting import ExportingConfig
from cpkit.problems import item, member
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.converters import string_lists
from cpkit.schema.shapes import Boolean, Double, Enum, String, StringList, StringLists, Structure
from cpkit.schema.shapes.enums import UnknownValue
from cpkit.schema.value import Declared, of

__all__ = ["AutoMerging", "Consolidation", "JobSchedule", "Matching", "repeated"]


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class JobSchedule(Declared):
    """When the weekly matching job runs; without one it runs Saturday 12AM UTC.

    Example:
        >>> from cpkit import JobSchedule
        >>> JobSchedule(day_of_the_week="MONDAY", time="9:00").day_of_the_week
        <DayOfTheWeek.MONDAY: 'MONDAY'>
    """

    day_of_the_week: DayOfTheWeek | UnknownValue = attrs.field(
        converter=day_of_the_week, metadata=of(Enum(DayOfTheWeek))
    )
    """The day."""
    time: str = attrs.field(
        metadata=of(
            String(
                3,
                5,
                "([0-9]|0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]",
                form="be a time of day, such as '9:00' or '18:30'",
                example="9:00",
            )
        )
    )
    """Hours and minutes, ``0:00`` to ``23:59``. The time zone is not documented; UTC is assumed."""


@attrs.frozen(repr=False, weakref_slot=False)
class Consolidation(Declared):
    """The criteria by which matched profiles are merged.

    Example:
        >>> from cpkit import Consolidation
        >>> Consolidation([["EmailAddress", "LastName"]]).matching_attributes_list
        (('EmailAddress', 'LastName'),)
    """

    matching_attributes_list: tuple[tuple[str, ...], ...] = attrs.field(
        converter=string_lists,
        metadata=of(StringLists(1, 10, StringList(1, 20), "criterion", "criteria")),
    )
    """1 to 10 criteria, each of 1 to 20 profile attributes that must all be equal."""

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report duplicates, and criteria that merge too easily."""
        place = member(path, "MatchingAttributesList")
        seen: set[frozenset[str]] = set()
        for index, criterion in enumerate(self.matching_attributes_list):
            names = frozenset(criterion)
            if len(names) < len(criterion):
                repeated(criterion, item(place, index), collector)
            if len(names) == 1:
                collector.add(
                    checks.SINGLE_ATTRIBUTE,
                    item(place, index),
                    f"profiles that share {criterion[0]} alone would be merged, which cannot be "
                    "undone; add an attribute.",
                )
            if names in seen:
                collector.add(
                    checks.DUPLICATE_RULE,
                    item(place, index),
                    "has the same attributes as an earlier criterion; remove one of the two.",
                )
            seen.add(names)


def repeated(names: tuple[str, ...], path: str, collector: ProblemCollector) -> None:
    """Report each name that appears earlier in its list."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            collector.add(
                checks.DUPLICATE_ATTRIBUTE,
                item(path, index),
                f"{name!r} appears earlier in the list; remove it.",
            )
        seen.add(name)


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class AutoMerging(Declared):
    """Whether matched profiles are merged, and which. Merges cannot be undone.

    Example:
        >>> from cpkit import AutoMerging, ConflictResolution, Consolidation
        >>> merging = AutoMerging(
        ...     enabled=True,
        ...     consolidation=Consolidation([["EmailAddress", "LastName"]]),
        ...     conflict_resolution=ConflictResolution.recency(),
        ...     min_allowed_confidence_score_for_merging=0.9,
        ... )
        >>> merging.enabled
        True
    """

    enabled: bool = attrs.field(metadata=of(Boolean()))
    """Whether profiles are merged."""
    consolidation: Consolidation | None = attrs.field(
        default=None, metadata=of(Structure(Consolidation))
    )
    """The criteria by which profiles are merged."""
    conflict_resolution: ConflictResolution | None = attrs.field(
        default=None, metadata=of(Structure(ConflictResolution))
    )
    """Which value wins when merged profiles disagree."""
    min_allowed_confidence_score_for_merging: float | None = attrs.field(
        default=None, metadata=of(Double(0.0, 1.0))
    )
    """The least confidence score, 0.0 to 1.0, at which a match is merged."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class Matching(Declared):
    """Machine-learning matching. The service replaces this block as a whole.

    Disabling it deletes the consolidation criteria.

    Example:
        >>> from cpkit import JobSchedule, Matching
        >>> Matching(enabled=True, job_schedule=JobSchedule(day_of_the_week="MONDAY", time="9:00"))
        Matching(enabled=True, job_schedule=JobSchedule(day_of_the_week='MONDAY', time='9:00'))
    """

    enabled: bool = attrs.field(metadata=of(Boolean()))
    """Whether the matching job runs."""
    job_schedule: JobSchedule | None = attrs.field(
        default=None, metadata=of(Structure(JobSchedule))
    )
    """When it runs; without one, Saturday 12AM UTC."""
    auto_merging: AutoMerging | None = attrs.field(
        default=None, metadata=of(Structure(AutoMerging))
    )
    """Whether and what it merges."""
    exporting_config: ExportingConfig | None = attrs.field(
        default=None, metadata=of(Structure(ExportingConfig))
    )
    """Where it writes the matches."""

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report merging that is enabled where matching is disabled."""
        if not self.enabled and self.auto_merging and self.auto_merging.enabled:
            collector.add(
                checks.MERGING_WHILE_DISABLED,
                member(member(path, "AutoMerging"), "Enabled"),
                "is true, though matching is disabled; enable both or neither.",
            )
