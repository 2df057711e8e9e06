"""Law: what means the same is no change, and a true difference never gets lost among it.

Settings are declared, and the service reports them in any of the ways that mean the same. Then a
plan is empty. Where the service reports anything else, the plan is not.
"""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from cpkit import Domain, Plan, diff, from_wire
from cpkit.planning import stale_paths
from cpkit.schema.json_types import is_map, is_sequence
from tests.support.drawn import ALLOWED, read, slow_to_make

TIMES = {"CreatedAt": 1_700_000_000, "LastUpdatedAt": 1_700_000_000}
DEFAULT = {"DayOfTheWeek": "SATURDAY", "Time": "00:00"}


def members(required: Any, optional: Any = None) -> st.SearchStrategy[Any]:
    """Draw a block of members."""
    return st.fixed_dictionaries(required, optional=optional)


NAMES = st.lists(st.sampled_from(["EmailAddress", "LastName", "Gender"]), min_size=1, max_size=3)
LEVELS = st.integers(1, 3)
RESOLUTION = members(
    {"ConflictResolvingModel": st.sampled_from(["RECENCY", "SOURCE"])},
    optional={"SourceName": st.just("Orders")},
)
EXPORTING = members(
    {},
    optional={
        "S3Exporting": members(
            {"S3BucketName": st.just("shop-matches")}, optional={"S3KeyName": st.just("weekly")}
        )
    },
)
SMALL = members(
    {"DomainName": st.just("shop")},
    optional={
        "DefaultExpirationDays": LEVELS,
        "DefaultEncryptionKey": st.sampled_from(["", "key"]),
        "DeadLetterQueueUrl": st.sampled_from(["", "queue"]),
        "Matching": members(
            {"Enabled": st.booleans()},
            optional={
                "JobSchedule": members(
                    {
                        "DayOfTheWeek": st.sampled_from(["SATURDAY", "MONDAY"]),
                        "Time": st.sampled_from(["0:00", "00:00", "9:30", "09:30", "19:30"]),
                    }
                ),
                "AutoMerging": members(
                    {"Enabled": st.booleans()},
                    optional={
                        "Consolidation": members(
                            {"MatchingAttributesList": st.lists(NAMES, min_size=1, max_size=3)}
                        ),
                        "ConflictResolution": RESOLUTION,
                        "MinAllowedConfidenceScoreForMerging": st.sampled_from([0.0, 0.5]),
                    },
                ),
                "ExportingConfig": EXPORTING,
            },
        ),
        "RuleBasedMatching": members(
            {"Enabled": st.booleans()},
            optional={
                "MatchingRules": st.lists(members({"Rule": NAMES}), min_size=1, max_size=3),
                "MaxAllowedRuleLevelForMatching": LEVELS,
                "MaxAllowedRuleLevelForMerging": LEVELS,
                "AttributeTypesSelector": members(
                    {"AttributeMatchingModel": st.sampled_from(["ONE_TO_ONE", "MANY_TO_MANY"])},
                    optional={
                        "PhoneNumber": st.permutations(["PhoneNumber", "HomePhoneNumber"]),
                        "Address": st.just(["Address"]),
                    },
                ),
                "ConflictResolution": RESOLUTION,
                "ExportingConfig": EXPORTING,
            },
        ),
        "DataStore": members({}, optional={"Enabled": st.booleans()}),
        "Tags": st.dictionaries(st.sampled_from("ab"), st.sampled_from(["", "x"]), min_size=1),
    },
)
"""Few values of every member, so that two of them are often the same."""
DOCUMENTS: st.SearchStrategy[Any] = SMALL | ALLOWED


def domain_of(document: dict[str, Any]) -> Domain:
    """Read what the service reports."""
    return from_wire(Domain, {**document, **TIMES})


def plan_of(declared: dict[str, Any], reported: dict[str, Any]) -> Plan:
    """Plan what is declared for a domain that is reported so."""
    return Plan(settings=read(declared), domain=domain_of(reported))


