"""Answers that claim success and are none: each an error, sent once, and perhaps applied."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any, cast

import pytest

from cpkit.errors import MalformedResponseError
from tests.support.fault_answers import DOMAIN, answer
from tests.support.fault_cases import Case, Fails, check, each
from tests.support.samples import answered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.connections import Connections

NONE = Fails(MalformedResponseError, lost=True)
KEY = "arn:aws:kms:us-east-1:111122223333:key/secret"


def domain(**members: object) -> bytes:
    """Write a domain with some members of another value."""
    return json.dumps({**DOMAIN, **members}).encode()


def without(name: str) -> bytes:
    """Write a domain that lacks a member."""
    return json.dumps({key: value for key, value in DOMAIN.items() if key != name}).encode()


BODIES = {
    "HTML": b"<html><body>It works!</body></html>",
    "nothing": b"",
    "blanks": b" \r\n",
    "an empty object": b"{}",
    "an empty list": b"[]",
    "a list": b"[1]",
    "null": b"null",
    "true": b"true",
    "a text": b'"shop"',
    "a number": b"5",
    "half an object": b'{"DomainName": "sh',
    "half a domain": domain()[:-1],
    "two domains": domain() * 2,
    "a byte order mark": b"\xef\xbb\xbf" + domain(),
    "invalid UTF-8": b'{"DomainName": "\xff"}',
    "UTF-16 halves": b"\xff\xfe{",
    "20,000 deep": b"[" * 20_000,
    "20,000 deep and closed": b"[" * 20_000 + b"]" * 20_000,
    "20,000 deep in an object": b'{"Tags": ' + b'{"a":' * 20_000,
    "20,000 deep in an unknown member": b'{"New": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "an integer of 5,000 digits": b'{"DefaultExpirationDays": ' + b"9" * 5_000 + b"}",
    "no name": without("DomainName"),
    "no CreatedAt": without("CreatedAt"),
    "no LastUpdatedAt": without("LastUpdatedAt"),
    "a name of null": domain(DomainName=None),
    "a time of null": domain(CreatedAt=None),
    "a time of text": domain(CreatedAt="soon"),
    "a time of 1e300": domain(CreatedAt=1e300),
    "a time of -1e300": domain(CreatedAt=-1e300),
    "a time beyond the calendar": domain(CreatedAt=10**15),
    "a time before the calendar": domain(CreatedAt=-(10**15)),
    "a time that is no number": domain(CreatedAt=float("nan")),
    "an infinite time": domain(LastUpdatedAt=float("inf")),
    "rules without a rule": domain(RuleBasedMatching={"Enabled": True, "MatchingRules": [None]}),
    "half a schedule": domain(Matching={"Enabled": True, "JobSchedule": {"Time": "10:00"}}),
    "a score that is no number": domain(
        Matching={
            "Enabled": True,
            "AutoMerging": {"Enabled": True, "MinAllowedConfidenceScoreForMerging": float("nan")},
        }
    ),
}
CASES = [Case(name, [answer(200, body)], 1, NONE, []) for name, body in BODIES.items()]
STATUSES = [
    Case(f"{status}", [answer(status)], 1, NONE) for status in (200, 201, 202, 203, 204, 205, 206)
]


@each((*CASES, *STATUSES))
def test_success_when_it_is_none_then_malformed(
    case: Case, way: str, connections: Connections
) -> None:
    """A broken success is never taken for one, with either kind of client."""
    check(case, way, connections)


WRONG: tuple[object, ...] = (KEY, "", 5, 1.5, True, [], [1], [KEY], {"a": 1})
ALSO = {"float": {"float", "int"}}
TIMES = ("CreatedAt", "LastUpdatedAt")


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Find all places of an answer."""
    if path:
        yield path
    if isinstance(value, dict | list):
        inside: Any = cast("Any", value)
        for key in inside if isinstance(value, dict) else range(len(inside)):
            yield from places(inside[key], (*path, key))


def put(path: tuple[str | int, ...], value: object) -> bytes:
    """Write an answer with every member, one of another value."""
    document: Any = answered()
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = copy.deepcopy(value)
    return answer(200, json.dumps(document).encode())


def fits(path: tuple[str | int, ...], value: object) -> bool:
    """Say whether a value is of the type that is there."""
    there: Any = answered()
    for step in path:
        there = there[step]
    if path[-1] in TIMES:
        return type_name(value) in {"int", "float"}
    kind = type_name(there)
    return type_name(value) in ALSO.get(kind, {kind})


def type_name(value: object) -> str:
    """Name a value's type."""
    return type(value).__name__


@pytest.mark.parametrize("path", list(places(answered())), ids=str)
def test_success_when_a_member_is_of_another_type_then_malformed(
    path: tuple[str | int, ...], connections: Connections
) -> None:
    """What botocore would convert, such as a text to false, is no success, at any member."""
    for value in WRONG:
        if not fits(path, value):
            connections.server.requests.clear()
            raised = check(Case("", [put(path, value)], 1, NONE, []), "read", connections)
            assert "secret" not in str(raised)
