"""Plans as people and programs read them, held against what was looked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cpkit import custom_attribute
from cpkit.models import (
    CLEAR,
    AutoMerging,
    ConflictResolution,
    Consolidation,
    DomainSettings,
    JobSchedule,
    Matching,
    RuleBasedMatching,
)
from cpkit.planning import Plan
from tests.support.planned import make_domain

if TYPE_CHECKING:
    from tests.support.golden import Golden

HAS: dict[str, Any] = {
    "DefaultExpirationDays": 366,
    "DefaultEncryptionKey": "arn:aws:kms:eu-west-1:111122223333:key/old",
    "DeadLetterQueueUrl": "https://sqs.eu-west-1.amazonaws.com/111122223333/lost",
    "Matching": {
        "Enabled": True,
        "JobSchedule": {"DayOfTheWeek": "MONDAY", "Time": "18:30"},
        "AutoMerging": {
            "Enabled": True,
            "Consolidation": {"MatchingAttributesList": [["EmailAddress", "LastName"]]},
            "MinAllowedConfidenceScoreForMerging": 0.9,
        },
        "Newer": True,
    },
    "RuleBasedMatching": {
        "Enabled": True,
        "Status": "IN_PROGRESS",
        "MatchingRules": [
            {"Rule": ["EmailAddress"]},
            {"Rule": ["PhoneNumber", "LastName"]},
            {"Rule": ["AccountNumber"]},
        ],
        "MaxAllowedRuleLevelForMerging": 1,
    },
    "Tags": {"team": "web", "stage": "test", "cost-center": "4711"},
}

SETTINGS = DomainSettings(
    domain_name="shop",
    default_expiration_days=90,
    default_encryption_key="arn:aws:kms:eu-west-1:111122223333:key/new",
    dead_letter_queue_url=CLEAR,
    matching=Matching(
        enabled=True,
        job_schedule=JobSchedule(day_of_the_week="MONDAY", time="18:30"),
        auto_merging=AutoMerging(
            enabled=True,
            consolidation=Consolidation([["EmailAddress", "LastName"], ["<b>|`x`", "@team"]]),
            conflict_resolution=ConflictResolution.source("\x1b[31mOrders"),
            min_allowed_confidence_score_for_merging=0.8,
        ),
    ),
    rule_based_matching=RuleBasedMatching(
        enabled=True,
        matching_rules=[
            ["PhoneNumber", "LastName"],
            ["EmailAddress"],
            [custom_attribute("loyalty-111122223333")],
        ],
        max_allowed_rule_level_for_merging=2,
    ),
    tags={"team": "shop", "stage": "test", "owner": "ann"},
)


def plans() -> dict[str, Plan]:
    """Make one plan of each action."""
    return {
        "update": Plan(settings=SETTINGS, domain=make_domain(**HAS)),
        "create": Plan(settings=SETTINGS, domain=None),
        "none": Plan(settings=DomainSettings(domain_name="shop"), domain=make_domain(**HAS)),
    }


@pytest.mark.parametrize("action", ["update", "create", "none"])
@pytest.mark.parametrize("form", ["txt", "ansi", "md", "html", "json", "revealed.txt"])
def test_rendering_when_compared_with_what_was_looked_at_then_it_is_the_same(
    action: str, form: str, golden: Golden
) -> None:
    """Whoever changes a rendering looks at it, and then at the file."""
    plan = plans()[action]
    written = {
        "txt": str(plan),
        "ansi": plan.to_text(colour=True),
        "md": plan.to_markdown(),
        "html": plan.to_html(),
        "json": plan.to_json(),
        "revealed.txt": plan.to_text(reveal=True),
    }[form]

    assert golden.file(f"{action}.{form}", f"{written}\n") == f"{written}\n"
    assert action == plan.action


def test_renderings_when_not_revealed_then_no_account_and_no_tag_value() -> None:
    """Plans end up in public places."""
    for plan in plans().values():
        for shown in (str(plan), plan.to_markdown(), plan.to_html(), plan.to_json()):
            assert "111122223333" not in shown
            assert "4711" not in shown
            assert '"ann"' not in shown
            assert "\x1b" not in shown


def test_plan_when_a_notebook_shows_it_then_as_masked_html() -> None:
    """Notebooks are shared, too."""
    notebook: Any = plans()["update"]

    assert notebook.to_html() == notebook._repr_html_()


def test_renderings_when_an_account_id_is_anywhere_then_it_shows_only_if_revealed() -> None:
    """Nothing is let through by chance, and nothing is kept from who asks."""
    account = "111122223333"
    plan = Plan(
        settings=DomainSettings(
            domain_name=account,
            default_encryption_key=account,
            matching=Matching(enabled=False),
            rule_based_matching=RuleBasedMatching(
                enabled=True, matching_rules=[[custom_attribute(account)]]
            ),
            tags={account: "x"},
        ),
        domain=make_domain(
            DomainName=account,
            DefaultEncryptionKey=f"{account}/old",
            Matching={"Enabled": True, account: 1},
            RuleBasedMatching={"Enabled": True, "Status": account},
        ),
    )
    masked = (str(plan), plan.to_markdown(), plan.to_html(), plan.to_json())
    revealed = (
        plan.to_text(reveal=True),
        plan.to_markdown(reveal=True),
        plan.to_html(reveal=True),
        plan.to_json(reveal=True),
    )

    for hidden, shown in zip(masked, revealed, strict=True):
        assert (0, 0) == (hidden.count(account), shown.count("***"))
        assert account in shown
