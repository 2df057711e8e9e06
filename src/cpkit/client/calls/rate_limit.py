"""Calls spaced so that the account's quotas are not passed: `RateLimit`."""

import math
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final, NoReturn

from cpkit.client.calls.durations import duration, monotonic
from cpkit.client.calls.durations import sleep as default_sleep
from cpkit.schema.shapes.shape import is_foreign_number
from cpkit.schema.signatures import explained_methods
from cpkit.schema.suggestions import did_you_mean

__all__ = ["QUOTAS", "RateLimit"]

QUOTAS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "CreateDomain": 1.0,
        "DeleteDomain": 1.0,
        "GetAutoMergingPreview": 1.0,
        "UpdateDomain": 1.0,
        "GetDomain": 5.0,
        "ListDomains": 5.0,
        "ListIdentityResolutionJobs": 5.0,
        "ListRuleBasedMatches": 5.0,
        "ListTagsForResource": 5.0,
        "TagResource": 5.0,
        "UntagResource": 5.0,
        "GetMatches": 100.0,
        "GetSimilarProfiles": 100.0,
        "MergeProfiles": 100.0,
    }
)
"""How many requests a second an account may send, by operation, says the guide.

That each operation is counted by itself is an assumption.
"""

_ALIKE: Final = 0.9
"""Above the likeness of any two operations' names, such as GetDomain and GetDomainLayout."""

_ROUNDING: Final = 1e-6
"""Seconds: by less than that, sums of spacings are different from what they should be."""


@explained_methods
class RateLimit:
    """Space calls so that they stay under the account's quotas, whoever makes them.

    One object serves any number of clients and threads: pass the same one to all that use the same
    account and region. Requests of one operation are sent evenly, each at least its share of a
    second after the one before; there are no bursts, since AWS does not document how the service
    counts. Each retry counts like a first attempt. The wait for the first attempt of a call is not
    part of the `RetryPolicy`'s timeout; a retry that would have to wait past it is not sent.

    Other programs that use the account are not seen: what is throttled because of them is retried
    as always.

    Example:
        >>> from cpkit import CustomerProfiles, RateLimit
        >>> from cpkit.local import LocalService
        >>> waits = []
        >>> limit = RateLimit(headroom=0, clock=lambda: 0.0, sleep=waits.append)
        >>> profiles = CustomerProfiles(LocalService().client(), rate_limit=limit)
        >>> for _ in range(3):
        ...     _ = list(profiles.list_domains())
        >>> waits
        [0.2, 0.4]
    """

    def __init__(
        self,
        requests_per_second: Mapping[str, float] = QUOTAS,
        *,
        headroom: float = 0.1,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], object] = default_sleep,
    ) -> None:
        """Begin with nothing sent.

        Args:
            requests_per_second: The quota of each operation, by its wire name; the documented
                ones unless an account has been given others. What is not named is not limited.
            headroom: How much more than its share of a second each request takes, since what is
                sent evenly does not arrive so: with 0.1 a second's worth of requests may be a
                tenth of a second faster on its way than those before.
            clock: Where the time comes from, in seconds: for tests.
            sleep: What waits for so many seconds: for tests.

        Raises:
            TypeError: If the quotas are not a mapping, such as one number for all operations.
            ValueError: If a quota is not above 0, the headroom is below 0, or the name of an
                operation is nearly that of one whose quota is known.
        """
        _check_quotas(requests_per_second)
        for name, rate in requests_per_second.items():
            if not (_is_number(rate) and rate > 0):
                raise ValueError(f"the quota of {name} must be a number above 0, not {rate!r}")
            _check_name(name)
        if not (_is_number(headroom) and headroom >= 0):
            raise ValueError(f"headroom must be a number of at least 0, not {headroom!r}")
        self._clock = clock
        self._sleep = sleep
        self._schedules = {
            name: _Schedule((1 + float(headroom)) / float(rate))
            for name, rate in requests_per_second.items()
        }

    def acquire(
        self,
        operation: str,
        timeout: timedelta | float | None = None,
        *,
        sleep: Callable[[float], object] | None = None,
    ) -> bool:
        """Wait for a slot, at which one request can be sent.

        cpkit's own calls do this by themselves; it is for what is sent by other means. A wait that
        an exception ends, such as `KeyboardInterrupt`, gives its slot back. A signal handler may
        acquire slots while the program that it interrupts is acquiring one.

        Args:
            operation: The operation's wire name, such as ``UpdateDomain``.
            timeout: How many seconds to wait at most; ``None`` waits as long as it takes.
            sleep: What waits, where it is not the limit's own: such as what can be called off.

        Returns:
            Whether there is a slot in time. Where there is none, nothing is waited for.

        Raises:
            ValueError: If the timeout is not a duration.

        Example:
            >>> from cpkit import RateLimit
            >>> limit = RateLimit()
            >>> limit.acquire("UpdateDomain")
            True
            >>> limit.acquire("UpdateDomain", timeout=0.5)
            False
        """
        longest = math.inf if timeout is None else duration(timeout, "timeout")
        schedule = self._schedules.get(operation)
        if schedule is None:
            return True
        now = self._clock()
        slot = schedule.take(now, now + longest)
        if slot is None:
            return False
        if slot > now:
            try:
                (sleep or self._sleep)(slot - now)
            except BaseException:
                schedule.give_back(slot)
                raise
        return True

    def __reduce__(self) -> NoReturn:
        """Raise an error: a copy would count by itself, and both together pass the quota."""
        raise TypeError(
            "a RateLimit counts for one process alone and cannot be pickled or copied; create one "
            "in each process, with the quotas divided among them"
        )


