"""What rules match, worked out pair by pair: the guide's sentences, one function each.

It is slow and obvious on purpose, knows nothing of how cpkit evaluates rules, and decides who is
right where the two differ. Profiles are mappings of dotted names to strings; a name that is absent,
``None`` and the empty string all mean that the value is missing.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cpkit import RuleBasedMatching

__all__ = [
    "Expected",
    "Level",
    "Profile",
    "common_values",
    "expected",
    "missing_values",
    "partition",
    "regrouped",
]

Profile = Mapping[str, str | None]
Value = str | tuple[str | None, ...]

TYPES = ("Address", "EmailAddress", "PhoneNumber")
"""The types of which a selector picks sub-types."""

FIELDS = {
    "Email": "EmailAddress",
    "PersonalEmail": "PersonalEmailAddress",
    "BusinessEmail": "BusinessEmailAddress",
    "MaillingAddress": "MailingAddress",
}
"""Sub-types whose values stand in a field of another name."""


@dataclass(frozen=True)
class Level:
    """Count what one rule does."""

    profiles: int
    """Profiles in the groups of this level."""
    groups: int
    """Groups of this level."""
    largest: int
    """The size of the largest of them; 0 without one."""
    alone: int
    """Profiles that the rule would match were it the only one."""
    adds: int
    """Profiles that no earlier level has matched."""
    left_out_as_common: int
    """Profiles that the rule would match alone, too, if no value were too common."""
    merges: bool
    """Whether matches of this level are merged."""


@dataclass(frozen=True)
class Expected:
    """Hold what an evaluation has to give: for each profile, in order, and for each level."""

    groups: tuple[int | None, ...]
    """The index of the first profile of the group; ``None`` where nothing matched."""
    levels: tuple[int | None, ...]
    """The level at which the profile matched, from 1."""
    rules: tuple[Level, ...]
    """The counts of each level."""


@dataclass(frozen=True)
class _Reading:
    """Hold the profiles, the settings and the options that all of the guide's sentences need."""

    profiles: Sequence[Profile]
    settings: RuleBasedMatching
    address_parts: str
    limit: int | None

    def rules(self) -> list[tuple[str, ...]]:
        """Return the rules up to the maximum level for matching."""
        rules: list[tuple[str, ...]] = [rule.rule for rule in self.settings.matching_rules or ()]
        return rules[: self.settings.max_allowed_rule_level_for_matching]

    def attributes(self) -> list[str]:
        """Return what these rules name, each once."""
        return list(dict.fromkeys(itertools.chain.from_iterable(self.rules())))

    def sub_types(self, of_type: str) -> tuple[str, ...]:
        """Return what the selector lists, and without an entry the field named like the type."""
        selector = self.settings.attribute_types_selector
        listed = {
            "Address": selector and selector.address,
            "EmailAddress": selector and selector.email_address,
            "PhoneNumber": selector and selector.phone_number,
        }.get(of_type)
        return listed or (of_type,)

    @property
    def crosses(self) -> bool:
        """Whether any sub-type may match any other."""
        selector = self.settings.attribute_types_selector
        return selector is not None and selector.attribute_matching_model == "MANY_TO_MANY"

    def value(self, profile: Profile, attribute: str, sub_type: str | None) -> Value | None:
        """Return what a profile has of an attribute in a sub-type; ``None`` where it is missing."""
        of_type, _, part = attribute.partition(".")
        if attribute == "Gender":
            return profile.get("Gender") or profile.get("GenderString") or None
        if of_type not in TYPES or sub_type is None:
            return profile.get(attribute) or None
        field = FIELDS.get(sub_type, sub_type)
        if of_type != "Address":
            return profile.get(field) or None
        if part != "Address":
            return profile.get(f"{field}.{part}") or None
        if any(f"{field}.Address" in other for other in self.profiles):  # such a column goes first
            return profile.get(f"{field}.Address") or None
        lines = tuple(profile.get(f"{field}.Address{line}") or None for line in range(1, 5))
        return lines if any(lines) else None

    def choices(
        self, rule: Sequence[str]
    ) -> Iterator[tuple[tuple[str, str | None, str | None], ...]]:
        """Yield each way to choose sub-types: for each attribute, that of one and of the other.

        Several types are chosen each for itself. The parts of an address come from one address,
        or each from an address of its own.
        """
        parts: dict[str, list[str]] = {}
        for attribute in rule:
            of_type = attribute.partition(".")[0]
            whole = of_type != "Address" or self.address_parts == "same"
            parts.setdefault(of_type if whole and of_type in TYPES else attribute, []).append(
                attribute
            )
        alternatives: list[list[tuple[tuple[str, str | None, str | None], ...]]] = []
        for attributes in parts.values():
            of_type = attributes[0].partition(".")[0]
            sub_types = self.sub_types(of_type) if of_type in TYPES else (None,)
            pairs = [
                (one, other)
                for one in sub_types
                for other in sub_types
                if one == other or self.crosses
            ]
            alternatives.append(
                [tuple((attribute, *pair) for attribute in attributes) for pair in pairs]
            )
        for chosen in itertools.product(*alternatives):
            yield tuple(itertools.chain.from_iterable(chosen))

    def holders(self, value: Value, attribute: str, sub_type: str | None) -> list[Profile]:
        """Return who has a value: in the same field, or in any where all are compared."""
        of_type = attribute.partition(".")[0]
        within = self.sub_types(of_type) if self.crosses and of_type in TYPES else (sub_type,)
        return [
            profile
            for profile in self.profiles
            if any(value == self.value(profile, attribute, each) for each in within)
        ]

    def is_common(self, value: Value, attribute: str, sub_type: str | None) -> bool:
        """Return whether more profiles than the limit have a value, among all profiles."""
        return self.limit is not None and (
            len(self.holders(value, attribute, sub_type)) > self.limit
        )

    def match(self, one: Profile, other: Profile, rule: Sequence[str]) -> bool:
        """Return whether all values of a rule are identical, and not each of them too common."""
        for choice in self.choices(rule):
            same: list[bool] = []
            common: list[bool] = []
            for attribute, sub_type, other_sub_type in choice:
                value = self.value(one, attribute, sub_type)
                same.append(
                    value is not None and value == self.value(other, attribute, other_sub_type)
                )
                if not same[-1]:
                    break
                assert value is not None
                common.append(self.is_common(value, attribute, sub_type))
            if all(same) and not all(common):
                return True
        return False

    def matches(self, rule: Sequence[str], pool: Sequence[int]) -> list[tuple[int, int]]:
        """Return all pairs of a pool that a rule matches."""
        return [
            (one, other)
            for one, other in itertools.combinations(pool, 2)
            if self.match(self.profiles[one], self.profiles[other], rule)
        ]


