"""Calls spaced so that the account's quotas are not passed: `RateLimit`."""

import math
import time
from bisect import insort
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from cpkit.client.boto.forks import OwnLock
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


class RateLimit:
    """Space calls so that they stay under the account's quotas, whoever makes them.

    One object serves any number of clients and threads: give all that use the same account and
    region the same one. Requests of one operation are sent evenly, each at least its share of a
    second after the one before; no bursts, since nobody documents how the service counts. Each
    repeated attempt counts like a first one. The wait for the first attempt of a call is not part
    of the `RetryPolicy`'s timeout; a repeated one that would have to wait past it is not sent.

    Other programs that use the account are not seen: what is throttled because of them is
    repeated as always.

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
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
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
            TypeError: If the quotas are no map, such as one number for all operations.
            ValueError: If a quota is not above 0, the headroom is below 0, or the name of an
                operation is all but that of one whose quota is known.
        """
        _check_quotas(requests_per_second)
        for name, rate in requests_per_second.items():
            if not rate > 0:
                raise ValueError(f"the quota of {name} must be above 0, not {rate!r}")
            _check_name(name)
        if not headroom >= 0:
            raise ValueError(f"headroom must not be below 0, not {headroom!r}")
        self._spacing = {name: (1 + headroom) / rate for name, rate in requests_per_second.items()}
        self._clock = clock
        self._sleep = sleep
        self._taken: dict[str, list[float]] = {name: [] for name in self._spacing}
        self._lock = OwnLock()

    def wait(self, *operations: str, within: float = math.inf) -> bool:
        """Wait until a request can be sent, and count it as sent then.

        cpkit's own calls do this by themselves; it is for what is sent by other means.

        Args:
            operations: The operation's wire name, such as ``UpdateDomain``; several where one
                request of each is sent right after the other.
            within: How many seconds to wait at most.

        Returns:
            Whether the turn has come. A queue that is longer is not joined, nor waited for.

        Example:
            >>> from cpkit import RateLimit
            >>> limit = RateLimit()
            >>> limit.wait("UpdateDomain")
            True
            >>> limit.wait("UpdateDomain", within=0.5)
            False
        """
        limited = [name for name in operations if name in self._spacing]
        with self._lock:
            now = turn = self._clock()
            while (later := self._first_free(limited, turn, now)) > turn:
                turn = later
            if turn - now > max(within, 0.0):
                return False
            for name in limited:
                insort(self._taken[name], turn)
        if turn > now:
            self._sleep(turn - now)
        return True

    def _first_free(self, operations: list[str], moment: float, now: float) -> float:
        """Move a moment on until no turn that is taken is too near.

        Turns that were taken together with another operation's leave gaps before them, which are
        used. What is moved on for one operation can come too near for another: ask again.
        """
        for name in operations:
            spacing = self._spacing[name]
            taken = self._taken[name] = [t for t in self._taken[name] if t + spacing > now]
            for other in taken:
                if other - spacing < moment < other + spacing:
                    moment = other + spacing
        return moment


def _check_name(name: str) -> None:
    """Refuse a slip, which would limit nothing; other operations have names less alike."""
    hint = did_you_mean(name, QUOTAS, cutoff=_ALIKE)
    if name not in QUOTAS and hint.endswith("?"):
        raise ValueError(f"{name!r} is not an operation{hint}")


def _check_quotas(given: object) -> None:
    if not isinstance(given, Mapping):
        raise TypeError(
            "requests_per_second takes a map from operations to requests a second, such as "
            f"{{'UpdateDomain': 2.0}}, not {type(given).__name__}"
        )
