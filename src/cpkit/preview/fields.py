"""Fields: which fields of a profile the attributes of rules read, and in which combinations.

A rule names types (``EmailAddress``, ``Address.City``); the selector names the sub-types that stand
for a type. Two profiles match by a rule where they have equal values in *all* its attributes, by
*any* sub-type of each. So a rule is a list of combinations: one sub-type chosen for each type.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from typing import Literal

import attrs

from cpkit.models import AttributeMatchingModel, AttributeTypesSelector, RuleBasedMatching

__all__ = [
    "KNOWN_FIELDS",
    "MOST_COMBINATIONS",
    "SELECTED",
    "AddressParts",
    "Attribute",
    "Field",
    "FieldPlan",
    "Rule",
    "count_combinations",
    "plan_attributes",
    "plan_fields",
    "sub_types",
]

AddressParts = Literal["same", "independent"]

MOST_COMBINATIONS = 256
"""How many combinations of sub-types a rule may have: as each is compared, so many cost as much."""

SELECTED = {
    "Address": "address",
    "PhoneNumber": "phone_number",
    "EmailAddress": "email_address",
}
"""The selector's field for each type that has sub-types."""

_ALIASES = {
    "Email": "EmailAddress",
    "BusinessEmail": "BusinessEmailAddress",
    "PersonalEmail": "PersonalEmailAddress",
    "Phone": "PhoneNumber",
    "HomePhone": "HomePhoneNumber",
    "MobilePhone": "MobilePhoneNumber",
    "MaillingAddress": "MailingAddress",
}
"""Names of sub-types that AWS prints, and the profile's field that each is taken for."""

_LINES = ("Address1", "Address2", "Address3", "Address4")
"""The fields that are taken together as Address.Address."""

KNOWN_FIELDS = frozenset(
    (
        *("ProfileId", "AccountNumber", "AdditionalInformation", "PartyType", "BusinessName"),
        *("FirstName", "MiddleName", "LastName", "BirthDate", "Gender", "PhoneNumber"),
        *("MobilePhoneNumber", "HomePhoneNumber", "BusinessPhoneNumber", "EmailAddress"),
        *("PersonalEmailAddress", "BusinessEmailAddress", "PartyTypeString", "GenderString"),
        *("ProfileType", "EngagementPreferences", "Attributes", *_ALIASES),
        *(
            f"{prefix}Address{part}"
            for prefix in ("", "Shipping", "Mailing", "Billing", "Business", "Mailling")
            for part in (
                "",
                *(".Address", *(f".{line}" for line in _LINES), ".City", ".County", ".State"),
                *(".Province", ".Country", ".PostalCode"),
            )
        ),
    )
)
"""The fields that profiles have, and other names that AWS prints for them."""


@attrs.frozen
class Field:
    """One field of a profile that rules read."""

    name: str
    """Its name as the selector and the rule make it: ``HomePhoneNumber``, ``Address.City``."""
    columns: tuple[str, ...]
    """The names under which it is looked for, the best first."""
    lines: tuple[tuple[str, ...], ...] = ()
    """The names of each line that, taken together, stand for it where `columns` are missing."""
    fallback: str | None = None
    """A field that is read where this one is empty."""


@attrs.frozen
class Attribute:
    """One attribute that rules name, and the fields that it reads."""

    name: str
    """The name, as rules write it."""
    fields: tuple[Field, ...]
    """The fields, one for each sub-type."""


@attrs.frozen
class Rule:
    """One rule, ready to be evaluated."""

    level: int
    """Its level, from 1."""
    attributes: tuple[str, ...]
    """The attributes that it names, each once."""
    combinations: tuple[tuple[int, ...], ...]
    """For each choice of sub-types: the place of the field of each attribute."""


@attrs.frozen
class FieldPlan:
    """What is read and compared."""

    declared: RuleBasedMatching
    """The rules, as they were given."""
    attributes: dict[str, Attribute]
    """The attributes of all rules that are evaluated, by name."""
    rules: tuple[Rule, ...]
    """The rules that are evaluated, by level."""
    is_many_to_many: bool
    """Whether each sub-type is compared with all sub-types of its type."""
    merging_level: int
    """The last level whose matches merge; 0 where none does."""


