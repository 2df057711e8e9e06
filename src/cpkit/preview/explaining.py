"""Why two profiles are in one group, or what keeps them apart."""

from collections import defaultdict, deque
from collections.abc import Iterator
from typing import TypeAlias

import attrs
import numpy as np
import polars as pl

from cpkit.errors import ValidationError
from cpkit.preview.codes import MISSING, Numbers
from cpkit.preview.complaints import problem
from cpkit.preview.fields import Rule
from cpkit.preview.lookup import PROFILE_ID, fields_of
from cpkit.preview.readings import Evaluated
from cpkit.preview.rereading import read_fields

__all__ = ["Explanation", "Miss", "Tie", "explain"]

Key: TypeAlias = tuple[int, ...]
"""A rule's level, its combination where that counts, and the codes of the values."""


@attrs.frozen
class Tie:
    """Two profiles that match by a rule.

    Example:
        >>> from cpkit.preview import Tie
        >>> print(Tie(("a", "b"), 1, {"FirstName": "Jo"}))
        level 1: same FirstName 'Jo'
    """

    profiles: tuple[str, str]
    """Their ids."""
    level: int
    """The rule's level, from 1."""
    values: dict[str, str]
    """What both have, by field; ``A = B`` is field A of the first and B of the second."""

    def __str__(self) -> str:
        """Return the fields and their values."""
        shared = ", ".join(f"{name} {value!r}" for name, value in self.values.items())
        return f"level {self.level}: same {shared}"


@attrs.frozen
class Miss:
    """The rule by which two profiles come nearest to a match.

    Example:
        >>> from cpkit.preview import Miss
        >>> print(Miss(1, ("EmailAddress",), ("LastName",), ()))
        level 1: same EmailAddress; LastName differs
    """

    level: int
    """The rule's level, from 1."""
    same: tuple[str, ...]
    """The attributes in which they have the same value."""
    differing: tuple[str, ...]
    """Those in which they have different ones."""
    missing: tuple[str, ...]
    """Those that one of them has no value of."""
    reason: str = ""
    """Why they do not match although all is the same."""

    def __str__(self) -> str:
        """Return what is the same, and what is not."""
        parts = [
            f"same {', '.join(self.same)}" if self.same else "",
            *(f"{name} differs" for name in self.differing),
            *(f"{name} is missing" for name in self.missing),
            self.reason,
        ]
        return f"level {self.level}: {'; '.join(filter(None, parts))}"


@attrs.frozen
class Explanation:
    """Why two profiles are in one group, or what keeps them apart; ``str`` says it.

    Example:
        >>> from cpkit import RuleBasedMatching, preview
        >>> rules = RuleBasedMatching(
        ...     enabled=True,
        ...     matching_rules=[["EmailAddress"]],
        ...     max_allowed_rule_level_for_matching=1,
        ...     max_allowed_rule_level_for_merging=1,
        ... )
        >>> people = [{"ProfileId": name, "EmailAddress": "jo@example.com"} for name in "ab"]
        >>> print(preview.evaluate(people, rules).why("a", "b"))
        a and b match.
          level 1: same EmailAddress 'jo@example.com'
    """

    profiles: tuple[str, str]
    """Their ids."""
    level: int | None
    """The level of what ties them, the lowest where there are several; ``None`` if nothing does."""
    ties: tuple[Tie, ...]
    """The ties from one to the other: one, or several through other profiles; none if none."""
    miss: Miss | None
    """Where they come nearest to a match; ``None`` where they are in one group."""

    def __str__(self) -> str:
        """Return it in words."""
        one, other = self.profiles
        if self.miss is not None:
            return f"{one} and {other} do not match.\n  nearest is {self.miss}"
        if len(self.ties) == 1:
            return f"{one} and {other} match.\n  {self.ties[0]}"
        ties = (f"  {tie.profiles[0]} and {tie.profiles[1]}, {tie}" for tie in self.ties)
        return "\n".join((f"{one} and {other} are in one group through others.", *ties))


def explain(evaluated: Evaluated, first: object, second: object) -> Explanation:
    """Return why two profiles are in one group, or what keeps them apart.

    Args:
        evaluated: What came of an evaluation.
        first: The id of one.
        second: The id of the other.

    Raises:
        ValidationError: There is no such profile, or both are one.
    """
    rows = _find_rows(evaluated, (str(first), str(second)))
    leaders, levels = evaluated.found.leaders, evaluated.found.levels
    ids = (str(first), str(second))
    if leaders[rows[0]] != leaders[rows[1]]:
        return Explanation(ids, None, (), _nearest_miss(evaluated, rows))
    members = np.flatnonzero((leaders == leaders[rows[0]]) & (levels > 0)).astype(np.uint32)
    path = _Keys(evaluated, members).path(*rows)
    ties = tuple(_ties(evaluated, path))
    return Explanation(ids, min(tie.level for tie in ties), ties, None)


def _find_rows(evaluated: Evaluated, ids: tuple[str, str]) -> tuple[int, int]:
    if ids[0] == ids[1]:
        raise ValidationError(
            [problem("profile-id", "id2", "must be another profile than id1; name two.")]
        )
    table = evaluated.table
    query = table.frame.select(pl.col(PROFILE_ID).cast(pl.String)).with_row_index("row")
    found = table.collect(query.filter(pl.col(PROFILE_ID).is_in(ids)))
    rows = {name: row for row, name in found.iter_rows()}
    unknown = [
        problem("profile-id", place, "no profile has this id; write one as the profiles have it.")
        for place, name in zip(("id1", "id2"), ids, strict=True)
        if name not in rows
    ]
    if unknown:
        raise ValidationError(unknown)
    return rows[ids[0]], rows[ids[1]]