class Reporter:
    """Report a document in any way that means the same."""

    def __init__(self, data: st.DataObject, other: dict[str, Any]) -> None:
        """Take what draws, and a document that blocks which do not count are taken from."""
        self.data = data
        self.other = other

    def pick(self, *ways: Any) -> Any:
        """Draw one of several ways."""
        return self.data.draw(st.sampled_from(ways))

    def shuffle(self, names: list[str]) -> list[str]:
        """Draw another order."""
        return self.data.draw(st.permutations(names))

    def report(self, declared: dict[str, Any]) -> dict[str, Any]:
        """Report all of it; what is left alone can be anything."""
        document: dict[str, Any] = copy.deepcopy(declared)
        for name in ("DefaultEncryptionKey", "DeadLetterQueueUrl"):
            if document.get(name) == "":
                document.pop(name)
            if name in declared and name not in document and self.pick(True, False):
                document[name] = ""
        for name in ("Matching", "RuleBasedMatching", "DataStore"):
            if not declared.get(name):
                document[name] = copy.deepcopy(self.other.get(name))
            elif not declared[name].get("Enabled"):
                document[name] = self.disabled(declared[name], self.other.get(name))
        for name in [name for name in document if document[name] is None]:
            del document[name]
        if document.get("Matching", {}).get("Enabled"):
            self.matching(document["Matching"])
        if document.get("RuleBasedMatching", {}).get("Enabled"):
            self.rules(document["RuleBasedMatching"])
        return document

    def disabled(self, block: Any, other: Any) -> Any:
        """Report a disabled block: not at all, alone, or with anything in it."""
        off = {"Enabled": False}
        return copy.deepcopy(
            self.pick(None, off, {**(block or {}), **off}, {**(other or {}), **off})
        )

    def matching(self, block: dict[str, Any]) -> None:
        """Report enabled matching."""
        schedule = block.pop("JobSchedule", None)
        if schedule is None or {**schedule, "Time": schedule["Time"].zfill(5)} == DEFAULT:
            schedule = self.pick(None, {}, DEFAULT, {**DEFAULT, "Time": "0:00"})
        elif schedule["Time"].zfill(5).startswith("0"):
            padded = schedule["Time"].zfill(5)
            schedule = {**schedule, "Time": self.pick(padded, padded[1:])}
        merging = block.pop("AutoMerging", None)
        if merging is None or not merging["Enabled"]:
            other_matching: Any = self.other.get("Matching") or {}
            other = other_matching.get("AutoMerging")
            merging = self.disabled(merging, other)
        else:
            for criteria in [merging.get("Consolidation", {}).get("MatchingAttributesList", [])]:
                criteria[:] = map(self.shuffle, criteria)
            self.emptied(merging, "Consolidation", {}, {"MatchingAttributesList": []})
        block |= {
            name: given
            for name, given in (("JobSchedule", schedule), ("AutoMerging", merging))
            if given is not None
        }
        self.emptied(block, "ExportingConfig", {}, {"S3Exporting": {}})

    def rules(self, block: dict[str, Any]) -> None:
        """Report enabled rules."""
        for rule in block.get("MatchingRules", []):
            rule["Rule"] = self.shuffle(rule["Rule"])
        self.emptied(block, "MatchingRules", [])
        selector = block.get("AttributeTypesSelector")
        for name in ("Address", "PhoneNumber", "EmailAddress"):
            if selector and name in selector:
                selector[name] = self.shuffle(selector[name])
            elif selector:
                self.emptied(selector, name, [])
        resolution = block.get("ConflictResolution")
        if resolution:
            self.emptied(resolution, "SourceName", "")
        exporting = block.get("ExportingConfig", {}).get("S3Exporting")
        if exporting:
            self.emptied(exporting, "S3KeyName", "")

    def emptied(self, block: dict[str, Any], name: str, *empty: Any) -> None:
        """Report a member that is absent as empty, or not."""
        if name not in block and (given := self.pick(None, *empty)) is not None:
            block[name] = given


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the paths of all values below a value that count: of a disabled block one does."""
    if is_map(value):
        names = ["Enabled"] if value.get("Enabled") is False else [*value]
        below = [place for name in names for place in places(value[name], (*path, name))]
    elif is_sequence(value):
        below = [
            place for index, item in enumerate(value) for place in places(item, (*path, index))
        ]
    else:
        return [path]
    return [path, *below]


def differ(value: Any, pick: Any) -> Any:
    """Change a value truly."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, int | float):
        return value + 1 if value < 1 else value - 1
    if is_sequence(value):
        items: list[Any] = [*value]
        are_names = all(isinstance(item, str) for item in items)
        if not are_names and len(items) > 1 and pick(True, False):
            assume(sorted_names(items[0]) != sorted_names(items[-1]))
            return [items[-1], *items[1:-1], items[0]]
        return [*items, items[0]] if pick(True, False) or len(items) == 1 else items[1:]
    return None


def sorted_names(item: Any) -> list[str]:
    """Return a rule or a criterion without the order of its attributes."""
    return sorted(item["Rule"] if is_map(item) else item)


@slow_to_make
@given(DOCUMENTS, SMALL, st.data())
def test_plan_when_the_same_is_reported_in_any_way_then_it_is_empty(
    declared: dict[str, Any], other: dict[str, Any], data: st.DataObject
) -> None:
    """After an apply there is nothing to do, however the service reports what it has stored."""
    reporter = Reporter(data, other)
    reported, again = reporter.report(declared), reporter.report(declared)
    plan = plan_of(declared, reported)

    assert () == plan.changes
    assert not plan
    assert plan.before == plan.after
    same = plan_of(declared, again)
    assert plan.fingerprint == same.fingerprint
    assert () == stale_paths(plan, same)
    assert () == diff(domain_of(reported).settings, domain_of(again).settings)


@slow_to_make
@given(DOCUMENTS, SMALL, st.data())
def test_plan_when_something_else_is_reported_then_it_is_a_change(
    declared: dict[str, Any], other: dict[str, Any], data: st.DataObject
) -> None:
    """One value differs, and all others are reported in any way: the plan says so."""

    def pick(*ways: Any) -> Any:
        return data.draw(st.sampled_from(ways))

    document = copy.deepcopy(declared)
    found = [path for path in places(document) if path and path != ("DomainName",)]
    assume(found)
    path = data.draw(st.sampled_from(found))
    holder: Any = document
    for step in path[:-1]:
        holder = holder[step]
    changed = differ(holder[path[-1]], pick)
    assume(changed is not None)
    holder[path[-1]] = changed
    reported = Reporter(data, other).report(document)
    plan = plan_of(declared, reported)

    assert plan.changes
    assert plan.steps
    assert stale_paths(plan_of(declared, declared), plan)
