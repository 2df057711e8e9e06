"""What to think of before a plan is applied: risks, and effects that surprise or are undocumented.

What a message says of the service is in its guide or its model, unless the message says that it is
assumed or documented nowhere.
"""

from collections.abc import Collection, Iterator
from typing import Any

import attrs

from cpkit.models import Domain, DomainSettings, RuleBasedMatchingStatus
from cpkit.planning.changes import Change
from cpkit.planning.desired import without_clears
from cpkit.planning.merging_warnings import merging_cautions
from cpkit.planning.risks import PlanWarning, Risk
from cpkit.schema.json_types import is_map
from cpkit.wire import to_wire

__all__ = ["PlanContext", "cautions"]

_RULES = "RuleBasedMatching"
_READINESS = "DataStore.Readiness"


@attrs.frozen
class PlanContext:
    """What a plan has found out by the time it is judged."""

    settings: DomainSettings
    """What is declared."""
    domain: Domain | None
    """The domain as the service answered it, if there is one."""
    before: DomainSettings
    """What it has."""
    after: DomainSettings
    """What it would have."""
    changes: tuple[Change, ...]
    """What is different between the two."""
    members: Collection[str]
    """The top-level members that an update would send."""


def cautions(prospect: PlanContext) -> tuple[PlanWarning, ...]:
    """Find all that there is to think of, the risks first.

    Args:
        prospect: What would happen.

    Returns:
        Nothing where nothing would be sent.
    """
    if not prospect.changes:
        return ()
    found = [*_all(prospect)]
    return tuple(sorted(found, key=lambda caution: caution.risk is None))


def _all(prospect: PlanContext) -> Iterator[PlanWarning]:
    yield from _switched_off(prospect)
    yield from merging_cautions(prospect.before, prospect.after)
    yield from _cleared(prospect)
    yield from _permitted(prospect)
    if prospect.domain is not None:
        yield from _dropped(prospect.domain, prospect.members)
        if _RULES in prospect.members:
            yield from _in_between(prospect.domain, prospect.after)
        yield from _left_out(prospect)
    for problem in prospect.settings.problems():
        if problem.severity == "warning":
            yield PlanWarning(problem.path, problem.message)


def _switched_off(prospect: PlanContext) -> Iterator[PlanWarning]:
    matching = (prospect.before.matching, prospect.after.matching)
    if matching[0] and matching[1] and matching[0].enabled and not matching[1].enabled:
        text = "switching matching off deletes the criteria by which profiles are merged."
        yield PlanWarning("Matching.Enabled", text, Risk.SWITCH_OFF_MATCHING)
    rules = (prospect.before.rule_based_matching, prospect.after.rule_based_matching)
    if rules[0] and rules[1] and rules[0].enabled and not rules[1].enabled:
        text = "switching rule-based matching off deletes its rules."
        yield PlanWarning(f"{_RULES}.Enabled", text, Risk.SWITCH_OFF_RULES)


def _cleared(prospect: PlanContext) -> Iterator[PlanWarning]:
    before, after = prospect.before, prospect.after
    key = before.default_encryption_key
    if key is not None and key != after.default_encryption_key:
        how = "cleared" if after.default_encryption_key is None else "replaced by another"
        text = (
            f"the key is {how}; what becomes of what was encrypted with the old one is documented "
            "nowhere: better keep it."
        )
        yield PlanWarning("DefaultEncryptionKey", text, Risk.CHANGE_KEY)
    if before.dead_letter_queue_url is not None and after.dead_letter_queue_url is None:
        text = "the queue is cleared: errors of taking in data are no longer sent to it."
        yield PlanWarning("DeadLetterQueueUrl", text, Risk.CLEAR_QUEUE)


_PERMISSIONS = {
    "S3BucketName": "write to the bucket: see cpkit.policies.bucket_policy",
    "DeadLetterQueueUrl": "send to the queue: see cpkit.policies.queue_policy",
    "DefaultEncryptionKey": "use the key: see cpkit.policies.key_policy",
}
"""What the service must be allowed, by the member that asks for it; else it refuses the update."""


def _permitted(prospect: PlanContext) -> Iterator[PlanWarning]:
    for change in prospect.changes:
        needed = _PERMISSIONS.get(change.path.rpartition(".")[2])
        if needed and change.after is not None:
            yield PlanWarning(change.path, f"the service must be allowed to {needed}.")


def _dropped(domain: Domain, members: Collection[str]) -> Iterator[PlanWarning]:
    for path in domain.unknown_members:
        root = path.partition(".")[0].partition("[")[0]  # a name that is none is in brackets
        if root in members and not path.startswith(_READINESS):
            text = (
                f"this version of cpkit does not know it, and sending {root} whole leaves it out; "
                "use a newer version."
            )
            yield PlanWarning(path, text, Risk.DROP_NEWER_MEMBER)


def _in_between(domain: Domain, after: DomainSettings) -> Iterator[PlanWarning]:
    rules, status = domain.settings.rule_based_matching, domain.rule_based_matching_status
    if rules and rules.enabled and status not in {None, RuleBasedMatchingStatus.ACTIVE}:
        locked = status == RuleBasedMatchingStatus.IN_PROGRESS
        so = (
            "they are locked, and the service may refuse"
            if locked
            else "it is assumed to start over"
        )
        text = f"an earlier change of the rules is {status}: {so}; better wait until it is ACTIVE."
        yield PlanWarning(f"{_RULES}.Status", text, Risk.RULES_NOT_ACTIVE)
    if after.rule_based_matching and after.rule_based_matching.enabled:
        text = (
            "the change is PENDING for about an hour before it begins; rules can be changed again "
            "a day after they are ACTIVE."
        )
        yield PlanWarning(_RULES, text)


def _left_out(prospect: PlanContext) -> Iterator[PlanWarning]:
    """Find members that a block leaves out although the domain has them."""
    after: Any = to_wire(without_clears(prospect.after))
    told: set[str] = set()
    for change in prospect.changes:
        path = change.path.partition("[")[0]  # of a list, all or none is left out
        root, _, below = path.partition(".")
        if change.kind != "removed" or not below or path in told or _stands(after, path):
            continue
        if after[root].get("Enabled") is False:
            continue
        told.add(path)
        text = (
            "the block leaves it out; what the service does then with what it has is documented "
            "nowhere: look at what remains after applying."
        )
        yield PlanWarning(path, text)


def _stands(wire: Any, path: str) -> bool:
    for name in path.split("."):
        if not is_map(wire) or name not in wire:
            return False
        wire = wire[name]
    return True