def expected(
    profiles: Sequence[Profile],
    settings: RuleBasedMatching,
    *,
    grouping: str = "waterfall",
    address_parts: str = "same",
    common_value_limit: int | None = 500,
) -> Expected:
    """Return what an evaluation of these profiles has to give."""
    reading = _Reading(profiles, settings, address_parts, common_value_limit)
    rules = reading.rules()
    everybody = range(len(profiles))
    alone = [reading.matches(rule, everybody) for rule in rules]
    unlimited = replace(reading, limit=None)

    levels: dict[int, int] = {}
    edges: list[tuple[int, int]] = []
    for level, matched in enumerate(alone, 1):
        pairs = [
            pair
            for pair in matched  # as a waterfall, a profile that matched has left the pool
            if grouping == "transitive" or not any(profile in levels for profile in pair)
        ]
        edges += pairs
        for profile in itertools.chain.from_iterable(pairs):
            levels.setdefault(profile, level)

    groups = _components(len(profiles), edges)
    level_of = {
        first: min(levels[profile] for profile in everybody if groups[profile] == first)
        for first in set(groups)
        if first is not None
    }
    sizes = Counter(first for first in groups if first is not None)
    merging = settings.max_allowed_rule_level_for_merging or 0
    return Expected(
        groups=groups,
        levels=tuple(levels.get(profile) for profile in everybody),
        rules=tuple(
            Level(
                profiles=sum(sizes[first] for first in here),
                groups=len(here),
                largest=max((sizes[first] for first in here), default=0),
                alone=len(_matched(pairs)),
                adds=sum(each == level for each in levels.values()),
                left_out_as_common=len(
                    _matched(unlimited.matches(rule, everybody)) - _matched(pairs)
                ),
                merges=level <= merging,
            )
            for level, (rule, pairs) in enumerate(zip(rules, alone, strict=True), 1)
            for here in [[first for first, least in level_of.items() if least == level]]
        ),
    )


def common_values(
    profiles: Sequence[Profile], settings: RuleBasedMatching, limit: int | None
) -> dict[tuple[str, Value], int]:
    """Return the values that are too common to match on, and how many profiles have each.

    They are counted in each field, and over all sub-types where these are compared with each other.
    """
    reading = _Reading(profiles, settings, "same", limit)
    found: dict[tuple[str, Value], int] = {}
    for attribute in reading.attributes():
        of_type, dot, part = attribute.partition(".")
        sub_types = reading.sub_types(of_type) if of_type in TYPES else (None,)
        for sub_type in sub_types:
            name = attribute if sub_type is None or reading.crosses else f"{sub_type}{dot}{part}"
            for profile in profiles:
                value = reading.value(profile, attribute, sub_type)
                if value is not None and reading.is_common(value, attribute, sub_type):
                    found[name, value] = len(reading.holders(value, attribute, sub_type))
    return found


def missing_values(
    profiles: Sequence[Profile], settings: RuleBasedMatching
) -> dict[str, frozenset[int]]:
    """Return for each attribute that rules name the profiles that have it in no sub-type."""
    reading = _Reading(profiles, settings, "same", None)
    return {
        attribute: frozenset(
            index
            for index, profile in enumerate(profiles)
            if not any(
                reading.value(profile, attribute, sub_type)
                for sub_type in reading.sub_types(attribute.partition(".")[0])
            )
        )
        for attribute in reading.attributes()
    }


def regrouped(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how many profiles are together with others in one grouping than in the other."""
    return sum(_companions(one, index) != _companions(other, index) for index in range(len(one)))


def _companions(groups: Sequence[object], index: int) -> set[int]:
    if groups[index] is None:
        return {index}
    return {other for other, group in enumerate(groups) if group == groups[index]}


def partition(groups: Sequence[object]) -> set[frozenset[int]]:
    """Return the groups as sets of profiles, so that only who is with whom is compared."""
    return {
        frozenset(index for index, each in enumerate(groups) if each == first)
        for first in set(groups)
        if first is not None
    }


def _matched(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Return the profiles that stand in pairs."""
    return set(itertools.chain.from_iterable(pairs))


def _components(count: int, edges: Sequence[tuple[int, int]]) -> tuple[int | None, ...]:
    """Return the first profile that each one is connected with; ``None`` without a match."""
    first = list(range(count))
    for one, other in edges:
        kept, gone = sorted((first[one], first[other]))
        first = [kept if each == gone else each for each in first]
    matched = _matched(edges)
    return tuple(each if index in matched else None for index, each in enumerate(first))
