"""The operations on results, from what a test has put in.

Assumed: GetSimilarProfiles searches by `matchId` or `profileId`, however that is spelled, and what
it does not find has no profiles; a preview takes all matches as its sample, and would merge every
profile of those that are confident enough; results are served whatever the domain's settings are.
"""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from cpkit.local.protocol.responses import not_found
from cpkit.local.protocol.service_model import knowledge
from cpkit.local.state.paging import cut_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cpkit.local.state.stored_results import DomainResults

    Members: TypeAlias = Mapping[str, Any]
    ResultHandler: TypeAlias = Callable[[DomainResults, Members], Members]

_SEARCHED = {"matchid": "MatchId", "profileid": "ProfileIds"}


def _get_matches(found: DomainResults, members: Members) -> Members:
    ids, token = _cut(found.matches, members)
    return {
        "NextToken": token,
        "MatchGenerationDate": found.generated_at,
        "PotentialMatches": len(found.matches),
        "Matches": [found.matches[name] for name in ids],
    }


def _list_rule_based_matches(found: DomainResults, members: Members) -> Members:
    ids, token = _cut(found.rule_based_matches, members)
    return {"MatchIds": ids, "NextToken": token}


def _get_similar_profiles(found: DomainResults, members: Members) -> Members:
    by_rules = members["MatchType"] == "RULE_BASED_MATCHING"
    matches = found.rule_based_matches if by_rules else found.matches
    searched = _SEARCHED.get(members["SearchKey"].strip("_").lower())
    wanted = members["SearchValue"]
    empty: Members = {}
    match = next((match for match in matches.values() if wanted in _values(match, searched)), empty)
    ids, token = _cut(match.get("ProfileIds", ()), members)
    return {**match, "MatchType": members["MatchType"], "ProfileIds": ids, "NextToken": token}


def _list_identity_resolution_jobs(found: DomainResults, members: Members) -> Members:
    listed: Any = knowledge().operations["ListIdentityResolutionJobs"].output
    shown = listed.members["IdentityResolutionJobsList"].member.members
    by_start = {
        f"{_epoch(job.get('JobStartTime')):020.3f} {name}": job for name, job in found.jobs.items()
    }
    keys, token = _cut(by_start, members)
    jobs = [{name: value for name, value in by_start[key].items() if name in shown} for key in keys]
    return {"IdentityResolutionJobsList": jobs, "NextToken": token}


def _get_identity_resolution_job(found: DomainResults, members: Members) -> Members:
    if members["JobId"] not in found.jobs:
        raise not_found(f"Job {members['JobId']} does not exist")
    return found.jobs[members["JobId"]]


def _get_auto_merging_preview(found: DomainResults, members: Members) -> Members:
    least = members.get("MinAllowedConfidenceScoreForMerging", 0.0)
    sample = found.matches.values()
    merged = [match for match in sample if match.get("ConfidenceScore", 1.0) >= least]
    return {
        "DomainName": members["DomainName"],
        "NumberOfMatchesInSample": len(sample),
        "NumberOfProfilesInSample": _count_profiles(sample),
        "NumberOfProfilesWillBeMerged": _count_profiles(merged),
    }


RESULT_HANDLERS: Mapping[str, ResultHandler] = {
    "GetAutoMergingPreview": _get_auto_merging_preview,
    "GetIdentityResolutionJob": _get_identity_resolution_job,
    "GetMatches": _get_matches,
    "GetSimilarProfiles": _get_similar_profiles,
    "ListIdentityResolutionJobs": _list_identity_resolution_jobs,
    "ListRuleBasedMatches": _list_rule_based_matches,
}
"""What handles each operation on results: it takes what a domain has, and the members."""


def _values(match: Members, member: str | None) -> Iterable[str]:
    value = match.get(member or "", ())
    return (value,) if isinstance(value, str) else value


def _cut(names: Iterable[str], members: Members) -> tuple[list[str], str | None]:
    return cut_page(names, token=members.get("NextToken"), size=members.get("MaxResults"))


def _count_profiles(matches: Iterable[Members]) -> int:
    return len(set(chain.from_iterable(match.get("ProfileIds", ()) for match in matches)))


def _epoch(value: datetime | float | None) -> float:
    return value.timestamp() if isinstance(value, datetime) else value or 0.0