class _Schedule:
    """The slots of one operation.

    No lock guards it, for a signal handler that runs while its own thread held one would wait for
    ever. Each change makes a new state, which becomes the one that follows another unless there
    is such a one already: `dict.setdefault` decides that in one step.
    """

    __slots__ = ("_spacing", "_state")

    def __init__(self, spacing: float) -> None:
        self._spacing = spacing
        self._state = _State(())

    def take(self, now: float, latest: float) -> float | None:
        """Take the first slot that is free, unless it is later than that."""
        while True:
            state = self._newest()
            slot = now
            for taken in state.slots:
                if abs(slot - taken) < self._spacing - _ROUNDING:
                    slot = taken + self._spacing
            if slot > latest:
                return None
            still = (taken for taken in state.slots if taken + self._spacing > now)
            if self._follows(state, _State(tuple(sorted((*still, slot))))):
                return slot

    def give_back(self, slot: float) -> None:
        """Let others take a slot that was taken."""
        while True:
            state = self._newest()
            left = tuple(taken for taken in state.slots if taken != slot)
            if self._follows(state, _State(left)):
                return

    def _newest(self) -> "_State":
        state = self._state
        while (newer := state.next.get("state")) is not None:
            state = newer
        return state

    def _follows(self, state: "_State", new: "_State") -> bool:
        """Return whether a new state follows another; if not, somebody else was faster."""
        if state.next.setdefault("state", new) is not new:
            return False
        self._state = new  # what a slower thread writes here is older, and leads to the newest
        return True


class _State:
    """The slots that are taken, in their order, and the state that follows."""

    __slots__ = ("next", "slots")

    def __init__(self, slots: tuple[float, ...]) -> None:
        self.slots = slots
        self.next: dict[str, _State] = {}


def _check_name(name: str) -> None:
    """Reject a slip, which would limit nothing; other operations have names less alike."""
    hint = did_you_mean(name, QUOTAS, cutoff=_ALIKE)
    if name not in QUOTAS and hint.endswith("?"):
        raise ValueError(f"{name!r} is not an operation{hint}")


def _is_number(value: object) -> bool:
    is_own = isinstance(value, int | float) and not isinstance(value, bool)
    return is_own or is_foreign_number(value)


def _check_quotas(given: object) -> None:
    if not isinstance(given, Mapping):
        raise TypeError(
            "requests_per_second must be a mapping from operations to requests a second, such as "
            f"{{'UpdateDomain': 2.0}}, not {type(given).__name__}"
        )
