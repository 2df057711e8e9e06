"""How the guide is read where it leaves something open, and how much hangs on it."""

from functools import cached_property
from typing import Any

import attrs
import numpy as np

from cpkit.preview.codes import Mask, Numbers
from cpkit.preview.coding import CodedAttribute
from cpkit.preview.complaints import Complaints
from cpkit.preview.fields import AddressParts, FieldPlan, plan_fields
from cpkit.preview.inputs import Profiles
from cpkit.preview.levels import CodedFields, Evaluation, Grouping, evaluate_levels
from cpkit.preview.lookup import ColumnOptions
from cpkit.preview.profiles import ProfileTable

__all__ = ["Evaluated", "Origin", "Readings", "count_differing", "count_vanishing", "is_grouped"]


@attrs.frozen
class Readings:
    """The options that choose a reading."""

    grouping: Grouping
    """Whether a profile that matched is tried at later levels."""
    address_parts: AddressParts
    """Whether the parts of an address come from one."""
    common_value_limit: int | None
    """How many profiles may have a value that is matched on."""

    def check(self, complaints: Complaints) -> None:
        """Complain of options that there are not."""
        for option, value, allowed in (
            ("grouping", self.grouping, ("waterfall", "transitive")),
            ("address_parts", self.address_parts, ("same", "independent")),
        ):
            if value not in allowed:
                complaints.add(
                    "option", option, f"must be {allowed[0]!r} or {allowed[1]!r}, not {value!r}."
                )
        limit: Any = self.common_value_limit
        if limit is not None and (type(limit) is not int or limit < 1):
            complaints.add(
                "option",
                "common_value_limit",
                f"must be a whole number from 1, or None for no limit, not {limit!r}.",
            )


@attrs.frozen(eq=False)
class Origin:
    """Where the profiles of an evaluation come from, so that they can be read again."""

    profiles: Profiles = attrs.field(repr=False)
    """The profiles, as they were given."""
    options: ColumnOptions
    """Which column is what."""


@attrs.frozen(eq=False)
class Evaluated:
    """All that came of an evaluation, so that what is asked later need not read or code again."""

    origin: Origin
    """Where the profiles come from."""
    readings: Readings
    """How the guide was read."""
    plan: FieldPlan
    """The rules, and the fields that they read."""
    table: ProfileTable
    """The profiles."""
    coded: dict[str, CodedAttribute]
    """The attributes that rules name, coded."""
    found: Evaluation
    """The groups."""

    def fields(self) -> CodedFields:
        """Return the coded fields of each attribute."""
        return {name: attribute.columns for name, attribute in self.coded.items()}

    def read_otherwise(self, **options: Any) -> Evaluation:
        """Return what the same rules match under another reading.

        Args:
            options: The options of `Readings` that differ. The limit can only be lifted, for what
                is common under another was not looked for.
        """
        readings = attrs.evolve(self.readings, **options)
        fields = self.fields()
        if readings.common_value_limit is None:
            fields = {
                name: tuple(attrs.evolve(column, is_common=None) for column in columns)
                for name, columns in fields.items()
            }
        plan = plan_fields(self.plan.declared, address_parts=readings.address_parts)
        return evaluate_levels(plan, fields, self.table.count, grouping=readings.grouping)

    @cached_property
    def regrouped(self) -> Evaluation:
        """What the same rules match under the other grouping."""
        is_waterfall = self.readings.grouping == "waterfall"
        return self.read_otherwise(grouping="transitive" if is_waterfall else "waterfall")

    def without_rules(self) -> "Evaluated":
        """Return what is found of the same profiles where there are no rules: nothing."""
        plan = attrs.evolve(self.plan, rules=(), merging_level=0)
        found = evaluate_levels(plan, {}, self.table.count, grouping=self.readings.grouping)
        return attrs.evolve(self, plan=plan, found=found)


def count_differing(one: Numbers, other: Numbers) -> int:
    """Return how many profiles have not the same group in two groupings.

    Args:
        one: The leader of each profile's group.
        other: The same of the other grouping.
    """
    is_in_either = is_grouped(one) | is_grouped(other)
    one, other = one[is_in_either], other[is_in_either]
    pairs = (one.astype(np.uint64) << np.uint64(32)) | other
    shared = np.unique(pairs, return_inverse=True, return_counts=True)
    in_both = shared[2][shared[1]]
    sizes = [np.bincount(leaders, minlength=1)[leaders] for leaders in (one, other)]
    return int(((sizes[0] != in_both) | (sizes[1] != in_both)).sum())


def is_grouped(leaders: Numbers) -> Mask:
    """Return which profiles share a group with another."""
    found: Mask = leaders != np.arange(len(leaders), dtype=np.uint32)
    found[leaders[found]] = True
    return found


def count_vanishing(leaders: Numbers) -> int:
    """Return how many profiles vanish in others where each group becomes one."""
    return int(np.count_nonzero(leaders != np.arange(len(leaders), dtype=np.uint32)))
