"""What a preview assumes because AWS does not document it, and how many profiles depend on it."""

from collections.abc import Iterator
from typing import Literal

import attrs
import numpy as np
import polars as pl

from cpkit.preview.fields import MOST_COMBINATIONS, SELECTED, count_combinations, sub_types
from cpkit.preview.levels import count_tied_through_others
from cpkit.preview.lookup import fields_of
from cpkit.preview.readings import Evaluated, count_differing, is_grouped

__all__ = ["list_assumptions"]

Basis = Literal["inferred", "unknown"]

_SUB_TYPES: tuple[tuple[str, str, str], ...] = (
    (
        "BusinessAddress",
        "business-address",
        "A profile has no field BusinessAddress; a column of this name is read, if there is one.",
    ),
    (
        "BillingAddress",
        "billing-address",
        "BillingAddress is read, which is not among the sub-types that AWS's guide lists.",
    ),
    (
        "MaillingAddress",
        "mailing-address",
        "MaillingAddress, as the selector spells it, is the field MailingAddress.",
    ),
    (
        "BusinessPhoneNumber",
        "business-phone-number",
        "BusinessPhoneNumber is read, which AWS names in an example alone.",
    ),
)
"""Sub-types of which it is not certain what they read."""

_DOUBTS: tuple[tuple[str, str, str], ...] = (
    (
        "lines",
        "address-lines",
        "Address.Address is the lines Address1 to Address4, all of them equal.",
    ),
    ("fallback", "gender", "Gender is read, and GenderString where it is empty."),
    (
        "pairs",
        "custom-attributes",
        "In a text such as {k=v, k2=v2} a value ends where a comma, the next name and = follow.",
    ),
)
"""Doubts about how a field was read, as the table of profiles has them."""


@attrs.frozen
class _Assumption:
    """One reading."""

    name: str
    reading: str
    basis: Basis
    profiles: int | None
    option: str | None = None


def list_assumptions(evaluated: Evaluated) -> pl.DataFrame:
    """Return the readings that bear on some rules, each with the profiles that depend on it."""
    found = [
        *_on_levels(evaluated),
        *_on_address_parts(evaluated),
        *_on_values(evaluated),
        *_on_fields(evaluated),
        *_on_absent_levels(evaluated),
    ]
    return pl.DataFrame(
        {
            "assumption": [one.name for one in found],
            "reading": [one.reading for one in found],
            "basis": [one.basis for one in found],
            "option": [one.option for one in found],
            "profiles": [one.profiles for one in found],
        },
        schema={
            **dict.fromkeys(("assumption", "reading", "basis", "option"), pl.String),
            "profiles": pl.UInt32,
        },
    )


def _differing(evaluated: Evaluated, option: str, value: str | None) -> int:
    """Return how many profiles another reading puts into another group."""
    other = evaluated.read_otherwise(**{option: value})
    return count_differing(evaluated.found.leaders, other.leaders)


def _on_levels(evaluated: Evaluated) -> Iterator[_Assumption]:
    """Yield what is assumed of several levels, and of several matches at one."""
    is_waterfall = evaluated.readings.grouping == "waterfall"
    rules = evaluated.plan.rules
    if len(rules) > 1:
        other = "transitive" if is_waterfall else "waterfall"
        yield _Assumption(
            "grouping",
            "A profile that matched at one level is not tried at later ones."
            if is_waterfall
            else "Profiles that are tied at any level are in one group.",
            "inferred",
            count_differing(evaluated.found.leaders, evaluated.regrouped.leaders),
            f'grouping="{other}"',
        )
    if is_waterfall and any(len(rule.combinations) > 1 for rule in rules):
        yield _Assumption(
            "indirect-matches",
            "Profiles that match a third one by different sub-types are in one group.",
            "inferred",
            count_tied_through_others(evaluated.plan, evaluated.fields(), evaluated.found),
        )
    if evaluated.plan.merging_level and len(evaluated.found.levels):
        yield _Assumption(
            "one-pass",
            "What has merged is not matched again.",
            "unknown",
            int(is_grouped(evaluated.found.merging).sum()),
        )


