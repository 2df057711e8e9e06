"""`cpkit list` and `cpkit status`."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from cpkit import DomainSettings, RuleBasedMatching

if TYPE_CHECKING:
    from cpkit import CustomerProfiles
    from tests.support.command import Run

RULES = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])


@pytest.fixture(autouse=True)
def _domains(profiles: CustomerProfiles) -> None:
    for name, rules in [("shop", RULES), ("store", None)]:
        profiles.create_domain(
            DomainSettings(domain_name=name, default_expiration_days=366, rule_based_matching=rules)
        )


def test_list_when_printed_then_a_row_a_domain(run: Run) -> None:
    """A heading, and the names in the service's order."""
    lines = run("list").out.splitlines()

    assert ["DomainName", "shop", "store"] == [line.split()[0] for line in lines]


@pytest.mark.parametrize("output", ["json", "jsonl", "csv", "yaml"])
def test_list_when_it_is_data_then_the_same_rows(run: Run, output: str) -> None:
    """Each format has all rows."""
    out = run("list", "--output", output).out

    match output:
        case "json":
            names = [row["DomainName"] for row in json.loads(out)]
        case "jsonl":
            names = [json.loads(line)["DomainName"] for line in out.splitlines()]
        case "csv":
            names = [row["DomainName"] for row in csv.DictReader(io.StringIO(out))]
        case _:
            names = [line.split()[-1] for line in out.splitlines() if "DomainName" in line]
    assert ["shop", "store"] == names


def test_list_when_a_query_is_given_then_its_part(run: Run) -> None:
    """As with the AWS CLI."""
    query = ("--output", "json", "--query", "[].DomainName")

    assert ["shop", "store"] == json.loads(run("list", *query).out)


def test_status_when_no_name_is_given_then_all_domains(run: Run) -> None:
    """A domain without rules has no status."""
    rows = json.loads(run("status", "--output", "json").out)

    assert [("shop", "IN_PROGRESS"), ("store", None)] == [
        (row["DomainName"], row["Rules"]) for row in rows
    ]


def test_status_when_a_domain_does_not_exist_then_the_others_are_shown(run: Run) -> None:
    """One name does not stop the others."""
    done = run("status", "gone", "shop")

    assert (1, 2) == (done.status, len(done.out.splitlines()))
    assert done.err.startswith("gone: GetDomain failed ")


def test_status_when_rules_were_changed_then_when_they_are_known_to_be_free(run: Run) -> None:
    """The service does not report it: it is reckoned from the last update."""
    notes = [row["Note"] for row in json.loads(run("status", "--output", "json").out)]

    assert None is notes[1]
    assert re.fullmatch(
        r"not known to be free before about \d{4}-\d\d-\d\d \d\d:\d\d UTC", notes[0]
    )
