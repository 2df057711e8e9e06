"""What is different: as little as possible, and each at its place."""

import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from cpkit import rule_attribute
from cpkit.models import (
    CLEAR,
    DataStore,
    DayOfTheWeek,
    Domain,
    DomainSettings,
    ExportingConfig,
    JobSchedule,
    Matching,
    RuleBasedMatching,
)
from cpkit.planning import Change, diff
from cpkit.planning.diff import Changes, Pair, align
from cpkit.schema.checks import LIMITS
from tests.support.patched import patch

RULES = "RuleBasedMatching.MatchingRules"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def settings(*rules: str) -> DomainSettings:
    """Make settings of rules of one attribute."""
    matching = RuleBasedMatching(
        enabled=True, matching_rules=[[rule_attribute(rule)] for rule in rules]
    )
    return DomainSettings(domain_name="shop", rule_based_matching=matching)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("EP", "EPL", [("added", 2, None)]),
        ("EP", "LEP", [("added", 0, None)]),
        ("EPL", "EL", [("removed", 1, None)]),
        ("EP", "EL", [("changed", 1, None)]),
        ("EP", "PE", [("moved", 1, 0)]),
        ("EPLG", "GEPL", [("moved", 0, 3)]),
        ("EP", "LE", [("added", 0, None), ("removed", 1, None)]),
        ("", "E", [("added", 0, None)]),
    ],
)
def test_diff_when_rules_change_then_as_little_as_possible_is_listed(
    before: str, after: str, found: list[tuple[str, int, int | None]]
) -> None:
    """Down to the single rule: one that others were placed before has not moved."""
    names = {"E": "EmailAddress", "P": "PhoneNumber", "L": "LastName", "G": "Gender"}
    has = settings(*map(names.__getitem__, before)) if before else DomainSettings(domain_name="s")
    has = DomainSettings.filled(["shop", *[getattr(has, name) for name in FIELDS[1:]]])
    wanted = settings(*map(names.__getitem__, after))
    changes = [change for change in diff(has, wanted) if change.path.startswith(RULES)]

    expected = [
        (kind, f"{RULES}[{index}]", None if origin is None else f"{RULES}[{origin}]")
        for kind, index, origin in found
    ]
    kinds = sorted((change.kind, change.path, change.moved_from) for change in changes)
    assert sorted(expected) == kinds
    assert wanted == patch(has, diff(has, wanted))


FIELDS = [
    "domain_name",
    "default_expiration_days",
    "default_encryption_key",
    "dead_letter_queue_url",
    "matching",
    "rule_based_matching",
    "data_store",
    "tags",
]


def test_diff_when_tags_have_odd_keys_then_each_is_found_and_put_back() -> None:
    """A key is quoted in its path, and read back from it."""
    import cpkit

    with cpkit.ignore_checks(*LIMITS):
        before = DomainSettings(domain_name="shop", tags={'a"b': "1", "c\\": "2", "stay": "s"})
        after = DomainSettings(domain_name="shop", tags={'a"b': "3", "d\ne": "4", "stay": "s"})
    changes = diff(before, after)

    assert ['Tags["a\\"b"]', 'Tags["c\\\\"]', 'Tags["d\\ne"]'] == [c.path for c in changes]
    assert after == patch(before, changes)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            Domain(settings=settings("LastName"), created_at=NOW, last_updated_at=NOW),
            "diff takes DomainSettings, not Domain; pass domain.settings",
        ),
        (
            settings("LastName").rule_based_matching,
            "diff takes DomainSettings, not RuleBasedMatching",
        ),
    ],
)
def test_diff_when_given_no_settings_then_refused(given: Any, says: str) -> None:
    """What has none of the members would be equal to anything."""
    with pytest.raises(TypeError, match=f"^{says}$"):
        diff(given, settings("LastName"))
    with pytest.raises(TypeError, match=f"^{says}$"):
        diff(settings("LastName"), given)


def test_diff_when_blocks_are_empty_then_they_are_as_none() -> None:
    """What is empty means the same as nothing, at any depth."""
    none, empty, full = (
        DomainSettings(domain_name="s", data_store=store)
        for store in (None, DataStore(), DataStore(enabled=True))
    )
    exporting = DomainSettings(
        domain_name="s", matching=Matching(enabled=True, exporting_config=ExportingConfig())
    )

    assert () == diff(none, empty) == diff(empty, none)
    assert (Change("DataStore.Enabled", True, None),) == diff(full, empty)
    assert (Change("DataStore.Enabled", None, True),) == diff(empty, full)
    assert (Change("Matching.Enabled", True, None),) == diff(exporting, none)
    assert none == patch(full, diff(full, none))


def test_diff_when_a_block_is_disabled_then_all_in_it_goes() -> None:
    """What a disabled block contains does not count; that it is disabled does."""
    schedule = JobSchedule(day_of_the_week="MONDAY", time="9:00")
    on, off, none = (
        DomainSettings(domain_name="s", matching=matching)
        for matching in (
            Matching(enabled=True, job_schedule=schedule),
            Matching(enabled=False, job_schedule=schedule),
            None,
        )
    )

    assert (
        Change("Matching.Enabled", True, False),
        Change("Matching.JobSchedule.DayOfTheWeek", DayOfTheWeek.MONDAY, None),
        Change("Matching.JobSchedule.Time", "9:00", None),
    ) == diff(on, off)
    assert () == diff(off, none)


