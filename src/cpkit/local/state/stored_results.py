"""The results that a test puts in: matches and jobs.

The stand-in finds no matches by itself. What is put in has the shapes of the service model, and is
checked against them.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define, field

from cpkit.local.protocol.constraints import (
    Check,
    Violation,
    compile_check,
    is_list,
    is_mapping,
    summarize,
)
from cpkit.local.protocol.service_model import knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager

Members: TypeAlias = "Mapping[str, Any]"


@define
class DomainResults:
    """The results of one domain, each by its id."""

    matches: dict[str, Members] = field(factory=dict[str, "Members"])
    """The matches of the weekly job, as GetMatches lists them."""
    generated_at: datetime | None = None
    """When the matches were put in, or were found as the test states."""
    rule_based_matches: dict[str, Members] = field(factory=dict[str, "Members"])
    """The matches of the rules, as GetSimilarProfiles shows them."""
    jobs: dict[str, Members] = field(factory=dict[str, "Members"])
    """The jobs, as GetIdentityResolutionJob shows them."""


class Results:
    """The results that a test puts in, by domain.

    Each is a mapping as the service returns it, checked against the service model. One with the
    id of an earlier one takes its place. A domain that is deleted loses its results; results of a
    domain that does not exist yet are served once it does.

    Example:
        >>> from cpkit.local import LocalService
        >>> service = LocalService()
        >>> client = service.client()
        >>> _ = client.create_domain(DomainName="Shop", DefaultExpirationDays=366)
        >>> service.results.put_matches("Shop", {"MatchId": "7", "ConfidenceScore": 0.97})
        >>> client.get_matches(DomainName="Shop")["Matches"]
        [{'MatchId': '7', 'ConfidenceScore': 0.97}]
    """

    def __init__(self, lock: AbstractContextManager[object], clock: Callable[[], datetime]) -> None:
        """Start without results.

        Args:
            lock: What is held while something is put in.
            clock: Returns the time at which it is.
        """
        self._lock = lock
        self._clock = clock
        self._domains: dict[str, DomainResults] = {}

    def put_matches(
        self, domain_name: str, *matches: Members, generated_at: datetime | None = None
    ) -> None:
        """Put in matches of the weekly job.

        Args:
            domain_name: The domain's name.
            *matches: Members of ``MatchItem`` by wire name; ``MatchId`` is needed.
            generated_at: When the job found them; now without it.

        Raises:
            ValueError: One is not as the service model defines it.

        Example:
            >>> from cpkit.local import LocalService
            >>> LocalService().results.put_matches("Shop", {"MatchId": "7", "ProfileIds": []})
        """
        checked = _by_id(matches, "MatchId", "GetMatches", "Matches")
        with self._lock:
            results = self.of(domain_name)
            results.matches.update(checked)
            results.generated_at = generated_at or self._clock()

    def put_rule_based_matches(self, domain_name: str, *matches: Members) -> None:
        """Put in matches of the rules.

        Args:
            domain_name: The domain's name.
            *matches: Members by wire name that GetSimilarProfiles shows, such as ``ProfileIds`` and
                ``RuleLevel``; ``MatchId`` is needed.

        Raises:
            ValueError: One is not as the service model defines it.

        Example:
            >>> from cpkit.local import LocalService
            >>> LocalService().results.put_rule_based_matches(
            ...     "Shop", {"MatchId": "7", "ProfileIds": ["0" * 32], "RuleLevel": 1}
            ... )
        """
        checked = _by_id(matches, "MatchId", "GetSimilarProfiles")
        with self._lock:
            self.of(domain_name).rule_based_matches.update(checked)

    def put_jobs(self, domain_name: str, *jobs: Members) -> None:
        """Put in runs of the weekly job.

        Args:
            domain_name: The domain's name.
            *jobs: Members by wire name that GetIdentityResolutionJob shows; ``JobId`` is needed.

        Raises:
            ValueError: One is not as the service model defines it.

        Example:
            >>> from cpkit.local import LocalService
            >>> LocalService().results.put_jobs("Shop", {"JobId": "0" * 32, "Status": "MERGING"})
        """
        named = ({"DomainName": domain_name, **job} for job in jobs)
        checked = _by_id(named, "JobId", "GetIdentityResolutionJob")
        with self._lock:
            self.of(domain_name).jobs.update(checked)

    def of(self, domain_name: str) -> DomainResults:
        """Return what a domain has, for operations to read.

        Args:
            domain_name: The domain's name.
        """
        return self._domains.setdefault(domain_name, DomainResults())

    def forget(self, domain_name: str) -> None:
        """Forget what a domain had.

        Args:
            domain_name: The domain's name.
        """
        self._domains.pop(domain_name, None)

    def clear(self) -> None:
        """Forget everything."""
        self._domains.clear()


def _by_id(
    given: Iterable[Members], id_member: str, operation: str, *list_member: str
) -> dict[str, Members]:
    check = _check_of(operation, *list_member)
    kept: dict[str, Members] = {}
    for members in given:
        violations: list[Violation] = []
        check(_plain(members), "", violations)
        if id_member not in members:
            violations.append(Violation(id_member, "Member must not be null"))
        if violations:
            raise ValueError(summarize(violations))
        kept[members[id_member]] = dict(members)
    return kept


@lru_cache
def _check_of(operation: str, list_member: str | None = None) -> Check:
    shape: Any = knowledge().operations[operation].output
    return compile_check(shape if list_member is None else shape.members[list_member].member)


def _plain(value: object) -> object:
    """Return times as numbers, as responses have them."""
    if isinstance(value, datetime):
        return value.timestamp()
    if is_mapping(value):
        return {name: _plain(member) for name, member in value.items()}
    return [_plain(item) for item in value] if is_list(value) else value
