"""What a plan does to tags: never too many, and never none in between."""

from __future__ import annotations

import attrs
import pytest

import cpkit
from cpkit.models import (
    CLEAR,
)
from cpkit.planning import Plan, change_tags, stale_tags
from cpkit.planning.steps import tags_after
from cpkit.schema.checks import LIMITS
from tests.support.planned import make_domain, make_plan


def test_plan_when_tags_change_then_they_are_set_before_others_go() -> None:
    """Tags that stay are not sent, and none that stays is ever missing."""
    made = make_plan(
        {"Tags": {"stay": "s", "change": "1", "go": "g", "aws:cloud": "formation"}},
        tags={"stay": "s", "change": "2", "new": "n"},
    )

    assert [
        ("TagResource", {"tags": {"change": "2", "new": "n"}}),
        ("UntagResource", {"tagKeys": ["go"]}),
    ] == [(step.operation, step.to_wire()) for step in made.steps]
    assert change_tags(made.steps)
    assert {"stay": "s", "change": "2", "new": "n"} == tags_after(made.before, made.steps)


def test_plan_when_tags_are_cleared_then_all_but_those_of_aws_go() -> None:
    """Nobody can remove what AWS has set."""
    made = make_plan({"Tags": {"team": "web", "aws:cloud": "formation"}}, tags=CLEAR)

    assert [{"tagKeys": ["team"]}] == [step.to_wire() for step in made.steps]
    assert change_tags(made.steps)


def test_plan_when_tags_are_cleared_and_more_changes_then_each_is_sent_by_its_own_request() -> None:
    """An update cannot say that all tags are to go, and need not."""
    made = make_plan({"Tags": {"team": "web"}}, tags=CLEAR, default_expiration_days=90)

    assert [
        ("UpdateDomain", {"DomainName": "shop", "DefaultExpirationDays": 90}),
        ("UntagResource", {"tagKeys": ["team"]}),
    ] == [(step.operation, step.to_wire()) for step in made.steps]


@pytest.mark.parametrize("old", [1, 2, 25, 30, 49, 50])
@pytest.mark.parametrize("new", [1, 2, 25, 30, 49, 50])
def test_plan_when_all_tags_are_replaced_then_never_too_many_and_never_none(
    old: int, new: int
) -> None:
    """A domain has 50 tags at most in between, too, and a failure never leaves it without any."""
    before = {f"old{n}": "x" for n in range(old)}
    after = {f"new{n}": "y" for n in range(new)}
    made = make_plan({"Tags": before}, tags=after)

    tags, counts = dict(before), [old]
    for step in made.steps:
        request = step.to_wire()
        tags |= request.get("tags", {})
        tags = {key: tags[key] for key in tags if key not in request.get("tagKeys", ())}
        counts.append(len(tags))

    assert after == tags
    assert 50 >= max(counts)
    assert 1 <= min(counts)


@pytest.mark.parametrize(
    ("old", "new", "turns"),
    [
        (1, 1, ["set 1", "remove 1"]),
        (30, 30, ["set 20", "remove 10", "set 10", "remove 20"]),
        (50, 1, ["remove 1", "set 1", "remove 49"]),
        (50, 50, ["remove 25", "set 25", "remove 25", "set 25"]),
        # beyond the limit: the service may have lifted it, or settings were let past it
        (60, 1, ["remove 11", "set 1", "remove 49"]),
        (1, 60, ["set 49", "remove 1", "set 11"]),
    ],
)
def test_plan_when_tags_are_replaced_then_in_as_few_turns_as_there_is_room_for(
    old: int, new: int, turns: list[str]
) -> None:
    """Set first, and remove only as many as must make room."""
    with cpkit.ignore_checks(*LIMITS):
        made = make_plan(
            {"Tags": {f"old{n}": "x" for n in range(old)}},
            tags={f"new{n}": "y" for n in range(new)},
        )

    verbs = {"TagResource": "set", "UntagResource": "remove"}
    assert turns == [f"{verbs[step.operation]} {len(step.paths)}" for step in made.steps]


def test_plan_when_tags_of_aws_were_let_past_checks_then_they_are_left_alone() -> None:
    """Nobody can set them, whatever was lifted."""
    with cpkit.ignore_checks(*LIMITS):
        made = make_plan({}, tags={"aws:cloud": "formation"})

    assert not made


def test_stale_tags_when_somebody_changed_one_then_it_is_named() -> None:
    """What the plan's own steps did is expected."""
    made = make_plan({"Tags": {"a": "1", "b": "2"}}, tags={"a": "3"})
    tag, untag = made.steps

    def now(**tags: str) -> Plan:
        return attrs.evolve(made, domain=make_domain(Tags=tags))

    assert () == stale_tags(made, now(a="3", b="2"), [tag])
    assert () == stale_tags(made, now(a="3"), [tag, untag])
    assert ('Tags["b"]', 'Tags["c"]') == stale_tags(made, now(a="3", c="4"), [tag])
    assert ("DomainName",) == stale_tags(made, attrs.evolve(made, domain=None), [tag])


def test_plan_when_tags_are_only_set_then_it_says_that_it_changes_them() -> None:
    """Their ARN is asked for by that."""
    assert change_tags(make_plan({}, tags={"team": "web"}).steps)
    assert not change_tags(make_plan({}, default_expiration_days=90).steps)