@attrs.frozen
class _Step:
    """One tie, by rows."""

    rows: tuple[int, int]
    rule: Rule
    combinations: tuple[int, int]


class _Keys:
    """The keys of some profiles: those who share one match."""

    def __init__(self, evaluated: Evaluated, rows: Numbers) -> None:
        """Collect the keys that tie a group.

        Args:
            evaluated: What came of an evaluation.
            rows: The members of one group.
        """
        self._keys: dict[int, list[tuple[Key, Rule, int]]] = defaultdict(list)
        self._holders: dict[Key, list[tuple[int, int]]] = defaultdict(list)
        rules = evaluated.plan.rules
        if evaluated.readings.grouping == "waterfall":  # a group is of one level
            level = int(evaluated.found.levels[rows[0]])
            rules = rules[level - 1 : level]
        for rule in rules:
            for number in range(len(rule.combinations)):
                space = -1 if evaluated.plan.is_many_to_many else number
                for row, codes in _keys_of(evaluated, rule, number, rows):
                    key = (rule.level, space, *codes)
                    self._keys[row].append((key, rule, number))
                    self._holders[key].append((row, number))

    def path(self, start: int, end: int) -> list[_Step]:
        """Return a shortest way of ties from one member to another."""
        came_by: dict[int, _Step] = {}
        waiting = deque([start])
        seen: set[Key] = set()
        while end not in came_by:
            row = waiting.popleft()
            for key, rule, number in self._keys[row]:
                if key in seen:
                    continue
                seen.add(key)
                for other, combination in self._holders[key]:
                    if other != start and other not in came_by:
                        came_by[other] = _Step((row, other), rule, (number, combination))
                        waiting.append(other)
        steps: list[_Step] = []
        while end != start:
            steps.insert(0, came_by[end])
            end = came_by[end].rows[0]
        return steps


def _keys_of(
    evaluated: Evaluated, rule: Rule, number: int, rows: Numbers
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield profiles that can match by a combination of a rule, and their codes in it."""
    columns = [
        evaluated.coded[name].columns[place]
        for name, place in zip(rule.attributes, rule.combinations[number], strict=True)
    ]
    is_taken = np.logical_and.reduce([column.codes[rows] != MISSING for column in columns])
    masks = [column.is_common[rows] for column in columns if column.is_common is not None]
    if len(masks) == len(columns):
        is_taken &= ~np.logical_and.reduce(masks)
    taken = rows[is_taken]
    codes = np.stack([column.codes[taken] for column in columns], axis=1)
    profiles: list[int] = taken.tolist()
    combined: list[list[int]] = codes.tolist()
    for profile, each in zip(profiles, combined, strict=True):
        yield profile, tuple(each)


def _ties(evaluated: Evaluated, path: list[_Step]) -> Iterator[Tie]:
    """Yield ties with the ids and values that are in them."""
    rows = np.array(sorted({row for step in path for row in step.rows}), dtype=np.uint32)
    texts = read_fields(evaluated.table, tuple(fields_of(evaluated.plan)), rows)
    by_row = dict(zip(rows.tolist(), texts.iter_rows(named=True), strict=True))
    for step in path:
        values: dict[str, str] = {}
        ones, others = (step.rule.combinations[number] for number in step.combinations)
        for name, left, right in zip(step.rule.attributes, ones, others, strict=True):
            fields = evaluated.plan.attributes[name].fields
            first, second = fields[left].name, fields[right].name
            title = first if first == second else f"{first} = {second}"
            values[title] = by_row[step.rows[0]][first]
        one, other = (str(by_row[row]["profile_id"]) for row in step.rows)
        yield Tie((one, other), step.rule.level, values)


def _nearest_miss(evaluated: Evaluated, rows: tuple[int, int]) -> Miss:
    """Return the rule by which least is missing to a match, the first of several."""
    misses = [
        _miss(evaluated, rule, rows, (one, other))
        for rule in evaluated.plan.rules
        for one in range(len(rule.combinations))
        for other in (range(len(rule.combinations)) if evaluated.plan.is_many_to_many else [one])
    ]
    return min(misses, key=lambda miss: (len(miss.differing) + len(miss.missing), -len(miss.same)))


def _miss(
    evaluated: Evaluated, rule: Rule, rows: tuple[int, int], combinations: tuple[int, int]
) -> Miss:
    """Return how two profiles stand to each other in one rule."""
    same: list[str] = []
    differing: list[str] = []
    missing: list[str] = []
    common: list[bool] = []
    ones, others = (rule.combinations[number] for number in combinations)
    for name, both in zip(rule.attributes, zip(ones, others, strict=True), strict=True):
        coded = evaluated.coded[name]
        columns = [coded.columns[place] for place in both]
        one, other = (column.codes[row] for column, row in zip(columns, rows, strict=True))
        given = (coded.is_given_in(place, row) for place, row in zip(both, rows, strict=True))
        if not all(given):
            missing.append(name)
        elif one == other != MISSING:
            same.append(name)
            common.append(columns[0].is_common is not None and bool(columns[0].is_common[rows[0]]))
        else:
            differing.append(name)
    reason = ""
    if not differing and not missing:
        earlier = min(int(evaluated.found.levels[row]) or rule.level for row in rows)
        reason = (
            "all these values are too common to match on"
            if all(common)
            else f"one of them has matched others at level {earlier} before"
        )
    return Miss(rule.level, tuple(same), tuple(differing), tuple(missing), reason)
