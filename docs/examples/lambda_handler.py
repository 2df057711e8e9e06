"""An AWS Lambda function that makes a domain what an event declares, or says what would change.

The event has ``Settings``, a document as ``aws customer-profiles update-domain --cli-input-json``
takes it. Without ``Apply`` the answer is the plan alone. With ``"Apply": true`` the plan is
applied, if every risk that it carries stands in ``Accept``:

    {"Settings": {"DomainName": "shop", "DefaultExpirationDays": 30}, "Apply": true}

The function's role needs ``profile:GetDomain``, ``profile:UpdateDomain`` and
``profile:CreateDomain``, and ``profile:ListTagsForResource``, ``profile:TagResource`` and
``profile:UntagResource`` where settings have tags. Account ids and tag values are masked in what it
answers, because answers end up in logs.
"""

from functools import cache
from typing import Any

from botocore.config import Config

from cpkit import CustomerProfiles, DomainSettings, RetryPolicy, from_wire
from cpkit.errors import ValidationError


@cache
def _profiles() -> CustomerProfiles:
    """Make one client for all invocations, whose calls end soon.

    No attempt begins after 5 seconds, and one that is under way gets 2 to connect and 5 to wait for
    an answer: a call takes about 12 seconds at most. Settings without tags need four calls, one of
    them a write, which looks once more before it is sent: about a minute in all, if the worst comes
    together. Only what trickles in takes longer.
    """
    config = Config(connect_timeout=2, read_timeout=5)
    return CustomerProfiles(config=config, retry=RetryPolicy(timeout=5))


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Plan, and apply where that was asked for and nothing speaks against it."""
    try:
        settings = from_wire(DomainSettings, event["Settings"])
    except ValidationError as error:
        return {"Outcome": "invalid", "Problems": [str(problem) for problem in error.problems]}

    account_id = context.invoked_function_arn.split(":")[4]  # tags are changed by ARN
    plan = _profiles().plan(settings, account_id=account_id)
    if not plan:
        return {"Outcome": "unchanged"}

    accept = event.get("Accept", [])
    if not event.get("Apply") or not set(plan.risks) <= set(accept):
        return {"Outcome": "planned", "Plan": plan.to_text(), "Risks": list(plan.risks)}
    return {"Outcome": "applied", "Result": _profiles().apply(plan, accept=accept).to_text()}
