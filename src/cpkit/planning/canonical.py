"""The one form in which settings are compared: what means the same becomes equal.

The list is closed; anything else is a difference:

- a block that is disabled, and an absent one;
- the default schedule, Saturday 00:00, and none;
- members that are empty, and absent ones;
- ``9:00`` and ``09:00``;
- the order of the attributes of a rule, of those of a criterion, and of a selector's sub-types.

The order of rules and of criteria counts, and so does how often a name stands in a list.
"""

from typing import Any

import attrs

from cpkit.models.enums import DayOfTheWeek
from cpkit.models.matching import JobSchedule
from cpkit.schema.clear import CLEAR
from cpkit.schema.json_types import is_sequence
from cpkit.schema.shapes import SHAPE
from cpkit.schema.value import Member, Value, members_of

__all__ = ["canonical", "canonical_member", "is_disabled", "pruned"]

_TIME = attrs.fields(JobSchedule).time.metadata[SHAPE]
_DEFAULT_SCHEDULE = JobSchedule(day_of_the_week=DayOfTheWeek.SATURDAY, time="00:00")


def canonical(value: Any) -> Any:
    """Return a value in the form in which it is compared.

    Args:
        value: Settings, or anything in them.

    Returns:
        A value that is equal to that of every other way to write the same; ``None`` for what means
        the same as nothing.
    """
    if isinstance(value, Value):
        block = _filled(value)
        means_nothing = is_disabled(value) or _is_empty(block) or block == _DEFAULT_SCHEDULE
        return None if means_nothing else block
    if is_sequence(value):
        are_names = all(isinstance(item, str) for item in value)
        return tuple(sorted(value) if are_names else map(_item, value))
    return value


def canonical_member(known: Member, value: Any) -> Any:
    """Return the value of a member in the form in which it is compared."""
    if value is None or _is_left_out(known, value):
        return None
    if known.shape is _TIME and value[1:2] == ":":
        return f"0{value}"
    return canonical(value)


def pruned(value: Any) -> Any:
    """Return a value without what is empty, and without what disabled blocks contain.

    It is written as it was: only what does not count is missing, to show what does.
    """
    if not isinstance(value, Value):
        return None if _is_empty(value) else value
    is_off = is_disabled(value)
    kept: list[Any] = []
    for known in members_of(type(value)):
        member = getattr(value, known.field)
        if member is not None and (
            (is_off and known.field != "enabled") or _is_left_out(known, member)
        ):
            member = None
        kept.append(pruned(member) if isinstance(member, Value) else member)
    return None if all(map(_is_empty, kept)) else type(value).filled(kept)


def is_disabled(block: object) -> bool:
    """Return whether a value is a block whose ``Enabled`` is false."""
    return isinstance(block, Value) and getattr(block, "enabled", None) is False


def _filled(value: Value) -> Value:
    given = [(known, getattr(value, known.field)) for known in members_of(type(value))]
    return type(value).filled(
        [None if member is None else canonical_member(known, member) for known, member in given]
    )


def _item(value: Any) -> Any:
    """Return an item of a list, which stays one, whatever is in it."""
    return _filled(value) if isinstance(value, Value) else canonical(value)


def _is_left_out(known: Member, value: object) -> bool:
    # A required member that is empty stays, for the sake of the others in its block.
    return not known.is_required and _is_empty(value)


def _is_empty(value: object) -> bool:
    if isinstance(value, Value):
        return all(_is_empty(getattr(value, known.field)) for known in members_of(type(value)))
    is_something = value is CLEAR or isinstance(value, int | float)  # so are 0 and false
    return not value and not is_something
