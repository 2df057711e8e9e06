"""The requests that a plan consists of, in their order."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import attrs

from cpkit.models.domain import Domain
from cpkit.models.settings import DomainSettings
from cpkit.planning.desired import without_clears
from cpkit.problems import entry
from cpkit.schema.frozen import FrozenMap, freeze
from cpkit.schema.json_types import is_map, is_sequence
from cpkit.schema.shapes import TagMap
from cpkit.schema.value import members_of
from cpkit.wire import to_wire

__all__ = ["Step", "StepOperation", "change_tags", "changed_members", "steps", "tags_after"]

StepOperation = Literal["CreateDomain", "UpdateDomain", "TagResource", "UntagResource"]

_TAGS = "tags"
_MOST_TAGS = next(
    known.shape.high for known in members_of(DomainSettings) if isinstance(known.shape, TagMap)
)


@attrs.frozen
class Step:
    """One request, but for the ARN that tags are sent to.

    Example:
        >>> from cpkit import DomainSettings, Plan
        >>> from cpkit.results import Step
        >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
        >>> (step,) = Plan(settings=settings, domain=None).steps
        >>> isinstance(step, Step)
        True
        >>> step.to_wire()
        {'DomainName': 'shop', 'DefaultExpirationDays': 366}
    """

    operation: StepOperation
    """What is called."""
    paths: tuple[str, ...]
    """What it changes: top-level members, or tags; their wire paths."""
    request: Mapping[str, Any] = attrs.field(repr=False)
    """What is sent, immutable; it contains secrets."""

    def to_wire(self) -> dict[str, Any]:
        """Return the request as boto3 takes it, in a fresh dict each time."""
        thawed: dict[str, Any] = _thawed(self.request)
        return thawed

    def __rich_repr__(self) -> Iterator[Any]:
        """Yield the operation and what it changes, without what is sent, for rich."""
        yield self.operation
        yield "paths", self.paths

    def __str__(self) -> str:
        """Return the operation and what it changes."""
        return f"{self.operation} ({', '.join(self.paths)})"


def changed_members(before: DomainSettings, after: DomainSettings) -> tuple[str, ...]:
    """Return the top-level members, tags aside, that an update must send."""
    return tuple(
        known.wire
        for known in members_of(DomainSettings)
        if known.field != _TAGS and getattr(before, known.field) != getattr(after, known.field)
    )


def steps(
    settings: DomainSettings,
    domain: Domain | None,
    before: DomainSettings,
    after: DomainSettings,
) -> tuple[Step, ...]:
    """Return the requests that make a domain what it would be.

    Tags are set before others are removed, so that no tag that stays is ever missing, unless a
    domain would have too many of them in between. Only what changes is sent.

    Args:
        settings: What is declared.
        domain: The domain, if there is one.
        before: What it has.
        after: What it would have.

    Returns:
        The steps, in their order.
    """
    if domain is None:
        new = without_clears(settings)
        request: dict[str, Any] = {**to_wire(new)}
        return (Step("CreateDomain", tuple(request), freeze(request)),)
    members = changed_members(before, after)
    updates = [_update(settings, members)] if members else []
    return (*updates, *_tag_steps(_tags(before), _tags(after)))


def _update(settings: DomainSettings, members: tuple[str, ...]) -> Step:
    # Tags go their own way, and no request could say that all of them are cleared.
    declared = DomainSettings.filled(
        None if known.field == _TAGS else getattr(settings, known.field)
        for known in members_of(DomainSettings)
    )
    written: dict[str, Any] = {**to_wire(declared)}
    request = {name: written[name] for name in ("DomainName", *members)}
    return Step("UpdateDomain", members, freeze(request))


def change_tags(steps: Iterable[Step]) -> bool:
    """Return whether steps change tags of a domain that exists, which takes its ARN."""
    return any(step.operation in {"TagResource", "UntagResource"} for step in steps)


def tags_after(before: DomainSettings, done: Iterable[Step]) -> dict[str, str]:
    """Return the tags that a domain has after some steps.

    Args:
        before: What the domain has before.
        done: The steps.
    """
    tags = _tags(before)
    for step in done:
        tags |= step.request.get("tags", {})
        tags = {
            key: text for key, text in tags.items() if key not in step.request.get("tagKeys", ())
        }
    return tags


def _tags(settings: DomainSettings) -> dict[str, str]:
    return dict(settings.tags or {})


def _tag_steps(before: dict[str, str], after: dict[str, str]) -> list[Step]:
    """Set tags before others are removed, as far as there is room for both.

    Where there is none, requests alternate, so that a failure never leaves a domain without tags.
    """
    put = {key: value for key, value in after.items() if before.get(key) != value}
    gone = sorted(before.keys() - after.keys())
    count = len(before)
    requests: list[Step] = []
    while put or gone:
        # Where none is left to remove, nothing makes room: the limit may have been ignored.
        room = max(0, _MOST_TAGS - count) if gone else len(put)
        new = [key for key in put if key not in before][:room]
        now = {key: value for key, value in put.items() if key in before or key in new}
        if now:
            requests.append(_tag(now))
            put = {key: value for key, value in put.items() if key not in now}
            count += len(new)
        first = gone if not put else gone[: min(len(put) + count - _MOST_TAGS, count // 2)]
        if first:
            requests.append(_untag(tuple(first)))
            gone = gone[len(first) :]
            count -= len(first)
    return requests


def _tag(tags: dict[str, str]) -> Step:
    paths = tuple(entry("Tags", key) for key in tags)
    return Step("TagResource", paths, FrozenMap({"tags": FrozenMap(tags)}))


def _untag(keys: tuple[str, ...]) -> Step:
    paths = tuple(entry("Tags", key) for key in keys)
    return Step("UntagResource", paths, FrozenMap({"tagKeys": keys}))


def _thawed(value: Any) -> Any:
    if is_map(value):
        return {key: _thawed(entry) for key, entry in value.items()}
    return [*map(_thawed, value)] if is_sequence(value) else value
