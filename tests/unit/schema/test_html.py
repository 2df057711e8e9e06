"""What a notebook shows of settings, domains and results, held against what was looked at once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

import cpkit
from cpkit import custom_attribute
from cpkit.models import (
    CLEAR,
    AttributeTypesSelector,
    AutoMerging,
    ConflictResolution,
    Consolidation,
    DataStore,
    Domain,
    DomainSettings,
    DomainStats,
    ExportingConfig,
    JobSchedule,
    ListDomainItem,
    Matching,
    MatchingRule,
    RuleBasedMatching,
    RuleBasedMatchingStatus,
    S3Exporting,
)
from cpkit.models.jobs import IdentityResolutionJob, IdentityResolutionJobStatus, JobStats
from cpkit.models.matches import AutoMergingPreview, MatchItem
from cpkit.models.pages import MatchesPage, RuleBasedMatchesPage
from cpkit.schema.checks import LIMITS
from cpkit.schema.html import table_of, tables_of

if TYPE_CHECKING:
    from tests.support.golden import Golden

SECRETS = ("111122223333", "sqs.eu-west-1", "kms", "4711")

SETTINGS = DomainSettings(
    domain_name="shop",
    default_expiration_days=366,
    default_encryption_key="arn:aws:kms:eu-west-1:111122223333:key/1",
    dead_letter_queue_url="https://sqs.eu-west-1.amazonaws.com/111122223333/lost",
    matching=Matching(
        enabled=True,
        job_schedule=JobSchedule(day_of_the_week="MONDAY", time="18:30"),
        auto_merging=AutoMerging(
            enabled=True,
            consolidation=Consolidation([["EmailAddress", "LastName"], ["<b>|`x`", "@team"]]),
            conflict_resolution=ConflictResolution.recency(),
            min_allowed_confidence_score_for_merging=0.9,
        ),
        exporting_config=ExportingConfig(S3Exporting(s3_bucket_name="shop-matches")),
    ),
    rule_based_matching=RuleBasedMatching(
        enabled=True,
        matching_rules=[
            ["EmailAddress"],
            *(MatchingRule(["LastName", custom_attribute(f"n{n}")]) for n in range(12)),
        ],
        attribute_types_selector=AttributeTypesSelector(
            attribute_matching_model="ONE_TO_ONE", email_address=["EmailAddress"]
        ),
    ),
    data_store=DataStore(enabled=True),
    tags={"team": "web", "cost-center": "4711"},
)

VALUES: dict[str, Any] = {
    "settings": SETTINGS,
    "domain": Domain(
        settings=SETTINGS,
        created_at=datetime(2026, 1, 3, 18, 30, tzinfo=UTC),
        last_updated_at=datetime(2026, 1, 4, 18, 30, 5, tzinfo=UTC),
        rule_based_matching_status=RuleBasedMatchingStatus.ACTIVE,
        stats=DomainStats(profile_count=12),
        unknown_members=["Matching.Newer"],
        raw={"DefaultEncryptionKey": "kms"},
    ),
    "matches": MatchesPage(
        potential_matches=2,
        matches=(
            MatchItem(match_id="7", profile_ids=["a" * 32, "b" * 32], confidence_score=0.97),
            MatchItem(match_id="<8>"),
        ),
    ),
    "job": IdentityResolutionJob(
        job_id="0" * 32,
        status=IdentityResolutionJobStatus.PARTIAL_SUCCESS,
        message="<script>alert(1)</script>",
        job_start_time=datetime(2026, 1, 3, 18, 30, tzinfo=UTC),
        job_stats=JobStats(number_of_profiles_reviewed=7, number_of_matches_found=0),
        auto_merging=AutoMerging(enabled=True),
    ),
}


def rows(value: object) -> list[tuple[str, ...]]:
    """Give the texts of the rows of all tables of a value."""
    return [
        tuple(cell.text for cell in row.cells) for table in tables_of(value) for row in table.rows
    ]


@pytest.mark.parametrize("name", VALUES)
def test_value_when_shown_then_as_it_was_looked_at(name: str, golden: Golden) -> None:
    """Whoever changes what is shown looks at it, and then at the file."""
    shown = f"{VALUES[name]._repr_html_()}\n"

    assert golden.file(f"{name}.html", shown) == shown


@pytest.mark.parametrize("name", ["settings", "domain"])
def test_value_when_shown_then_without_secrets(name: str) -> None:
    """Notebooks are shared: keys, queues and tag values stay out, as they do of a `repr`."""
    shown = VALUES[name]._repr_html_()

    assert [] == [secret for secret in SECRETS if secret in shown]
    assert 2 == shown.count(">&lt;hidden&gt;<")
    assert "&#x27;team&#x27;: &lt;hidden&gt;" in shown


def test_members_when_shown_then_under_the_names_one_types() -> None:
    """A row says what stands after the dot; what is not given takes no place."""
    merging = AutoMerging(
        enabled=False,
        consolidation=Consolidation([["a", "b"], ["c"]]),
        conflict_resolution=ConflictResolution.source("Orders"),
    )

    assert [
        ("enabled", "False"),
        ("consolidation[0]", "a, b"),
        ("consolidation[1]", "c"),
        ("conflict_resolution.conflict_resolving_model", "SOURCE"),
        ("conflict_resolution.source_name", "Orders"),
    ] == rows(merging)
    assert [("rule", "EmailAddress, LastName")] == rows(MatchingRule(["EmailAddress", "LastName"]))


def test_clear_when_shown_then_as_one_types_it() -> None:
    """What is cleared is no secret."""
    settings = DomainSettings(domain_name="shop", dead_letter_queue_url="", tags=CLEAR)

    assert [
        ("domain_name", "shop"),
        ("dead_letter_queue_url", "CLEAR"),
        ("tags", "CLEAR"),
    ] == rows(settings)


def test_blocks_when_in_settings_then_large_ones_have_tables() -> None:
    """A single member needs no table of its own."""
    settings = DomainSettings(
        domain_name="shop",
        matching=Matching(enabled=False),
        rule_based_matching=RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]]),
    )

    tables = [table for table in tables_of(settings) if table.rows]

    assert ["", "rule_based_matching"] == [table.title for table in tables]
    assert [("domain_name", "shop"), ("matching.enabled", "False")] == rows(settings)[:2]


def test_names_when_there_are_many_then_the_rest_is_counted() -> None:
    """A person reads no more."""
    page = RuleBasedMatchesPage(match_ids=[f"r{number}" for number in range(22)])
    ((name, shown),) = rows(page)

    assert "match_ids" == name
    assert shown.startswith("r0, r1, ")
    assert shown.endswith(", r19, and 2 more")


def test_fields_when_left_out_then_not_shown() -> None:
    """Who shows a page's items elsewhere does not repeat them."""
    page = MatchesPage(matches=(MatchItem(match_id="7"),), potential_matches=1)

    assert [] == [
        row
        for table in tables_of(page, without=["matches", "potential_matches"])
        for row in table.rows
    ]


