"""What happened to a plan, as people and programs read it."""

import pickle
from typing import Any

import pytest
from rich.pretty import pretty_repr

from cpkit.errors import IncompletePlanError
from cpkit.models import Domain, DomainSettings
from cpkit.planning import (
    ApplyResult,
    Change,
    Outcome,
    Plan,
    Step,
    StepResult,
)
from cpkit.wire import from_wire
from tests.support.golden import Golden
from tests.support.planned import make_domain

SETTINGS = DomainSettings(domain_name="shop", default_expiration_days=366)
STEP = Plan(settings=SETTINGS, domain=None).steps[0]
READ_BACK = from_wire(
    Domain, {"DomainName": "shop", "CreatedAt": 1_700_000_000, "LastUpdatedAt": 1_700_000_000}
)


def result(
    *outcomes: Outcome, domain: Domain | None = READ_BACK, remaining: tuple[Change, ...] = ()
) -> ApplyResult:
    """Make a result of steps that came out so."""
    steps = tuple(StepResult(STEP, outcome, 1) for outcome in outcomes)
    return ApplyResult(domain_name="shop", steps=steps, domain=domain, remaining=remaining)


@pytest.mark.parametrize(
    ("given", "summary"),
    [
        (result(), "nothing was sent, the settings are stored"),
        (result(Outcome.DONE), "everything was sent, the settings are stored"),
        (result(Outcome.ALREADY_APPLIED), "everything was sent, the settings are stored"),
        (
            result(Outcome.DONE, remaining=(Change("DefaultExpirationDays", 1, 2),)),
            "everything was sent, but not all of it is stored",
        ),
        (
            result(Outcome.DONE, domain=None),
            "everything was sent, but the domain could not be read back",
        ),
        (result(Outcome.DONE, Outcome.FAILED), "the plan was not applied completely"),
        (result(Outcome.UNKNOWN), "the plan was not applied completely"),
        (result(Outcome.NOT_SENT), "the plan was not applied completely"),
    ],
)
def test_result_when_written_then_it_says_first_what_came_of_it(
    given: ApplyResult, summary: str
) -> None:
    """One line for those who read no further."""
    assert f"shop: {summary}" == str(given).splitlines()[0]


HALF = ApplyResult(
    domain_name="shop-111122223333",
    steps=(
        StepResult(STEP, Outcome.DONE, 2),
        StepResult(Step("TagResource", ('Tags["111122223333"]',), {}), Outcome.UNKNOWN, 1),
        StepResult(Step("UntagResource", ('Tags["team"]',), {}), Outcome.NOT_SENT, 0),
    ),
    domain=READ_BACK,
    remaining=(Change("DefaultEncryptionKey", "111122223333/old", "111122223333/new"),),
)
"""A plan that was applied in part, with an account id wherever one can be."""


@pytest.mark.parametrize("form", ["txt", "revealed.txt", "html", "md", "json", "revealed.json"])
def test_result_when_compared_with_what_was_looked_at_then_it_is_the_same(
    form: str, golden: Golden
) -> None:
    """Whoever changes a rendering looks at it, and then at the file."""
    notebook: Any = HALF
    written = {
        "txt": str(HALF),
        "revealed.txt": HALF.to_text(reveal=True),
        "html": notebook._repr_html_(),
        "md": HALF.to_markdown(),
        "json": HALF.to_json(),
        "revealed.json": HALF.to_json(reveal=True),
    }[form]

    assert golden.file(f"result.{form}", f"{written}\n") == f"{written}\n"
    assert form.startswith("revealed") == ("111122223333" in written)


def test_result_when_something_did_not_take_then_it_is_listed() -> None:
    """What remains is written as in a plan."""
    shown = str(result(Outcome.DONE, remaining=(Change("DefaultExpirationDays", 1, 2),)))

    assert "Not stored:\n  ~ DefaultExpirationDays  1 -> 2" in shown
    assert "+ CreateDomain  done  1x  DomainName, DefaultExpirationDays" in shown


def test_result_when_a_notebook_shows_it_then_as_html() -> None:
    """The same rows."""
    notebook: Any = result(Outcome.DONE)
    assert "<code" in notebook._repr_html_()
    assert "\x1b[32m" in result(Outcome.DONE).to_text(colour=True)


def test_error_when_pickled_then_it_keeps_what_was_done() -> None:
    """It crosses processes as every error does."""
    error = IncompletePlanError("why", result=result(Outcome.DONE), reason=ValueError("x"))
    restored = pickle.loads(pickle.dumps(error))

    assert result(Outcome.DONE) == error.result
    assert ("why", error.result) == (str(restored), restored.result)
    assert isinstance(restored.reason, ValueError)


@pytest.mark.parametrize(
    ("status", "summary"),
    [
        ("PENDING", "stored; rules are PENDING and become active in about an hour"),
        (
            "IN_PROGRESS",
            "stored; rules are IN_PROGRESS, and AWS does not document when they become active",
        ),
        ("ACTIVE", "stored"),
        ("ARCHIVED", "stored"),
    ],
)
@pytest.mark.parametrize("is_enabled", [True, False])
def test_result_when_rules_have_a_status_then_stored_is_not_active(
    status: str, summary: str, *, is_enabled: bool
) -> None:
    """A disabled block may carry an old status."""
    rules = {"Enabled": is_enabled, "Status": status}
    read_back = make_domain(RuleBasedMatching=rules)

    expected = f"everything was sent, the settings are {summary if is_enabled else 'stored'}"
    assert f"shop: {expected}" == str(result(Outcome.DONE, domain=read_back)).splitlines()[0]


def test_result_when_rich_shows_it_then_without_secrets() -> None:
    """Rich looks at fields where nobody tells it what to show."""
    shown = pretty_repr(HALF)

    assert "ApplyResult(" in shown
    assert "<hidden>" in shown
    assert "111122223333/old" not in shown
