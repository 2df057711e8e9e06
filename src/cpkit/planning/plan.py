"""`Plan`: what would be sent to make a domain what is declared, as a value."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import attrs

from cpkit.display import as_html, as_markdown, as_text, counted
from cpkit.models.domain import Domain
from cpkit.models.settings import DomainSettings
from cpkit.planning.canonical import canonical
from cpkit.planning.changes import Change
from cpkit.planning.desired import current_settings, desired_settings
from cpkit.planning.diff import Changes, changes_between
from cpkit.planning.rendering import plan_json, plan_page
from cpkit.planning.risks import PlanWarnings, Risk
from cpkit.planning.steps import Step, changed_members, steps, tags_after
from cpkit.planning.warnings import PlanContext, plan_warnings
from cpkit.problems import entry
from cpkit.schema.signatures import explained_methods
from cpkit.wire import to_wire

if TYPE_CHECKING:
    from cpkit.preview import Comparison
    from cpkit.preview.inputs import Profiles

__all__ = ["Plan", "stale_paths", "stale_tags"]


def _utc(time: datetime | None) -> datetime | None:
    if time is not None and time.tzinfo is None:
        raise ValueError("made_at: must have a time zone; write datetime.now(UTC)")
    return time and time.astimezone(UTC)


def _before(plan: "Plan") -> DomainSettings:
    return current_settings(plan.domain, plan.settings.domain_name)


def _after(plan: "Plan") -> DomainSettings:
    return desired_settings(plan.settings, plan.before)


def _changes(plan: "Plan") -> Changes:
    changes = changes_between(plan.before, plan.after)
    if plan.domain is None:
        return Changes((Change("DomainName", None, plan.settings.domain_name), *changes))
    return changes


def _steps(plan: "Plan") -> tuple[Step, ...]:
    return steps(plan.settings, plan.domain, plan.before, plan.after)


def _warnings(plan: "Plan") -> PlanWarnings:
    members = changed_members(plan.before, plan.after)
    return plan_warnings(
        PlanContext(
            settings=plan.settings,
            domain=plan.domain,
            before=plan.before,
            after=plan.after,
            changes=plan.changes,
            members=members,
            made_at=plan.made_at,
        )
    )


def _action(plan: "Plan") -> Literal["create", "update", "none"]:
    if plan.domain is None:
        return "create"
    return "update" if plan.steps else "none"


def _fingerprint(plan: "Plan") -> str:
    made_from: Any = None
    if plan.domain is not None:
        made_from = [plan.domain.created_at.isoformat(), to_wire(canonical(plan.before))]
    return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()


@explained_methods
@attrs.frozen(kw_only=True, repr=False)
class Plan:
    """What would change, what would be sent, and what to think of before.

    `CustomerProfiles.plan` makes one of what it reads. A plan is a value: it follows from what it
    is made of alone, never changes, and can be compared, pickled, and written for people and
    programs. One that changes nothing is false.

    What the settings leave out (``None``) is left alone. A block is compared and sent as a whole,
    so what it leaves out is shown as removed. What means the same is no change (see `diff`), so
    nothing that a disabled block contains counts. Tags are all of the domain's tags, but for those
    of AWS itself (``aws:``).

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
    """The domain as it was read; ``None`` where there is none."""
    resource_arn: str | None = None
    """The domain's ARN, which its tags are changed by; it is known only where it was needed."""
    made_at: datetime | None = attrs.field(default=None, eq=False, converter=_utc)
    """When the domain was read, in UTC by the client's clock; a comparison ignores it."""
    before: DomainSettings = attrs.field(
        init=False, eq=False, default=attrs.Factory(_before, takes_self=True)
    )
    """What the domain has, without what is empty, what is disabled, and AWS's own tags."""
    after: DomainSettings = attrs.field(
        init=False, eq=False, default=attrs.Factory(_after, takes_self=True)
    )
    """What it would have."""
    changes: Changes = attrs.field(
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
    warnings: PlanWarnings = attrs.field(
        init=False, eq=False, default=attrs.Factory(_warnings, takes_self=True)
    )
    """What to think of, risks first, with the reasons."""
    fingerprint: str = attrs.field(
        init=False, eq=False, default=attrs.Factory(_fingerprint, takes_self=True)
    )
    """A hash of what the plan was made from: what the domain has, and when it was created.

    Two ways to report the same have one hash. Status, statistics and the time of the last update
    are not in it. It is a hash of secrets too: whoever knows everything else could guess an account
    id from it.
    """

    @property
    def risks(self) -> tuple[Risk, ...]:
        """The risks that must be accepted for the plan to be applied, each once."""
        return tuple(dict.fromkeys(warning.risk for warning in self.warnings if warning.risk))

    def __bool__(self) -> bool:
        """Return whether anything would be sent."""
        return bool(self.steps)

    def __repr__(self) -> str:
        """Return the domain's name and how much is in the plan."""
        risks = ", ".join(self.risks) or "none"
        changes, requests = (
            counted(len(self.changes), "change"),
            counted(len(self.steps), "request"),
        )
        return (
            f"<{type(self).__name__} of {self.settings.domain_name!r}: {self.action}, "
            f"{changes}, {requests}, risks: {risks}>"
        )

    def __rich_repr__(self) -> Iterator[Any]:
        """Yield what would happen, without secrets, for rich."""
        yield "domain_name", self.settings.domain_name
        yield "action", self.action
        yield "changes", tuple(self.changes)
        yield "warnings", tuple(self.warnings)
        yield "steps", self.steps

    def __str__(self) -> str:
        """Return the plan as text without colour, account ids and tag values masked."""
        return self.to_text()

    def _repr_html_(self) -> str:
        return self.to_html()

    def to_text(self, *, colour: bool = False, reveal: bool = False) -> str:
        """Return the plan for terminals.

        Args:
            colour: Whether to colour the lines; whether the terminal can is not looked at.
            reveal: Whether to show account ids and tag values, which are masked otherwise.

        Returns:
            The lines.
        """
        return as_text(plan_page(self, reveal=reveal), colour=colour)

    def to_markdown(self, *, reveal: bool = False) -> str:
        """Return the plan as Markdown, such as for the comment on a pull request.

        Args:
            reveal: Whether to show account ids and tag values, which are masked otherwise.

        Returns:
            The lines.
        """
        return as_markdown(plan_page(self, reveal=reveal))

    def to_html(self, *, reveal: bool = False) -> str:
        """Return the plan as an HTML fragment; a notebook shows it by itself.

        Args:
            reveal: Whether to show account ids and tag values, which are masked otherwise.

        Returns:
            One element, everything in it escaped, readable on dark and on light ground.
        """
        return as_html(plan_page(self, reveal=reveal))

    def to_json(self, *, reveal: bool = False) -> str:
        """Return the plan as JSON, for review by programs. The same plan gives the same text.

        Args:
            reveal: Whether to show account ids and tag values, which are masked otherwise, and
                the fingerprint, which could be used to guess them.

        Returns:
            One object.
        """
        return plan_json(self, reveal=reveal)

    def preview(self, profiles: "Profiles", **options: Any) -> "Comparison":
        """Return what the rules that are stored make of profiles, beside those of the plan.

        It needs the extra ``preview``. Nothing is sent.

        Args:
            profiles: The profiles, as `cpkit.preview.evaluate` takes them.
            options: Its options.

        Returns:
            What differs; its ``before`` is the preview of what is stored, ``after`` of what is
            declared. Either is of no rules where there are none, or they are disabled.

        Raises:
            ValidationError: Neither has rules, or the profiles cannot be evaluated.
        """
        from cpkit.preview.evaluating import compare_rules  # noqa: PLC0415 - it needs an extra

        before, after = (one.rule_based_matching for one in (self.before, self.after))
        return compare_rules(profiles, before, after, **options)


def stale_paths(plan: Plan, current: Plan) -> tuple[str, ...]:
    """Return what is different about a domain from when a plan was made.

    Args:
        plan: The plan.
        current: The same plan, of the domain as it was read again.

    Returns:
        The wire paths; none where the plan is still right.
    """
    if current.fingerprint == plan.fingerprint:
        return ()
    paths = [change.path for change in changes_between(plan.before, current.before)]
    if plan.domain is None or current.domain is None:
        return ("DomainName", *paths)
    recreated = ["CreatedAt"] if plan.domain.created_at != current.domain.created_at else []
    return (*recreated, *paths)


def stale_tags(plan: Plan, current: Plan, done: Iterable[Step]) -> tuple[str, ...]:
    """Return the tags that are different from what they should be after some of the steps.

    Args:
        plan: The plan.
        current: The same plan, of the domain as it was read again.
        done: The steps that have been done.

    Returns:
        The wire paths; none where nobody else has changed tags.
    """
    if current.domain is None:
        return ("DomainName",)
    tags = tags_after(plan.before, done)
    now = tags_after(current.before, ())
    keys = sorted({*tags, *now})
    return tuple(entry("Tags", key) for key in keys if tags.get(key) != now.get(key))
