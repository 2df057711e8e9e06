"""Make plans, which only reads, and bring domains to what is declared."""

from collections.abc import Iterable
from typing import Final

from cpkit.client.account import account_of, check_account_id
from cpkit.client.apply import apply_plan
from cpkit.client.arguments import check_settings, lint
from cpkit.client.calls.caller import Caller
from cpkit.client.observe import find_domain, lacks_tags, list_tags
from cpkit.errors import StalePlanError
from cpkit.models import DomainSettings
from cpkit.models.domain import domain_arn
from cpkit.models.operation_checks import create_problems
from cpkit.planning import ApplyResult, Plan, Risk, RiskName, accepted, change_tags
from cpkit.planning.desired import without_clears

__all__ = ["apply", "ensure", "plan"]

_MOST_PLANS: Final = 3


def plan(caller: Caller, settings: DomainSettings, *, account_id: str | None) -> Plan:
    """Read a domain and return what would change with the settings stored; nothing is written."""
    check_settings(settings, "plan")
    if account_id is not None:
        check_account_id(account_id)
    domain, made_at = find_domain(caller, settings.domain_name), caller.now()
    if domain is None:
        declared = without_clears(settings)
        lint(declared, create_problems(declared))
        return Plan(settings=settings, domain=None, made_at=made_at)
    lint(settings, ())
    if not lacks_tags(domain, settings):
        made = Plan(settings=settings, domain=domain, made_at=made_at)
        if not change_tags(made.steps):
            return made
    meta = caller.client.meta
    arn = domain_arn(
        settings.domain_name,
        account_id=account_id or account_of(caller),
        region_name=meta.region_name,
        partition=meta.partition,
    )
    if lacks_tags(domain, settings):
        domain = list_tags(caller, domain, arn)
    return Plan(settings=settings, domain=domain, resource_arn=arn, made_at=made_at)


def apply(caller: Caller, plan: Plan, *, accept: Iterable[Risk | RiskName]) -> ApplyResult:
    """Write exactly what a plan contains, and read back what is stored then."""
    _check_plan(plan)
    return apply_plan(caller, plan, accepted(accept))


def ensure(
    caller: Caller, settings: DomainSettings, *, accept: Iterable[Risk | RiskName]
) -> ApplyResult:
    """Plan and apply in one call: make a domain what is declared."""
    risks = accepted(accept)
    for _ in range(_MOST_PLANS - 1):
        made = plan(caller, settings, account_id=None)
        try:
            return apply(caller, made, accept=risks)
        except StalePlanError:
            continue
    return apply(caller, plan(caller, settings, account_id=None), accept=risks)


def _check_plan(given: object) -> None:
    if not isinstance(given, Plan):
        raise TypeError(
            f"apply takes a Plan, not {type(given).__name__}; pass what plan(settings) returned."
        )
