"""`Plan`: what would be sent to make a domain what is declared, as a value."""

import hashlib
import json
from typing import Any, Literal

import attrs

from cpkit.display import as_html, as_markdown, as_text, counted
from cpkit.models.domain import Domain
from cpkit.models.settings import DomainSettings
from cpkit.planning.changes import Change
from cpkit.planning.desired import found, target
from cpkit.planning.diff import Changes, diff
from cpkit.planning.rendering import plan_json, plan_page
from cpkit.planning.risks import PlanWarning, Risk
from cpkit.planning.steps import Step, changed_members, steps
from cpkit.planning.warnings import PlanContext, cautions
from cpkit.wire import to_wire

__all__ = ["Plan"]


def _before(plan: "Plan") -> DomainSettings:
    return found(plan.domain, plan.settings.domain_name)


def _after(plan: "Plan") -> DomainSettings:
    return target(plan.settings, plan.before)


def _changes(plan: "Plan") -> tuple[Change, ...]:
    changes = diff(plan.before, plan.after)
    if plan.domain is None:
        return Changes((Change("DomainName", None, plan.settings.domain_name), *changes))
    return changes


def _steps(plan: "Plan") -> tuple[Step, ...]:
    return steps(plan.settings, plan.domain, plan.before, plan.after)


def _warnings(plan: "Plan") -> tuple[PlanWarning, ...]:
    members = changed_members(plan.before, plan.after)
    return cautions(
        PlanContext(plan.settings, plan.domain, plan.before, plan.after, plan.changes, members)
    )


def _action(plan: "Plan") -> Literal["create", "update", "none"]:
    if plan.domain is None:
        return "create"
    return "update" if plan.steps else "none"


def _fingerprint(plan: "Plan") -> str:
    made_from: Any = None
    if plan.domain is not None:
        made_from = [plan.domain.created_at.isoformat(), to_wire(plan.before)]
    return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()


@attrs.frozen(kw_only=True, repr=False)
class Plan:
    """Say what would change, what would be sent, and what to think of before.

    `CustomerProfiles.plan` makes one of what the service answers. It is a value: it is computed
    from what it is made of alone, never changes, and can be compared, pickled, and written for
    people and programs. One that changes nothing is false.

    What the settings leave out (``None``) is left alone. A block is compared and sent as a whole,
    so what it leaves out is shown as removed; only where it is disabled, and was, nothing in it
    counts. Tags are the whole of the domain's tags, but for those of AWS itself (``aws:``).

    Example:
        >>> from cpkit import DomainSettings, Plan
        >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
        >>> print(Plan(settings=settings, domain=None))
        shop: to be created, in 1 request
        <BLANKLINE>
        Changes:
          + DomainName             "shop"
          + DefaultExpirationDays  366
        <BLANKLINE>
        Requests:
            CreateDomain  DomainName, DefaultExpirationDays
    """

    settings: DomainSettings
    """What is declared."""
    domain: Domain | None
    """The domain as the service answered it; ``None`` where there is none."""
    resource_arn: str | None = None
    """The domain's ARN, which its tags are changed by; it is known only where it was needed."""
    before: DomainSettings = attrs.field(
        init=False, eq=False, default=attrs.Factory(_before, takes_self=True)
    )
    """What the domain has, without what is no setting of its own."""
    after: DomainSettings = attrs.field(
        init=False, eq=False, default=attrs.Factory(_after, takes_self=True)
    )
    """What it would have."""
    changes: tuple[Change, ...] = attrs.field(
        init=False, eq=False, default=attrs.Factory(_changes, takes_self=True)
    )
    """What is different between the two, down to the single rule and tag."""
    steps: tuple[Step, ...] = attrs.field(
        init=False, eq=False, default=attrs.Factory(_steps, takes_self=True)
    )
    """The requests, in their order."""
    # A field, since notebooks complete nothing on an object that has a property of such a type.
    action: Literal["create", "update", "none"] = attrs.field(
        init=False, eq=False, default=attrs.Factory(_action, takes_self=True)
    )
    """What would happen to the domain: ``"create"``, ``"update"`` or ``"none"``."""
    warnings: tuple[PlanWarning, ...] = attrs.field(
        init=False, eq=False, default=attrs.Factory(_warnings, takes_self=True)
    )
    """What to think of, risks first, with the reasons."""
    fingerprint: str = attrs.field(
        init=False, eq=False, default=attrs.Factory(_fingerprint, takes_self=True)
    )
    """A hash of what the plan was made from: what the domain has, and when it was created.

    Status, statistics and the time of the last update are not in it. It is a hash of secrets too:
    whoever knows all else could guess an account id from it.
    """

    @property
    def risks(self) -> tuple[Risk, ...]:
        """The risks that must be accepted for the plan to be applied, each once."""
        return tuple(dict.fromkeys(caution.risk for caution in self.warnings if caution.risk))

    def __bool__(self) -> bool:
        """Tell whether anything would be sent."""
        return bool(self.steps)

    def __repr__(self) -> str:
        """Name the domain and count what is in the plan."""
        risks = ", ".join(self.risks) or "none"
        changes, requests = (
            counted(len(self.changes), "change"),
            counted(len(self.steps), "request"),
        )
        return (
            f"<{type(self).__name__} of {self.settings.domain_name!r}: {self.action}, "
            f"{changes}, {requests}, risks: {risks}>"
        )

    def __str__(self) -> str:
        """Write the plan as text without colour, account ids and tag values masked."""
        return self.to_text()

    def _repr_html_(self) -> str:
        return self.to_html()

    def to_text(self, *, colour: bool = False, reveal: bool = False) -> str:
        """Write the plan for terminals.

        Args:
            colour: Whether to colour the lines; whether the terminal can is not looked at.
            reveal: Whether to show account ids and tag values, which are masked otherwise.

        Returns:
            The lines.
        """
        return as_text(plan_page(self, reveal=reveal), colour=colour)

    def to_markdown(self, *, reveal: bool = False) -> str:
        """Write the plan as Markdown, such as for the comment on a pull request.

        Args:
            reveal: Whether to show account ids and tag values, which are masked otherwise.

        Returns:
            The lines.
        """
        return as_markdown(plan_page(self, reveal=reveal))

    def to_html(self, *, reveal: bool = False) -> str:
        """Write the plan as an HTML fragment; a notebook shows it by itself.

        Args:
            reveal: Whether to show account ids and tag values, which are masked otherwise.

        Returns:
            One element, everything in it escaped, readable on dark and on light ground.
        """
        return as_html(plan_page(self, reveal=reveal))

    def to_json(self, *, reveal: bool = False) -> str:
        """Write the plan as JSON, for review by programs. The same plan gives the same text.

        Args:
            reveal: Whether to show account ids and tag values, which are masked otherwise, and
                the fingerprint, which could be used to guess them.

        Returns:
            One object.
        """
        return plan_json(self, reveal=reveal)
