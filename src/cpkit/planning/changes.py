"""One change: where it is, and what is there before and after."""

import re
from collections.abc import Iterator
from typing import Any, Literal

import attrs

from cpkit.models.settings import DomainSettings
from cpkit.schema.value import members_of

__all__ = ["Change", "ChangeKind", "is_secret"]

ChangeKind = Literal["added", "removed", "changed", "moved"]

_SECRET = frozenset(entry.wire for entry in members_of(DomainSettings) if entry.shape.secret)


def is_secret(path: str) -> bool:
    """Return whether the values at a path stay out of a ``repr``: keys, queues, tags."""
    return re.split(r"[.\[]", path, maxsplit=1)[0] in _SECRET


def _kind(change: "Change") -> ChangeKind:
    if change.moved_from is not None:
        return "moved"
    if change.before is None:
        return "added"
    return "removed" if change.after is None else "changed"


class _Hidden:
    """What is shown of a secret."""

    def __repr__(self) -> str:
        return "<hidden>"


_HIDDEN = _Hidden()


@attrs.frozen(repr=False)
class Change:
    """What is different at one place: a member, a single rule or criterion, or a tag.

    Example:
        >>> from cpkit import Change
        >>> change = Change("DefaultExpirationDays", 366, 90)
        >>> change.kind, str(change)
        ('changed', 'DefaultExpirationDays: 366 -> 90')
    """

    path: str
    """Where: the wire path after the change; before it, where something is removed."""
    before: object
    """What was there, as the settings contain it; ``None`` where nothing was."""
    after: object
    """What is there then; ``None`` where nothing is."""
    moved_from: str | None = attrs.field(default=None, kw_only=True)
    """The path before, for an item of a list that only changed its place."""
    # A field, since notebooks complete nothing on an object that has a property of such a type.
    kind: ChangeKind = attrs.field(
        init=False, eq=False, default=attrs.Factory(_kind, takes_self=True)
    )
    """What happens there: ``"added"``, ``"removed"``, ``"changed"`` or ``"moved"``."""

    def __str__(self) -> str:
        """Return the change on one line, without secrets."""
        if self.moved_from is not None:
            return f"{self.path}: {self.after!r}, moved from {self.moved_from}"
        return f"{self.path}: {self._shown(self.before)!r} -> {self._shown(self.after)!r}"

    def __repr__(self) -> str:
        """Return what is given, without secrets."""
        moved = "" if self.moved_from is None else f", moved_from={self.moved_from!r}"
        values = f"{self._shown(self.before)!r}, {self._shown(self.after)!r}"
        return f"{type(self).__name__}({self.path!r}, {values}{moved})"

    def __rich_repr__(self) -> Iterator[Any]:
        """Yield what is given, without secrets, for rich."""
        yield self.path
        # A tuple alone would be taken for a name and its value.
        yield None, self._shown(self.before)
        yield None, self._shown(self.after)
        yield "moved_from", self.moved_from, None

    def _shown(self, value: object) -> object:
        return _HIDDEN if is_secret(self.path) and isinstance(value, str) else value