def _on_address_parts(evaluated: Evaluated) -> Iterator[_Assumption]:
    """Yield whether the parts of an address come from one, where there are several."""
    selector = evaluated.plan.declared.attribute_types_selector
    rules = evaluated.plan.rules
    has_parts = any(sum(n.startswith("Address.") for n in rule.attributes) > 1 for rule in rules)
    if not has_parts or len(sub_types("Address", selector)) == 1:
        return
    is_same = evaluated.readings.address_parts == "same"
    can_count = is_same is False or all(
        count_combinations(rule.attributes, selector, "independent") <= MOST_COMBINATIONS
        for rule in rules
    )
    other = "independent" if is_same else "same"
    yield _Assumption(
        "address-parts",
        "The parts of an address that a rule names come from one address."
        if is_same
        else "Each part of an address that a rule names comes from any address.",
        "unknown",
        _differing(evaluated, "address_parts", other) if can_count else None,
        f'address_parts="{other}"',
    )


def _on_values(evaluated: Evaluated) -> Iterator[_Assumption]:
    """Yield what is assumed of values that are missing, or that many profiles have."""
    if any(
        all(not evaluated.coded[name].common.is_empty() for name in rule.attributes)
        for rule in evaluated.plan.rules
    ):
        yield _Assumption(
            "common-values",
            "Profiles do not match by values of which each is on more than "
            f"{evaluated.readings.common_value_limit} profiles.",
            "inferred",
            _differing(evaluated, "common_value_limit", None),
            "common_value_limit=None",
        )
    have_all = np.logical_and.reduce([one.is_given() for one in evaluated.coded.values()])
    lacking = int((~have_all).sum())
    if lacking:
        yield _Assumption(
            "missing-values",
            "A value that is missing or empty matches nothing, and no other such value.",
            "inferred",
            lacking,
        )


def _on_fields(evaluated: Evaluated) -> Iterator[_Assumption]:
    """Yield what is assumed of the fields that rules read."""
    selector = evaluated.plan.declared.attribute_types_selector
    fields = fields_of(evaluated.plan)
    for type_name, selected in SELECTED.items():
        if selector is None or not getattr(selector, selected):
            yield from _if_read(
                evaluated,
                {name for name in fields if name.partition(".")[0] == type_name},
                "no-sub-types",
                f"The selector names no sub-type of {type_name}; the field {type_name} is read.",
            )
    for sub_type, name, reading in _SUB_TYPES:
        read = {field for field in fields if field.partition(".")[0] == sub_type}
        yield from _if_read(evaluated, read, name, reading)
    for doubt, name, reading in _DOUBTS:
        read = {field for which, field in evaluated.table.doubts if which == doubt}
        yield from _if_read(evaluated, read, name, reading)


def _if_read(
    evaluated: Evaluated, fields: set[str], name: str, reading: str
) -> Iterator[_Assumption]:
    """Yield an assumption of some fields, if there are such."""
    masks = [
        evaluated.coded[attribute.name].given[place]
        for attribute in evaluated.plan.attributes.values()
        for place, field in enumerate(attribute.fields)
        if field.name in fields
    ]
    if masks:
        holders = np.unpackbits(np.bitwise_or.reduce(masks)).sum()
        yield _Assumption(name, reading, "unknown", int(holders))


def _on_absent_levels(evaluated: Evaluated) -> Iterator[_Assumption]:
    """Yield what is assumed where the settings have no highest level."""
    declared, levels = evaluated.plan.declared, evaluated.found.levels
    for name, value, effect in (
        ("Matching", declared.max_allowed_rule_level_for_matching, "all levels match"),
        ("Merging", declared.max_allowed_rule_level_for_merging, "nothing merges"),
    ):
        if value is None:
            yield _Assumption(
                f"{name.lower()}-level",
                f"Without MaxAllowedRuleLevelFor{name} {effect}.",
                "unknown",
                int((levels > 0).sum()),
            )
