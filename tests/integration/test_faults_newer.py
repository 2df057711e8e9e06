"""Answers that are newer than cpkit, or than botocore: read, and nothing of them is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpkit.errors import BadRequestError, UnknownServiceError
from cpkit.models import UnknownValue
from tests.support.fault_answers import DOMAIN, OK, answer, error
from tests.support.fault_cases import SUCCESS, Case, Fails, check, each
from tests.support.samples import answered

if TYPE_CHECKING:
    from tests.support.connections import Connections


def domain(**members: object) -> bytes:
    """Answer a domain with more members."""
    return answer(200, {**DOMAIN, **members})


RULES = {"Enabled": True, "Status": "HIBERNATING", "MatchingRules": [{"Rule": ["FaceId"]}]}
CASES = (
    Case("a member", [domain(New={"a": [1, None, True]})], 1, SUCCESS),
    Case("a member of a block", [domain(Matching={"Enabled": True, "New": [1]})], 1, SUCCESS),
    Case("a block of new members alone", [domain(Matching={"New": 5})], 1, SUCCESS),
    Case("a status and an attribute", [domain(RuleBasedMatching=RULES)], 1, SUCCESS),
    Case(
        "more rules than there were",
        [
            domain(
                RuleBasedMatching={
                    **RULES,
                    "MatchingRules": [{"Rule": [f"Attributes.{i}"] * 40} for i in range(40)],
                }
            )
        ],
        1,
        SUCCESS,
    ),
    Case("values beyond the limits", [domain(DefaultExpirationDays=10**9)], 1, SUCCESS),
    Case("100 tags", [domain(Tags={f"tag {i}": "x" * 999 for i in range(100)})], 1, SUCCESS),
    Case("null for what is not there", [domain(Matching=None, Tags=None)], 1, SUCCESS),
    Case("another status of success", [OK.replace(b" 200 ", b" 201 ")], 1, SUCCESS),
    Case("headers", [answer(200, DOMAIN, x_amzn_new="1", set_cookie="a=b")], 1, SUCCESS),
    Case("an interim answer", [b"HTTP/1.1 100 Continue\r\n\r\n" + OK], 1, SUCCESS),
    Case("HTTP/1.0", [OK.replace(b"HTTP/1.1", b"HTTP/1.0")], 1, SUCCESS),
    Case("an error", [error(400, "NewException")], 1, Fails(UnknownServiceError, "NewException")),
    Case(
        "members of an error",
        [answer(400, {"Message": "No.", "Reason": [1]}, x_amzn_errortype="BadRequestException")],
        1,
        Fails(BadRequestError, "BadRequestException"),
    ),
)


@each(CASES)
def test_answer_when_newer_then_as_the_table_says(
    case: Case, way: str, connections: Connections
) -> None:
    """What the service answers is never refused for being newer than this library."""
    check(case, way, connections)


def test_domain_when_values_are_newer_then_kept(connections: Connections) -> None:
    """A value that is not known stays what it was."""
    document: Any = answered()
    document["Matching"]["JobSchedule"]["DayOfTheWeek"] = "SOMEDAY"
    document["RuleBasedMatching"]["Status"] = "HIBERNATING"
    document["RuleBasedMatching"]["MatchingRules"][0]["Rule"] = ["FaceId"]
    connections.server.script = [answer(200, document)]
    read = connections.profiles().get_domain("shop")
    matching, rules = read.settings.matching, read.settings.rule_based_matching
    assert matching is not None
    assert matching.job_schedule is not None
    assert rules is not None
    assert UnknownValue("SOMEDAY") == matching.job_schedule.day_of_the_week
    assert "HIBERNATING" == read.rule_based_matching_status
    assert rules.matching_rules is not None
    assert ("FaceId",) == rules.matching_rules[0].rule
