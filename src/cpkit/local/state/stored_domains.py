"""A stored domain: its settings, its tags, and what only the service knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from cpkit.local.protocol.responses import bad_request
from cpkit.local.state.rule_progress import RuleProgress

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cpkit.local.state.rule_progress import Pace

_RULES = "RuleBasedMatching"
_SWITCHED = ("Matching", _RULES)
_NOT_SETTINGS = ("DomainName", "Tags")
_NO_STATS = {"ProfileCount": 0, "MeteringProfileCount": 0, "ObjectCount": 0, "TotalSize": 0}
_READY = {"ProgressPercentage": 100, "Message": "The data store is ready."}


@define
class Domain:
    """One domain as members by wire name.

    Stored values are replaced and never altered, so what was returned stays as it was.
    """

    name: str
    created_at: datetime
    updated_at: datetime
    tags: Mapping[str, str] = field(factory=dict[str, str])
    _settings: dict[str, Any] = field(factory=dict[str, Any])
    _progress: RuleProgress | None = None

    @classmethod
    def create(cls, members: Mapping[str, Any], now: datetime, pace: Pace) -> Domain:
        """Create a domain from the members of CreateDomain."""
        domain = cls(name=members["DomainName"], created_at=now, updated_at=now)
        domain._take(members, now, pace, on_new_domain=True)
        return domain

    def update(self, members: Mapping[str, Any], now: datetime, pace: Pace) -> None:
        """Apply the members of UpdateDomain: an absent member stays, an empty string clears.

        Assumed: a block is replaced whole, tags are replaced, and `LastUpdatedAt` moves with
        every accepted update, also with one that changes nothing.

        Raises:
            RejectedError: Rules would change that are locked. Nothing has been changed then.
        """
        self._take(members, now, pace, on_new_domain=False)
        self.updated_at = now

    def response(self, now: datetime) -> dict[str, Any]:
        """Return what GetDomain, CreateDomain and UpdateDomain respond with."""
        members: dict[str, Any] = {
            "DomainName": self.name,
            **self._settings,
            "Stats": _NO_STATS,
            "CreatedAt": self.created_at,
            "LastUpdatedAt": self.updated_at,
            "Tags": self.tags or None,
        }
        if self._progress is not None:
            members[_RULES] = {**members[_RULES], "Status": self._progress.status(now)}
        if members.get("DataStore", {}).get("Enabled"):
            members["DataStore"] = {**members["DataStore"], "Readiness": _READY}
        return members

    def list_item(self) -> dict[str, Any]:
        """Return what ListDomains shows of the domain."""
        return {
            "DomainName": self.name,
            "CreatedAt": self.created_at,
            "LastUpdatedAt": self.updated_at,
            **({"Tags": self.tags} if self.tags else {}),
        }

    def _take(
        self, members: Mapping[str, Any], now: datetime, pace: Pace, *, on_new_domain: bool
    ) -> None:
        given = {name: value for name, value in members.items() if name not in _NOT_SETTINGS}
        for name in _SWITCHED:
            if name in given and not given[name]["Enabled"]:
                given[name] = {"Enabled": False}
        if _RULES in given and given[_RULES] != self._settings.get(_RULES):
            self._progress = self._next_progress(
                now, pace, enabled=given[_RULES]["Enabled"], on_new_domain=on_new_domain
            )
        for name, value in given.items():
            if value == "":
                self._settings.pop(name, None)
            else:
                self._settings[name] = value
        self.tags = members.get("Tags", self.tags)

    def _next_progress(
        self, now: datetime, pace: Pace, *, enabled: bool, on_new_domain: bool
    ) -> RuleProgress | None:
        if self._progress is not None and self._progress.is_locked(now):
            raise bad_request(
                f"RuleBasedMatching of domain {self.name} is locked and cannot be changed "
                f"while its Status is {self._progress.status(now)}"
            )
        if enabled:
            return RuleProgress.begin(now, pace, on_new_domain=on_new_domain)
        return self._progress and self._progress.stop(now)
