"""What to think of before a plan is applied: risks, and effects that surprise or are undocumented.

What a message says of the service is in its guide or its model, unless the message says that it is
assumed or that AWS does not document it.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

import attrs

from cpkit.display import visible
from cpkit.models import Domain, DomainSettings, RuleBasedMatchingStatus
from cpkit.planning.canonical import canonical_member, is_disabled
from cpkit.planning.changes import Change
from cpkit.planning.desired import without_clears
from cpkit.planning.merging_warnings import merging_warnings
from cpkit.planning.risks import PlanWarning, PlanWarnings, Risk
from cpkit.problems import member
from cpkit.schema.json_types import is_map
from cpkit.schema.value import Value, members_of
from cpkit.wire import to_wire

__all__ = ["PlanContext", "plan_warnings"]

_RULES = "RuleBasedMatching"
_READINESS = "DataStore.Readiness"


@attrs.frozen
class PlanContext:
    """What is known of a plan by the time its warnings are written."""

    settings: DomainSettings
    """What is declared."""
    domain: Domain | None
    """The domain as it was read, if there is one."""
    before: DomainSettings
    """What it has."""
    after: DomainSettings
    """What it would have."""
    changes: tuple[Change, ...]
    """What is different between the two."""
    members: Collection[str]
    """The top-level members that an update would send."""
    made_at: datetime | None
    """When the plan was made."""


def plan_warnings(context: PlanContext) -> PlanWarnings:
    """Return all that there is to think of, the risks first.

    Args:
        context: What would happen.

    Returns:
        The warnings; where nothing would be sent, those about what was not compared.
    """
    found = [*_effects(context)] if context.changes else []
    found += _not_compared(context.settings, "")
    return PlanWarnings(sorted(found, key=lambda warning: warning.risk is None))


def _effects(context: PlanContext) -> Iterator[PlanWarning]:
    yield from _switched_off(context)
    yield from merging_warnings(context.before, context.after)
    yield from _cleared(context)
    yield from _permitted(context)
    if context.domain is not None:
        yield from _dropped(context.domain, context.members)
        if _RULES in context.members:
            yield from _not_active(context.domain)
            yield from _locked(context.domain, context.made_at)
            yield from _pending(context.after)
        yield from _left_out(context)
    for problem in context.settings.problems():
        if problem.severity == "warning":
            yield PlanWarning(problem.path, problem.message)


def _switched_off(context: PlanContext) -> Iterator[PlanWarning]:
    matching = (context.before.matching, context.after.matching)
    if matching[0] and matching[1] and matching[0].enabled and not matching[1].enabled:
        text = "switching matching off deletes the criteria by which profiles are merged."
        yield PlanWarning("Matching.Enabled", text, Risk.SWITCH_OFF_MATCHING)
    rules = (context.before.rule_based_matching, context.after.rule_based_matching)
    if rules[0] and rules[1] and rules[0].enabled and not rules[1].enabled:
        text = "switching rule-based matching off deletes its rules."
        yield PlanWarning(f"{_RULES}.Enabled", text, Risk.SWITCH_OFF_RULES)


def _cleared(context: PlanContext) -> Iterator[PlanWarning]:
    before, after = context.before, context.after
    key = before.default_encryption_key
    if key is not None and key != after.default_encryption_key:
        how = "cleared" if after.default_encryption_key is None else "replaced"
        text = (
            f"the encryption key is {how}; AWS does not document what happens to data encrypted "
            "with the old key, so keep that key."
        )
        yield PlanWarning("DefaultEncryptionKey", text, Risk.CHANGE_KEY)
    if before.dead_letter_queue_url is not None and after.dead_letter_queue_url is None:
        text = (
            "the dead letter queue is cleared: data that cannot be ingested is no longer sent "
            "to it."
        )
        yield PlanWarning("DeadLetterQueueUrl", text, Risk.CLEAR_QUEUE)


_PERMISSIONS = {
    "S3BucketName": "write to the bucket; see `cpkit policies`, or cpkit.policies.bucket_policy",
    "DeadLetterQueueUrl": "send to the queue; see `cpkit policies`, or cpkit.policies.queue_policy",
    "DefaultEncryptionKey": "use the key; see `cpkit policies`, or cpkit.policies.key_policy",
}
"""What the service must be allowed, by the member that needs it; else it rejects the update."""


def _permitted(context: PlanContext) -> Iterator[PlanWarning]:
    for change in context.changes:
        needed = _PERMISSIONS.get(change.path.rpartition(".")[2])
        if needed and change.after is not None:
            yield PlanWarning(change.path, f"the service must be allowed to {needed}.")


def _dropped(domain: Domain, members: Collection[str]) -> Iterator[PlanWarning]:
    for path in domain.unknown_members:
        root = path.partition(".")[0].partition("[")[0]  # an odd name is in brackets
        if root in members and not path.startswith(_READINESS):
            text = (
                f"this version of cpkit does not know this member, and sending all of {root} "
                "drops it; use a newer version of cpkit."
            )
            yield PlanWarning(path, text, Risk.DROP_NEWER_MEMBER)


def _not_active(domain: Domain) -> Iterator[PlanWarning]:
    rules, status = domain.settings.rule_based_matching, domain.rule_based_matching_status
    if rules and rules.enabled and status not in {None, RuleBasedMatchingStatus.ACTIVE}:
        effect = (
            "the rules are locked, and the service may reject this change"
            if status == RuleBasedMatchingStatus.IN_PROGRESS
            else "it is assumed that its wait starts over"
        )
        text = (
            f"an earlier change of the rules is {visible(str(status))}: {effect}; wait until the "
            "rules are ACTIVE."
        )
        yield PlanWarning(f"{_RULES}.Status", text, Risk.RULES_NOT_ACTIVE)


def _locked(domain: Domain, made_at: datetime | None) -> Iterator[PlanWarning]:
    """Warn of the lock of a day, of which only the time of the last update can be known."""
    free, status = domain.rules_free_about, domain.rule_based_matching_status
    if made_at is None or free is None or free <= made_at:
        return
    if status in {None, RuleBasedMatchingStatus.ACTIVE}:
        text = (
            "rules can be changed again a day after they became ACTIVE; as far as the domain's "
            f"last update shows, they are not known to be free before about {free:%Y-%m-%d %H:%M} "
            "UTC, and the service may reject this change until then."
        )
        yield PlanWarning(_RULES, text)


def _pending(after: DomainSettings) -> Iterator[PlanWarning]:
    if after.rule_based_matching and after.rule_based_matching.enabled:
        text = (
            "the change is PENDING for about an hour before it begins; rules can be changed again "
            "a day after they become ACTIVE."
        )
        yield PlanWarning(_RULES, text)


def _left_out(context: PlanContext) -> Iterator[PlanWarning]:
    """Yield a warning for each member that a block leaves out although the domain has it."""
    removed = [change for change in context.changes if change.kind == "removed"]
    after: Any = to_wire(without_clears(context.after)) if removed else {}
    warned: set[str] = set()
    for change in removed:
        path = change.path.partition("[")[0]  # of a list, all or none is left out
        root, _, below = path.partition(".")
        if not below or path in warned or _has(after, path):
            continue
        if after[root].get("Enabled") is False:
            continue
        warned.add(path)
        text = (
            "the block leaves it out; AWS does not document what the service does with the value "
            "that it has, so check what remains after applying."
        )
        yield PlanWarning(path, text)


def _has(wire: Any, path: str) -> bool:
    for name in path.split("."):
        if not is_map(wire) or name not in wire:
            return False
        wire = wire[name]
    return True


def _not_compared(value: Value, path: str) -> Iterator[PlanWarning]:
    """Yield a warning for each disabled block that declares more than that it is disabled."""
    for known in members_of(type(value)):
        block = getattr(value, known.field)
        if not isinstance(block, Value):
            continue
        place = member(path, known.wire)
        if is_disabled(block) and _declares_more(block):
            text = (
                "the block is disabled; what else it contains is not compared and may not be "
                "stored."
            )
            yield PlanWarning(place, text)
        yield from _not_compared(block, place)


def _declares_more(block: Value) -> bool:
    return any(
        canonical_member(known, getattr(block, known.field)) is not None
        for known in members_of(type(block))
        if known.field != "enabled"
    )
