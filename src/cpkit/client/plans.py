"""Make plans, which only reads, and bring domains to what is declared."""

from collections.abc import Iterable
from typing import Final

from cpkit.client.account import account_of, check_account_id
from cpkit.client.apply import apply_plan
from cpkit.client.arguments import check_settings, lint
from cpkit.client.calls.caller import HasCaller, caller_of
from cpkit.client.observe import find_domain, lacks_tags, list_tags
from cpkit.errors import StalePlanError
from cpkit.models import DomainSettings
from cpkit.models.domain import domain_arn
from cpkit.models.operation_checks import create_problems
from cpkit.planning import ApplyResult, Plan, Risk, RiskName, accepted, change_tags
from cpkit.planning.desired import without_clears

__all__ = ["apply", "ensure", "plan"]

_MOST_PLANS: Final = 3


def plan(self: HasCaller, settings: DomainSettings, *, account_id: str | None = None) -> Plan:
    """Read a domain and return what would change with the settings stored; nothing is written.

    Where the settings declare tags and the domain's own response has none, the tags are listed
    as well. For that, and to change tags, the plan needs the ARN of the domain, and asks STS
    for the account unless it is given.

    Args:
        settings: What is declared. What is ``None`` in it is left alone.
        account_id: The account that the domain is in, twelve digits; the client's by default.

    Returns:
        The plan; it is false where the settings are stored.

    Raises:
        ValidationError: If there is no such domain, and the settings cannot create one.
        ConfigurationError: If the account is needed and cannot be found out.
        TypeError: If the argument is not settings.

    Warns:
        SettingsWarning: For each thing that is suspicious about the settings.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> _ = profiles.create_domain(
        ...     DomainSettings(domain_name="shop", default_expiration_days=366)
        ... )
        >>> settings = DomainSettings(domain_name="shop", default_expiration_days=90)
        >>> profiles.plan(settings).changes
        (Change('DefaultExpirationDays', 366, 90),)
    """
    check_settings(settings, "plan")
    if account_id is not None:
        check_account_id(account_id)
    caller = caller_of(self)
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


def apply(self: HasCaller, plan: Plan, *, accept: Iterable[Risk | RiskName] = ()) -> ApplyResult:
    """Write exactly what a plan contains, and read back what is stored then.

    The domain is read first. If the settings are stored already, nothing is sent. If what the
    plan was made from has changed, the plan is rejected. The domain is read again before each
    further request, also before one whose response was lost is retried, so that no change of
    somebody else is lost.

    One window stays open, because the service has no lock: what somebody else changes between
    the last read and the arrival of the write, in the same block, is overwritten. No other
    request and no wait lies in it, only the way of one response and one request: about 1.2
    times what one `get_domain` takes (the median of 500 on loopback, as
    ``nox -s bench -- window`` measures it), and longer where the machine is busy. Somebody who
    changes a setting and changes it back between two reads is not noticed either, since there
    is no version.

    Args:
        plan: What to do.
        accept: The risks that are meant, each by its name: members of `Risk` or their strings.
            ``map(Risk, texts)`` makes them of what comes from a file.

    Returns:
        What happened to each step, the domain as it was read back, and what is not stored.

    Raises:
        UnsafePlanError: If the plan carries a risk that is not accepted. Nothing was written.
        StalePlanError: If the domain has changed since. Nothing was written.
        IncompletePlanError: If something was written, or may have been, and not all of it; it
            reports what. Plan again to continue.
        CallError: If a call failed. Nothing was written.
        ConfigurationError: If the plan changes tags and does not contain the domain's ARN.
        TypeError: If ``plan`` is not a plan, or ``accept`` is a string, not a collection.
        ValueError: If ``accept`` names what is not a risk.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
        >>> _ = profiles.apply(profiles.plan(settings))
        >>> bool(profiles.plan(settings))
        False
    """
    _check_plan(plan)
    return apply_plan(caller_of(self), plan, accepted(accept))


def ensure(
    self: HasCaller, settings: DomainSettings, *, accept: Iterable[Risk | RiskName] = ()
) -> ApplyResult:
    """Plan and apply in one call: make a domain what is declared.

    Where somebody else changes the domain between the plan and its application, it is planned
    again, three times at most. A risk that is not named is never accepted, whichever plan has
    it.

    Args:
        settings: What is declared. What is ``None`` in it is left alone.
        accept: The risks that are meant, as `apply` takes them.

    Returns:
        What `apply` returned; no steps where the settings were stored already.

    Raises:
        StalePlanError: If the third plan was out of date, too. Nothing was written.
        UnsafePlanError: If a plan carries a risk that is not accepted. Nothing was written.
        IncompletePlanError: If something was written, or may have been, and not all of it.
        ValidationError: If there is no such domain, and the settings cannot create one.
        TypeError: If an argument is of another type, as `plan` and `apply` say.
        ValueError: If ``accept`` names what is not a risk.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
        >>> [len(profiles.ensure(settings).steps) for _ in range(2)]
        [1, 0]
    """
    risks = accepted(accept)
    for _ in range(_MOST_PLANS - 1):
        made = plan(self, settings)
        try:
            return apply(self, made, accept=risks)
        except StalePlanError:
            continue
    return apply(self, plan(self, settings), accept=risks)


def _check_plan(given: object) -> None:
    if not isinstance(given, Plan):
        raise TypeError(
            f"apply takes a Plan, not {type(given).__name__}; pass what plan(settings) returned."
        )
