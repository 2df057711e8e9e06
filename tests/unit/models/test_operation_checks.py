"""What keeps settings from being sent by an operation, and a name from standing for a domain."""

import attrs
import pandas as pd
import polars as pl
import pytest

import cpkit
from cpkit import (
    CLEAR,
    DomainSettings,
)
from cpkit.models.operation_checks import create_problems, domain_name_problems, update_problems
from cpkit.schema.checks import LIMITS
from tests.support.golden import Golden, listed


def test_create_when_expiration_is_missing_then_a_problem_of_that_operation() -> None:
    """Only creating a domain needs the days until data expires."""
    settings = DomainSettings(domain_name="shop")

    assert ["expiration-required"] == [p.code for p in create_problems(settings)]
    assert () == create_problems(DomainSettings(domain_name="shop", default_expiration_days=1))


def test_update_when_tags_are_given_then_warned_of() -> None:
    """What UpdateDomain does with tags is not documented."""
    tagged = DomainSettings(domain_name="shop", tags={"a": "b"})

    assert [("tags-in-update", "warning")] == [
        (problem.code, problem.severity) for problem in update_problems(tagged)
    ]
    for untagged in (CLEAR, None):
        assert () == update_problems(attrs.evolve(tagged, tags=untagged))


def test_domain_name_when_it_was_let_past_then_it_can_be_sent() -> None:
    """Who lifted the check is not stopped by it later on."""
    with cpkit.ignore_checks("pattern"):
        settings = DomainSettings(domain_name="my shop", default_expiration_days=1)

    assert () == create_problems(settings) == update_problems(settings)


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_domain_name_when_it_addresses_something_else_then_never_sent(name: str) -> None:
    """Even where everything is lifted, such a name keeps settings from being sent."""
    with cpkit.ignore_checks(*LIMITS):
        settings = DomainSettings(domain_name=name, default_expiration_days=1)

        for problems in (create_problems(settings), update_problems(settings)):
            assert [("DomainName", "error")] == [(p.path, p.severity) for p in problems]
        assert domain_name_problems(name)
        assert () == domain_name_problems("any thing")


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("shop", []),
        ("", ["length"]),
        ("a/b", ["pattern"]),
        (None, ["type"]),
        (pd.NA, ["type"]),
        (pl.Series(["shop"]), ["type"]),
        ("x" * 65, ["length"]),
    ],
)
def test_domain_name_when_it_stands_alone_then_checked(name: object, codes: list[str]) -> None:
    """A name that would address something else is refused."""
    assert codes == [problem.code for problem in domain_name_problems(name)]


def test_problems_when_reported_then_in_the_words_that_were_looked_at(golden: Golden) -> None:
    """People act on them."""
    tagged = DomainSettings(domain_name="shop", tags={"team": "web"})
    cases = [
        ("UpdateDomain with tags", update_problems(tagged)),
        ("CreateDomain without an expiration", create_problems(tagged)),
        *((f"a domain named {name!r}", domain_name_problems(name)) for name in ("", "..", "a b")),
    ]
    said = listed((name, [f"{one.severity} {one}" for one in found]) for name, found in cases)

    assert golden.file("operation_checks.txt", said) == said
