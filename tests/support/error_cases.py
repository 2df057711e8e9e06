"""What raises each error of cpkit, and what to do about it: the material of the page of errors."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import boto3

import cpkit
from cpkit import CustomerProfiles, DomainSettings, Matching, RetryPolicy, RuleBasedMatching
from cpkit import errors as e
from cpkit.local import (
    CutOff,
    Fault,
    LocalService,
    MalformedResponse,
    ServerError,
    Throttle,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ERROR_CASES", "MISUSES", "ErrorCase"]


class ErrorCase(NamedTuple):
    """One class of errors: what raises it, and what to tell whoever meets it."""

    cls: type[e.CPKitError]
    """The class."""
    cause: str
    """Why it is raised."""
    cure: str
    """What to do."""
    provoked_by: tuple[Callable[[], object], ...]
    """What raises it; each gives one text."""


@cache
def _stand_in() -> tuple[LocalService, CustomerProfiles]:
    """Give a stand-in and a client that waits for nothing; making them is what takes time."""
    service = LocalService()
    twice = RetryPolicy(max_attempts=2, throttled_wait_initial=0, wait_initial=0)
    return service, CustomerProfiles(service.client(), retry=twice)


def _with_domain(fault: Fault | None = None, *, has_rules: bool = True) -> CustomerProfiles:
    """Give a client of a stand-in that has one domain, and that does not answer well any more."""
    service, profiles = _stand_in()
    service.reset()
    profiles.create_domain(
        DomainSettings(
            domain_name="shop",
            default_expiration_days=366,
            matching=Matching(enabled=True),
            rule_based_matching=RuleBasedMatching(
                enabled=has_rules, matching_rules=[["EmailAddress"]]
            ),
        )
    )
    if fault is not None:
        service.inject(fault, times=None)
    return profiles


def _get(fault: Fault | None = None, name: str = "shop") -> Callable[[], object]:
    return lambda: _with_domain(fault).get_domain(name)


def _refused(status: int, code: str, body: bytes = b"{}") -> MalformedResponse:
    return MalformedResponse(body, status=status, headers={"x-amzn-ErrorType": code})


def _make(**arguments: Any) -> Callable[[], object]:
    return lambda: CustomerProfiles(**arguments)


def _without_credentials() -> object:
    return CustomerProfiles(session=boto3.Session(region_name="eu-central-1")).get_domain("shop")


def _switched_off() -> DomainSettings:
    return DomainSettings(domain_name="shop", matching=Matching(enabled=False))


def _apply_unsafe() -> object:
    profiles = _with_domain()
    return profiles.apply(profiles.plan(_switched_off()))


def _apply_stale() -> object:
    profiles = _with_domain()
    plan = profiles.plan(_switched_off())
    profiles.update_domain(DomainSettings(domain_name="shop", default_expiration_days=30))
    return profiles.apply(plan, accept={"switch-off-matching"})


def _apply_in_part() -> object:
    service, profiles = _stand_in()
    service.reset()
    plan = profiles.plan(DomainSettings(domain_name="shop", default_expiration_days=30))
    service.inject(CutOff(applied=False), operation="CreateDomain", times=None)
    return profiles.apply(plan)


def _wait_cancelled() -> None:
    cancel = threading.Event()
    _with_domain().wait_until_rules_active("shop", cancel=cancel, on_poll=lambda _: cancel.set())


def _wait_for_disabled() -> object:
    return _with_domain(has_rules=False).wait_until_rules_active("shop", timeout=0)


def _write_an_answer() -> object:
    return _untyped(cpkit.to_wire, _with_domain().get_domain("shop"))


def _untyped(function: Callable[..., object], value: object) -> object:
    """Call a function with what no checker would let it be called with."""
    return function(value)


def _apply_with_one_text() -> object:
    profiles = _with_domain()
    plan = profiles.plan(DomainSettings(domain_name="shop"))
    one_text: Any = "switch-off-matching"  # no checker would let it pass
    return profiles.apply(plan, accept=one_text)


ERROR_CASES: tuple[ErrorCase, ...] = (
    ErrorCase(
        e.ValidationError,
        "Settings are wrong, or a document cannot be read; nothing was sent. The text has a line "
        "for each problem, with its wire path, and in a document with line and column.",
        "Correct each place. What each line means stands [below](#problems-of-settings). If AWS "
        "allows what cpkit rejects, ignore the check by its code: "
        "`with cpkit.ignore_checks(code):`, for documents `loads(..., ignore=[code])`.",
        (
            lambda: DomainSettings(domain_name="my shop", default_expiration_days=2000),
            lambda: cpkit.rule_attribute("Emial"),
            lambda: cpkit.documents.loads('{"DomainName": "shop",}', format="json"),
        ),
    ),
    ErrorCase(
        e.ConfigurationError,
        "Credentials, region, endpoint, profile or another setting of the client is missing or "
        "wrong; nothing was sent. `.setting` names the one.",
        "Set or correct what the text names. cpkit finds credentials and region as boto3 does.",
        (
            _make(),
            _without_credentials,
            _make(region_name="eu-central-1", profile_name="missing"),
            _make(endpoint_url="ftp://localhost"),
            _make(endpoint_url="https://user:password@example.com"),
            _make(region_name="eu-central-1", verify="missing.pem"),
            _make(client=LocalService().client(), region_name="eu-central-1"),
            _make(client=object()),
            lambda: _with_domain().plan(DomainSettings(domain_name="shop", tags={"team": "web"})),
        ),
    ),
    ErrorCase(
        e.BadRequestError,
        "The service rejects the request as it stands (`BadRequestException`). Its own message "
        "says why, for example that a domain exists, or that rules are locked.",
        "Change the request. While rules are IN_PROGRESS, wait: "
        "`profiles.wait_until_rules_active(name)`. For a bucket, a queue or a key, check that it "
        "lets the service in: `cpkit.policies` writes the policy.",
        (
            lambda: _with_domain().create_domain(
                DomainSettings(domain_name="shop", default_expiration_days=366)
            ),
        ),
    ),
    ErrorCase(
        e.AccessDeniedError,
        "The caller lacks a permission (`AccessDeniedException`).",
        "Allow the caller the operation that the text begins with, such as "
        "`profile:UpdateDomain`, or use other credentials.",
        (_get(_refused(403, "AccessDeniedException", b'{"Message": "User is not authorized"}')),),
    ),
    ErrorCase(
        e.ResourceNotFoundError,
        "There is no such domain in this account and region (`ResourceNotFoundException`).",
        "Check the name, the region and whose credentials these are; `profiles.list_domains()` "
        "shows what is there.",
        (_get(name="store"),),
    ),
    ErrorCase(
        e.ThrottledError,
        "The service had too many requests, to the last attempt (`ThrottlingException`, 429). "
        "UpdateDomain has one request a second for a whole account.",
        "Call less often: give all clients of a script one `RateLimit`. Or be more patient: "
        "`RetryPolicy(max_attempts=10, timeout=300)`.",
        (_get(Throttle()),),
    ),
    ErrorCase(
        e.InternalServerError,
        "The service failed, to the last attempt (`InternalServerException`, 500, 502, 503, 504).",
        "Try again later. A change may have been made all the same where `.maybe_applied` is true: "
        "read the domain, or plan again.",
        (_get(ServerError(500)),),
    ),
    ErrorCase(
        e.ExpiredCredentialsError,
        "The session's credentials have expired (`ExpiredTokenException`, `ExpiredToken`).",
        "Renew them: log in again, or take a new session token into AWS_SESSION_TOKEN. What a "
        "role or a process gives, boto3 renews by itself.",
        (_get(_refused(403, "ExpiredTokenException")),),
    ),
    ErrorCase(
        e.UnknownServiceError,
        "An error that this version does not know, a redirect, or credentials that AWS rejects "
        "(`UnrecognizedClientException`, `InvalidSignatureException`, ...). `.code` is the "
        "service's own.",
        "Do what the text says at its end. Where it says nothing, look the code up in AWS's "
        "documentation.",
        (
            _get(_refused(403, "UnrecognizedClientException")),
            _get(_refused(403, "InvalidSignatureException")),
            _get(MalformedResponse(b"", status=301)),
        ),
    ),
    ErrorCase(
        e.TransportError,
        "No answer arrived: the connection failed, broke or timed out, to the last attempt.",
        "Check the network, proxies and `endpoint_url`. A change may have been made where "
        "`.maybe_applied` is true: read the domain, or plan again.",
        (_get(CutOff()),),
    ),
    ErrorCase(
        e.MalformedResponseError,
        "The response is not one of the service: empty, HTML, cut off, or without the "
        "members that every response has.",
        "Look at what stands between, such as a proxy or a login page of a network, and at "
        "`endpoint_url`.",
        (_get(MalformedResponse(b"{}")),),
    ),
    ErrorCase(
        e.UnsafePlanError,
        "The plan does what cannot be undone, or what somebody must have meant; nothing was "
        "written. `.risks` names what has not been accepted.",
        "Read `print(plan)`. If it is meant, accept each risk by its name, as the text shows.",
        (_apply_unsafe,),
    ),
    ErrorCase(
        e.StalePlanError,
        "The domain has changed since the plan was made; nothing was written. `.paths` says where.",
        "Plan again, and read the new plan: it takes what has changed into account.",
        (_apply_stale,),
    ),
    ErrorCase(
        e.IncompletePlanError,
        "An error came after something was written, or may have been. `.result` says what was "
        "done and what was not, `.reason` is the error.",
        "Plan again: the new plan continues from what the domain has then.",
        (_apply_in_part,),
    ),
    ErrorCase(
        e.WaitError,
        "What is waited for will never come: rule-based matching is disabled.",
        "Enable it, or do not wait.",
        (_wait_for_disabled,),
    ),
    ErrorCase(
        e.WaitTimeoutError,
        "The time is over. `.last_seen` is what was read last. Changed rules are "
        "PENDING for about an hour before anything happens.",
        "Wait again, or longer. An *unconfirmed* ACTIVE may be that of the rules before: pass "
        "the domain from before the change as `since=`.",
        (lambda: _with_domain().wait_until_rules_active("shop", timeout=0),),
    ),
    ErrorCase(
        e.WaitCancelledError,
        "The event that was passed as `cancel=` has been set. `.last_seen` is what was read last. "
        "What was waited for goes on all the same.",
        "Wait again to see its end.",
        (_wait_cancelled,),
    ),
)
"""Every class that is raised, in the order of their tree."""


MISUSES: tuple[tuple[Callable[[], object], str], ...] = (
    (
        _write_an_answer,
        "What the service answered is not what one declares: `domain.settings` is.",
    ),
    (
        _apply_with_one_text,
        "`accept` takes a collection of names: `{...}` with one name in it.",
    ),
    (
        lambda: cpkit.ignore_checks("ranges"),
        "The codes stand on the page of [checks](checks.md).",
    ),
    (
        lambda: RetryPolicy(max_attempts=0),
        "One attempt is the least; it sends once and never repeats.",
    ),
    (
        _make(client=LocalService().client(), retry=5),
        "Retries are told by a policy, and not by a number.",
    ),
)
"""What raises a `TypeError` or a `ValueError`: a mistake in the calling code, and what to do."""