def plan_fields(rules: RuleBasedMatching, *, address_parts: AddressParts) -> FieldPlan:
    """Return which fields the rules read, and in which combinations they are compared.

    Args:
        rules: The rules.
        address_parts: Whether the parts of an address in one rule come from one sub-type.

    Returns:
        The plan, up to the highest level that is matched.
    """
    selector = rules.attribute_types_selector
    declared = rules.matching_rules or ()
    last = rules.max_allowed_rule_level_for_matching or len(declared)
    planned = tuple(
        Rule(level, names, tuple(_combinations(names, selector, address_parts)))
        for level, names in enumerate(
            (tuple(dict.fromkeys(rule.rule)) for rule in declared[:last]), start=1
        )
    )
    names = dict.fromkeys(name for rule in planned for name in rule.attributes)
    return FieldPlan(
        declared=rules,
        attributes={name: Attribute(name, _fields(name, selector)) for name in names},
        rules=planned,
        is_many_to_many=selector is not None
        and selector.attribute_matching_model == AttributeMatchingModel.MANY_TO_MANY,
        merging_level=min(rules.max_allowed_rule_level_for_merging or 0, len(planned)),
    )


def plan_attributes(rules: RuleBasedMatching, names: Iterable[str]) -> FieldPlan:
    """Return a plan without rules, which reads some attributes.

    Args:
        rules: The rules whose selector says which fields stand for a type.
        names: The attributes: those that rules can name, and any other field of a profile.
    """
    selector = rules.attribute_types_selector
    return FieldPlan(
        declared=rules,
        attributes={name: Attribute(name, _fields(name, selector)) for name in names},
        rules=(),
        is_many_to_many=False,
        merging_level=0,
    )


def count_combinations(
    names: tuple[str, ...], selector: AttributeTypesSelector | None, parts: AddressParts
) -> int:
    """Return how many combinations of sub-types a rule of these attributes has."""
    return prod(count for _, count in _factors(tuple(dict.fromkeys(names)), selector, parts))


def _combinations(
    names: tuple[str, ...], selector: AttributeTypesSelector | None, parts: AddressParts
) -> Iterator[tuple[int, ...]]:
    """Yield each choice of one sub-type for each type that the rule names."""
    factors = list(_factors(names, selector, parts))
    for chosen in product(*(range(count) for _, count in factors)):
        places = {
            name: place
            for (members, _), place in zip(factors, chosen, strict=True)
            for name in members
        }
        yield tuple(places[name] for name in names)


def _factors(
    names: tuple[str, ...], selector: AttributeTypesSelector | None, parts: AddressParts
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield what is chosen for itself: attributes, and from how many sub-types."""
    address = tuple(name for name in names if name.startswith("Address."))
    together = parts == "same" and bool(address)
    if together:
        yield address, len(sub_types("Address", selector))
    for name in names:
        if not (together and name in address):
            yield (name,), len(sub_types(name.partition(".")[0], selector))


def sub_types(type_name: str, selector: AttributeTypesSelector | None) -> tuple[str, ...]:
    """Return the sub-types that stand for a type; itself where the selector names none."""
    if selector is None or type_name not in SELECTED:
        return (type_name,)
    chosen: tuple[str, ...] | None = getattr(selector, SELECTED[type_name])
    return tuple(dict.fromkeys(chosen or (type_name,)))


def _fields(name: str, selector: AttributeTypesSelector | None) -> tuple[Field, ...]:
    type_name, dot, part = name.partition(".")
    if type_name == "Attributes":
        return (Field(name, (name,)),)
    return tuple(_field(sub_type, dot + part) for sub_type in sub_types(type_name, selector))


def _field(sub_type: str, part: str) -> Field:
    """Return the field of one sub-type; the part of an address begins with a dot."""
    name = sub_type + part
    prefixes = [sub_type, *_also_called(sub_type)]
    columns = tuple(prefix + part for prefix in prefixes)
    if part == ".Address":
        lines = tuple(tuple(f"{prefix}.{line}" for prefix in prefixes) for line in _LINES)
        return Field(name, columns, lines=lines)
    return Field(name, columns, fallback="GenderString" if name == "Gender" else None)


def _also_called(sub_type: str) -> Iterator[str]:
    """Yield the other names of a sub-type."""
    for alias, name in _ALIASES.items():
        if sub_type == alias:
            yield name
        elif sub_type == name:
            yield alias
