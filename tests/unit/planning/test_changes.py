"""One change: its kind, and how it is written."""

import pickle
from datetime import UTC, datetime
from typing import Any

import pytest

from cpkit.models import (
    CLEAR,
    DataStore,
    Domain,
    DomainSettings,
    ExportingConfig,
    Matching,
    MatchingRule,
)
from cpkit.planning import Change, diff, patch
from cpkit.schema.checks import LIMITS
from cpkit.schema.frozen import Tags

RULES = "RuleBasedMatching.MatchingRules"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (Change("A", None, 1), "added"),
        (Change("A", 1, None), "removed"),
        (Change("A", 1, 2), "changed"),
        (Change("A[1]", 1, 1, moved_from="A[0]"), "moved"),
    ],
)
def test_change_when_asked_then_it_says_its_kind(change: Change, kind: str) -> None:
    """The kind follows from what is there before and after."""
    assert kind == change.kind
    assert change == pickle.loads(pickle.dumps(change))


@pytest.mark.parametrize(
    "change",
    [
        Change("DefaultEncryptionKey", "secret", CLEAR),
        Change("DeadLetterQueueUrl", None, "secret"),
        Change('Tags["team"]', "secret", "secret"),
        Change("Tags", Tags({"team": "secret"}), CLEAR),
    ],
)
def test_change_when_it_is_about_secrets_then_they_never_show(change: Change) -> None:
    """Keys, queues and tags stay out of logs."""
    assert "secret" not in repr(change) + str(change)
    assert "<hidden>" in repr(change)
    assert "<hidden>" in str(change)


def test_change_when_an_item_moved_then_it_says_from_where() -> None:
    """Both places are named."""
    rule = MatchingRule(["EmailAddress"])
    change = Change(f"{RULES}[1]", rule, rule, moved_from=f"{RULES}[0]")

    assert f"{RULES}[1]: {rule!r}, moved from {RULES}[0]" == str(change)
    assert f"Change('{RULES}[1]', {rule!r}, {rule!r}, moved_from='{RULES}[0]')" == repr(change)


@pytest.mark.parametrize(
    ("change", "text", "shown"),
    [
        (Change("A", 366, None), "A: 366 -> None", "Change('A', 366, None)"),
        (Change("A.Time", "9:00", "8:00"), "A.Time: '9:00' -> '8:00'", None),
        (Change("Tags", None, CLEAR), "Tags: None -> CLEAR", "Change('Tags', None, CLEAR)"),
        (
            Change('Tags["a.b"]', "secret", None),
            'Tags["a.b"]: <hidden> -> None',
            "Change('Tags[\"a.b\"]', <hidden>, None)",
        ),
    ],
)
def test_change_when_written_then_values_are_as_in_code_and_secrets_hidden(
    change: Change, text: str, shown: str | None
) -> None:
    """What is no secret is shown, wherever it stands."""
    assert text == str(change)
    assert (shown or "Change('A.Time', '9:00', '8:00')") == repr(change)


def settings(*rules: str) -> DomainSettings:
    """Make settings of rules of one attribute."""
    from cpkit.models import RuleBasedMatching

    matching = RuleBasedMatching(enabled=True, matching_rules=[[rule] for rule in rules])
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
            "diff takes DomainSettings, not Domain: give domain.settings",
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


def test_diff_when_blocks_hold_nothing_then_they_are_listed_whole() -> None:
    """An empty block is another thing than none."""
    none, empty = (
        DomainSettings(domain_name="s"),
        DomainSettings(domain_name="s", data_store=DataStore()),
    )
    full = DomainSettings(domain_name="s", data_store=DataStore(enabled=True))

    assert (Change("DataStore", None, DataStore()),) == diff(none, empty)
    assert (Change("DataStore", DataStore(), None),) == diff(empty, none)
    assert (Change("DataStore", DataStore(enabled=True), DataStore()),) == diff(full, empty)
    assert (Change("DataStore.Enabled", None, True),) == diff(empty, full)
    assert none == patch(full, diff(full, none))


def test_diff_when_a_block_is_removed_with_an_empty_one_inside_then_both_go() -> None:
    """Whatever is inside is listed."""
    none = DomainSettings(domain_name="s")
    full = DomainSettings(
        domain_name="s", matching=Matching(enabled=True, exporting_config=ExportingConfig())
    )

    assert ["Matching.Enabled", "Matching.ExportingConfig"] == [c.path for c in diff(full, none)]
    assert none == patch(full, diff(full, none))


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
