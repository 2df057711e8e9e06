"""The operations on plans: make one, which only reads, and apply it."""

from collections.abc import Iterable
from datetime import UTC, datetime

from cpkit.client.account import caller_account_id, check_account_id
from cpkit.client.apply import Application
from cpkit.client.arguments import check_settings, tell
from cpkit.client.boto.sessions import Source
from cpkit.client.observe import Observing, lacks_tags
from cpkit.models import DomainSettings
from cpkit.models.domain import domain_arn
from cpkit.models.operation_checks import create_problems
from cpkit.planning import ApplyResult, Plan, Risk, RiskName, accepted, change_tags
from cpkit.planning.desired import without_clears

__all__ = ["PlanOperations"]


class PlanOperations(Observing):
    """Plan what settings would change, and apply plans."""

    __slots__ = ()

    def plan(self, settings: DomainSettings, *, account_id: str | None = None) -> Plan:
        """Find out what would change with the settings stored. Nothing is written.

        It reads the domain. Where the settings say something about tags and the domain's own
        answer has none, it lists them as well. For that, and to change tags, it needs the ARN of
        the domain, and asks STS for the account unless it is given.

        Args:
            settings: What is declared. What is ``None`` in it is left alone.
            account_id: The account that the domain is in, twelve digits; the client's by default.

        Returns:
            The plan; it is false where the settings are stored already.

        Raises:
            ValidationError: If there is no such domain, and the settings cannot create one.
            ConfigurationError: If the account is needed and cannot be found out.
            CallError: If the domain could not be read.
            TypeError: If something else than settings was given.

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
            >>> plan = profiles.plan(settings)
            >>> plan.changes
            (Change('DefaultExpirationDays', 366, 90),)
            >>> bool(plan)
            True
        """
        check_settings(settings, "plan")
        if account_id is not None:
            check_account_id(account_id)
        domain, made_at = self._observe(settings.domain_name), datetime.now(UTC)
        if domain is None:
            declared = without_clears(settings)
            tell(declared, create_problems(declared))
            return Plan(settings=settings, domain=None, made_at=made_at)
        tell(settings, ())
        if not lacks_tags(domain, settings):
            plan = Plan(settings=settings, domain=domain, made_at=made_at)
            if not change_tags(plan.steps):
                return plan
        account_id = account_id or self._caller_account_id()
        meta = self._client.meta
        arn = domain_arn(
            settings.domain_name,
            account_id=account_id,
            region_name=meta.region_name,
            partition=meta.partition,
        )
        if lacks_tags(domain, settings):
            domain = self._with_listed_tags(domain, arn)
        return Plan(settings=settings, domain=domain, resource_arn=arn, made_at=made_at)

    def apply(self, plan: Plan, *, accept: Iterable[Risk | RiskName] = ()) -> ApplyResult:
        """Do what a plan says, exactly that, and read back what came of it.

        It reads the domain first. If the settings are stored already, nothing is sent. If what
        the plan was made from has changed, it is refused. Before each request it looks again, also
        before it repeats one whose answer was lost, so that no change of somebody else is lost.

        One window stays open, because the service has no lock: what somebody else changes between
        the last look and the arrival of the write, in the same block, is overwritten. No other
        request and no wait lies in it, only the way of one answer and one request: about 1.2 times
        what one `get_domain` takes (the median of 500 on loopback, as ``nox -s bench -- window``
        measures it), and longer where the machine is busy. Somebody who changes a setting and
        changes it back between two looks is not noticed either, since there is no version.

        Args:
            plan: What to do.
            accept: The risks that are meant, each by its name: members of `Risk` or their texts.
                ``map(Risk, texts)`` makes them of what comes from a file.

        Returns:
            What happened to each step, the domain as it was read back, and what is not stored.

        Raises:
            UnsafePlanError: If the plan carries a risk that is not accepted. Nothing was written.
            StalePlanError: If the domain has changed since. Nothing was written.
            IncompletePlanError: If something was written, or may have been, and not all of it; it
                says what. Plan again to continue.
            CallError: If a call failed. Nothing was written.
            ConfigurationError: If the plan changes tags and does not know the domain's ARN.
            TypeError: If ``plan`` is no plan, or ``accept`` is one text rather than a collection.
            ValueError: If ``accept`` names what is no risk.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
            >>> print(profiles.apply(profiles.plan(settings)))
            shop: everything was sent, the settings are stored
            <BLANKLINE>
            Requests:
              + CreateDomain  done  1x  DomainName, DefaultExpirationDays
            >>> bool(profiles.plan(settings))
            False
        """
        _check_plan(plan)
        risks = accepted(accept)
        calls = (self._client, self._retry, self._rate_limit, self._budget)
        return Application(*calls, plan=plan, risks=risks).run()

    def _caller_account_id(self) -> str:
        region: str = self._client.meta.region_name
        return caller_account_id(self._account_source(), region, self._retry, self._budget)

    def _account_source(self) -> Source | None:
        """Give what the client was made of, to ask whose account it is.

        Nothing where the client was passed in: it does not tell its credentials.
        """
        return None


def _check_plan(plan: object) -> None:
    if not isinstance(plan, Plan):
        raise TypeError(
            f"apply takes a Plan, not {type(plan).__name__}: give it what plan(settings) returns"
        )
