"""Stand in for the service "customer-profiles": in the process, or over HTTP on loopback.

`LocalService().client()` is a real boto3 client whose requests never leave the process;
`serve()` and `python -m cpkit.local` answer on loopback, to the `aws` program too. Requests are
checked against botocore's own service model, and nothing else of cpkit is used, so that the
stand-in can prove cpkit wrong. No credentials are needed and none are looked at.

It implements CreateDomain, GetDomain, UpdateDomain, DeleteDomain, ListDomains, TagResource,
UntagResource and ListTagsForResource; and, from what a test puts into `LocalService.results`,
GetMatches, ListRuleBasedMatches, GetSimilarProfiles, ListIdentityResolutionJobs,
GetIdentityResolutionJob and GetAutoMergingPreview. Any other operation of the service is answered
with 501 NotImplementedByStandInException, any other route with 404 UnknownOperationException.

The model and the service's guide leave much open. These are this stand-in's own answers, and no
promise about the service:

- Assumed: a request with a member that the model does not know is refused.
- Assumed: a body that is no JSON object is refused with BadRequestException; `null` is absence.
- Assumed: over HTTP a request that breaks off, that HTTP/1.1 gives no meaning, or whose body has
  more than 10 MiB is refused with BadRequestException; nothing of it is applied or recorded.
- Assumed: several violations are told in one message, with paths in wire names.
- Assumed: a pattern matches the whole string, unless it only says how the string begins.
- Assumed: creating a domain that exists is refused with BadRequestException.
- Assumed: in UpdateDomain an absent member stays, a block is replaced whole, tags are replaced.
- Assumed: an empty DefaultEncryptionKey or DeadLetterQueueUrl in CreateDomain is as none.
- Assumed: a disabled Matching or RuleBasedMatching keeps nothing but `Enabled`; the latter keeps
  the Status it last had.
- Assumed: the Status starts anew only when the RuleBasedMatching block differs from the one kept.
- Assumed: while the Status is IN_PROGRESS any such change is refused with BadRequestException,
  switching off included; so it is for `locked_for` after ACTIVE.
- Assumed: the Status is IN_PROGRESS for an hour, unless `in_progress_for` says otherwise.
- Assumed: every accepted UpdateDomain moves LastUpdatedAt; changing tags by ARN does not.
- Assumed: a data store is ready as soon as it is enabled.
- Assumed: no profile exists, so all statistics are 0.
- Assumed: a domain without tags has no member `Tags` in its answers.
- Assumed: deleting is done at once, whatever the Status.
- Assumed: ListDomains is ordered by name; 100 items make a page unless MaxResults says otherwise.
- Assumed: an ARN of anything but a domain of this account and region does not exist.
- Assumed: TagResource and UntagResource are answered with an empty body, not with `{}`.
- Assumed: removing a tag that is not there succeeds; a domain has at most as many tags as one
  request may bring.
- Assumed: names in the query string that the operation does not have are ignored.
- Assumed: results are served whatever the settings say, ordered by id, jobs by start.
- Assumed: GetSimilarProfiles searches by `matchId` or `profileId`, however that is spelled; what
  it does not find has no profiles.
- Assumed: a preview takes all matches for its sample, and would merge every profile of those that
  are sure enough.
- Assumed: quotas, where they are given, count each operation by itself; in any second no more
  requests pass than the quota, and what was throttled does not count.
- Not there: permissions, signatures, and any effect of matching on profiles.
"""

from cpkit.local.faults import (
    CutOff,
    Delay,
    Fault,
    MalformedAnswer,
    ServerError,
    Throttle,
    TruncatedAnswer,
)
from cpkit.local.http.serving import LocalServer, serve
from cpkit.local.protocol.messages import RecordedRequest
from cpkit.local.service import LocalService
from cpkit.local.state.stored_results import Results

__all__ = [
    "CutOff",
    "Delay",
    "Fault",
    "LocalServer",
    "LocalService",
    "MalformedAnswer",
    "RecordedRequest",
    "Results",
    "ServerError",
    "Throttle",
    "TruncatedAnswer",
    "serve",
]


def __dir__() -> list[str]:
    """Show what is public, and nothing else."""
    return sorted(__all__)