def test_diff_when_a_schedule_changes_then_only_what_means_something_else_is_listed() -> None:
    """Two ways to write one time are no change beside that of the day."""
    old, new = (
        DomainSettings(
            domain_name="s",
            matching=Matching(
                enabled=True, job_schedule=JobSchedule(day_of_the_week=day, time=time)
            ),
        )
        for day, time in ((DayOfTheWeek.SATURDAY, "00:00"), (DayOfTheWeek.MONDAY, "0:00"))
    )

    day = "Matching.JobSchedule.DayOfTheWeek"
    assert (Change(day, DayOfTheWeek.SATURDAY, DayOfTheWeek.MONDAY),) == diff(old, new)


def test_diff_when_items_are_many_then_its_work_grows_with_them() -> None:
    """Ten times the rules are not a hundred times the work, whatever moved."""

    def steps(count: int) -> int:
        counted = 0

        def count_lines(_frame: object, event: str, _arg: object) -> Any:
            nonlocal counted
            counted += event == "line"
            return count_lines

        names = [*range(count)]
        before = sys.gettrace()
        sys.settrace(count_lines)
        try:
            align(names, names[::-1])
        finally:
            sys.settrace(before)
        return counted

    assert 12 * steps(100) > steps(1000)


def test_changes_when_a_notebook_shows_them_then_as_a_masked_table() -> None:
    """Notebooks are shared: what plans mask is masked here, too."""
    before = DomainSettings(domain_name="shop", tags={"team": "web"})
    after = DomainSettings(domain_name="shop", default_expiration_days=90, tags={"team": "4711"})
    changes: Any = diff(before, after)
    none: Any = diff(before, before)
    revealing: Any = diff(
        before, DomainSettings(domain_name="shop", default_encryption_key="111122223333/key")
    )
    assert "111122223333" not in revealing._repr_html_()

    shown = changes._repr_html_()

    assert "<strong>2 changes</strong>" in shown
    assert [shown.count(">added<"), shown.count(">changed<"), shown.count("4711")] == [1, 1, 0]
    assert "<strong>no changes</strong>" in none._repr_html_()
    assert "<table" not in none._repr_html_()
    assert "<caption" not in shown  # the title has said it


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("XAB", "BA", [(0, None), (1, 1)]),
        ("ABCX", "CAB", [(2, 0), (3, None)]),
        ("XA", "BAC", [(0, 0), (None, 2)]),
        ("XABC", "CAB", [(0, None), (3, 0)]),
        ("ABCD", "DABC", [(3, 0)]),
        ("ABCD", "BCDA", [(0, 3)]),
        ("ABCDE", "AEBCD", [(4, 1)]),
        ("ABXCE", "EABC", [(4, 0), (2, None)]),
        ("ABCD", "CABD", [(2, 0)]),
        ("AB", "CABD", [(None, 0), (None, 3)]),
        ("AB", "XY", [(0, 0), (1, 1)]),
        ("AA", "AAA", [(None, 2)]),
        ("ABC", "ABC", []),
    ],
)
def test_align_when_items_differ_then_pairs_come_by_their_index(
    before: str, after: str, pairs: list[tuple[int | None, int | None]]
) -> None:
    """What went stands before what came to its place."""
    assert tuple(Pair(*pair) for pair in pairs) == align(before, after)


def test_diff_when_tags_are_cleared_then_they_are_listed_whole() -> None:
    """To clear is something that one declares: it differs from tags that are left alone."""
    tagged, cleared, alone = (
        DomainSettings(domain_name="shop", tags=tags) for tags in ({"a": "1"}, CLEAR, None)
    )

    assert (Change("Tags", {"a": "1"}, CLEAR),) == diff(tagged, cleared)
    assert (Change("Tags", CLEAR, None),) == diff(cleared, alone)


def test_changes_when_made_into_tables_then_they_are_masked_and_have_columns() -> None:
    """Values are JSON texts in data frames, whose columns have one type, and values in dicts."""
    before = DomainSettings(domain_name="shop", default_encryption_key="key/111122223333")
    rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
    after = DomainSettings(domain_name="shop", rule_based_matching=rules, tags={"a": "4711"})
    changes = diff(before, after)
    columns = ["kind", "path", "before", "after", "moved_from"]

    assert [
        ("removed", "DefaultEncryptionKey", "key/***", None),
        ("added", "RuleBasedMatching.Enabled", None, True),
        ("added", f"{RULES}[0]", None, ["EmailAddress"]),
        ("added", 'Tags["a"]', None, "***"),
    ] == [tuple(row[name] for name in columns[:4]) for row in changes.to_dicts()]
    assert [set(columns)] * 4 == [set(row) for row in changes.to_dicts()]
    expected = [None, "true", '["EmailAddress"]', '"***"']
    frame: Any = changes.to_pandas()
    table = changes.to_polars()
    assert expected == frame["after"].tolist() == table["after"].to_list()
    for empty in (diff(before, before), Changes()):
        assert columns == [*empty.to_pandas().columns] == empty.to_polars().columns == columns
        assert [] == empty.to_dicts()


def test_changes_when_a_rule_moved_then_its_row_says_from_where() -> None:
    """The place before is a column of its own."""
    (moved,) = (row for row in diff(settings("LastName", "Gender"), settings("Gender", "LastName")))

    assert moved.moved_from == Changes([moved]).to_dicts()[0]["moved_from"]
    assert moved.moved_from == Changes([moved]).to_polars()["moved_from"][0]
