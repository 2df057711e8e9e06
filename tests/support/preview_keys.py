"""What rules match among many profiles: by dictionaries of keys, since pairs would be too many."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import chain, product

from cpkit import RuleBasedMatching

__all__ = ["grouped"]

Row = Mapping[str, str | None]


def grouped(
    rows: Sequence[Row], settings: RuleBasedMatching, *, is_waterfall: bool, limit: int | None
) -> tuple[list[int], list[int]]:
    """Return of each profile the least of its group, and the level at which it matched, or 0.

    No rule may name a part of an address in several sub-types.
    """
    leader, levels = list(range(len(rows))), [0] * len(rows)
    for level, rule in enumerate(settings.matching_rules or (), 1):
        holders: defaultdict[Hashable, list[int]] = defaultdict(list)
        for index, key in _keys(rows, rule.rule, settings, limit):
            if not (is_waterfall and levels[index]):
                holders[key].append(index)
        matched = [sorted(set(indices)) for indices in holders.values()]
        for first, *others in matched:
            for other in others:
                kept, gone = sorted((_root(leader, first), _root(leader, other)))
                leader[gone] = kept
        for index in set(chain.from_iterable(each for each in matched if len(each) > 1)):
            levels[index] = levels[index] or level
    return [_root(leader, index) for index in range(len(rows))], levels


def _keys(
    rows: Sequence[Row], rule: Sequence[str], settings: RuleBasedMatching, limit: int | None
) -> Iterator[tuple[int, Hashable]]:
    """Yield profiles and what they could match by; the choice of fields counts unless all do."""
    selector = settings.attribute_types_selector
    crosses = selector is not None and selector.attribute_matching_model == "MANY_TO_MANY"
    fields = {
        name: {
            "EmailAddress": selector and selector.email_address,
            "PhoneNumber": selector and selector.phone_number,
        }.get(name)
        or (name,)
        for name in rule
    }
    counts = Counter(
        chain.from_iterable(
            {(name, None if crosses else field, row[field]) for field in fields[name]}
            for name in rule
            for row in rows
        )
    )
    for choice in product(*fields.values()):
        for index, row in enumerate(rows):
            values = tuple(row[field] for field in choice)
            counted = (
                counts[name, None if crosses else field, value]
                for name, field, value in zip(rule, choice, values, strict=True)
            )
            if all(values) and (limit is None or min(counted) <= limit):
                yield index, (None if crosses else choice, values)


def _root(leader: list[int], index: int) -> int:
    while leader[index] != index:
        leader[index] = leader[leader[index]]
        index = leader[index]
    return index