def test_preview_when_shown_then_named() -> None:
    """The title says what it is, and of which domain."""
    preview: Any = AutoMergingPreview(domain_name="shop", number_of_matches_in_sample=3)

    assert "<strong>AutoMergingPreview shop</strong>" in preview._repr_html_()
    assert ">3<" in preview._repr_html_()


def test_table_when_made_of_results_then_each_field_is_a_column() -> None:
    """Every row has every column, and what is below is written out."""
    jobs = [
        IdentityResolutionJob(
            job_id="0" * 32,
            job_stats=JobStats(number_of_matches_found=0, number_of_merges_done=1),
        ),
        IdentityResolutionJob(job_id="1" * 32),
    ]
    section = table_of(jobs, "Jobs")
    column = section.headings.index("job_stats")

    assert "job_id" == section.headings[0]
    assert ["number_of_matches_found: 0, number_of_merges_done: 1", ""] == [
        row.cells[column].text for row in section.rows
    ]


def test_table_when_it_has_one_row_then_its_columns_all_the_same() -> None:
    """The first value tells what all have."""
    section = table_of([JobSchedule(day_of_the_week="MONDAY", time="18:30")], "Times")

    assert ("Times", ("day_of_the_week", "time"), 1) == (
        section.title,
        section.headings,
        len(section.rows),
    )


def test_table_when_its_values_have_one_field_then_they_are_texts() -> None:
    """A rule is the list of its attributes."""
    section = table_of([MatchingRule(["EmailAddress"])], "Rules")

    assert ("id",) == section.headings


def test_tables_when_a_field_is_left_out_then_those_after_it_stay() -> None:
    """What the title says already need not stand below it."""
    (section,) = tables_of(
        DomainSettings(domain_name="shop", default_expiration_days=366), without=["domain_name"]
    )

    assert [["default_expiration_days", "366"]] == [
        [cell.text for cell in row.cells] for row in section.rows
    ]


@pytest.mark.parametrize(("count", "end"), [(20, "n19"), (21, "n19, and 1 more")])
def test_list_of_names_when_it_is_long_then_its_end_is_counted(count: int, end: str) -> None:
    """A person reads no more than twenty."""
    names = [f"n{number}" for number in range(count)]
    (section,) = tables_of(Consolidation([names[:1]]))
    assert "n0" == section.rows[0].cells[1].text

    with cpkit.ignore_checks(*LIMITS):
        (section,) = tables_of(Consolidation([names]))
    assert section.rows[0].cells[1].text.endswith(end)


def test_time_when_it_has_parts_of_a_second_then_they_are_not_shown() -> None:
    """Nobody compares them by eye."""
    item = ListDomainItem(
        domain_name="shop",
        created_at=datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC),
        last_updated_at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    (section,) = tables_of(item)

    assert "2026-01-02 03:04:05+00:00" in [cell.text for row in section.rows for cell in row.cells]


@pytest.mark.parametrize("ids", [(), ("r1", "r2")])
def test_table_when_made_of_ids_then_there_is_one_column(ids: tuple[str, ...]) -> None:
    """An empty table is no error."""
    section = table_of(ids, "Ids")

    assert "Ids" == section.title
    assert (("id",), list(ids)) == (
        section.headings,
        [row.cells[0].text for row in section.rows],
    )
