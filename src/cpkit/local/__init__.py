"""Stand in for the service "customer-profiles": in the process, or over HTTP on loopback.

`LocalService().client()` is a real boto3 client whose requests never leave the process;
`serve()` and `python -m cpkit.local` respond on loopback, to the `aws` program too. Requests are
checked against botocore's own service model, and nothing else of cpkit is used, so that the
stand-in can prove cpkit wrong. No credentials are needed and none are read.

It implements CreateDomain, GetDomain, UpdateDomain, DeleteDomain, ListDomains, TagResource,
UntagResource and ListTagsForResource; and, from what a test puts into `LocalService.results`,
GetMatches, ListRuleBasedMatches, GetSimilarProfiles, ListIdentityResolutionJobs,
GetIdentityResolutionJob and GetAutoMergingPreview. Any other operation of the service fails with
501 NotImplementedByStandInException, any other route with 404 UnknownOperationException.

The model and the service's guide leave much open. These are this stand-in's own choices, and no
promise about the service:

- Assumed: a request with a member that the model does not know is rejected.
- Assumed: a body that is not a JSON object is rejected with BadRequestException; `null` is absence.
- Assumed: several violations are reported in one message, with paths in wire names.
- Assumed: a pattern matches the whole string, unless it only describes how the string begins.
- Assumed: in regions of other partitions than `aws`, a domain's ARN has the region's partition.
- Assumed: creating a domain that exists is rejected with BadRequestException.
- Assumed: in UpdateDomain an absent member stays, a block is replaced whole, tags are replaced.
- Assumed: an empty DefaultEncryptionKey or DeadLetterQueueUrl in CreateDomain means none.
- Assumed: a disabled Matching or RuleBasedMatching keeps nothing but `Enabled`; the latter keeps
  the Status it last had.
- Assumed: the Status starts anew only when the RuleBasedMatching block differs from the stored one.
- Assumed: while the Status is IN_PROGRESS any such change is rejected with BadRequestException,
  switching off included; so it is for `locked_for` after ACTIVE.
- Assumed: the Status is IN_PROGRESS for an hour, unless `in_progress_for` says otherwise.
- Assumed: every accepted UpdateDomain moves LastUpdatedAt; changing tags by ARN does not.
- Assumed: a data store is ready as soon as it is enabled.
- Assumed: there are no profiles, so all statistics are 0.
- Assumed: a domain without tags has no member `Tags` in its responses.
- Assumed: deleting is done at once, whatever the Status.
- Assumed: ListDomains is ordered by name; 100 items make a page unless MaxResults says otherwise.
- Assumed: an ARN of anything but a domain of this account and region does not exist.
- Assumed: the response to TagResource and UntagResource has an empty body, not `{}`.
- Assumed: removing a tag that is not there succeeds; a domain has at most as many tags as one
  request may contain.
- Assumed: names in the query string that the operation does not have are ignored.
- Assumed: results are served whatever the settings are, ordered by id, jobs by start.
- Assumed: GetSimilarProfiles searches by `matchId` or `profileId`, however that is spelled; what
  it does not find has no profiles.
- Assumed: a preview takes all matches as its sample, and would merge every profile of those that
  are confident enough.
- Assumed: quotas, where they are given, count each operation by itself; in any second no more
  requests pass than the quota, and what was throttled does not count.
- Not there: permissions, signatures, and any effect of matching on profiles.

Over HTTP, a request whose `Host` or `Origin` is not this machine is rejected with 403
AccessDeniedException, for a web page must not change domains; and one whose body has more than
10 MiB or is not whole with 400 BadRequestException. Neither is applied or recorded.
"""

from cpkit.local.clock import Clock
from cpkit.local.error_faults import AccessDenied, BadRequest, ExpiredToken, ServerError, Throttle
from cpkit.local.faults import CutOff, Delay, Fault, MalformedResponse, TruncatedResponse
from cpkit.local.http.serving import LocalServer, serve
from cpkit.local.protocol.messages import RecordedRequest
from cpkit.local.service import LocalService
from cpkit.local.state.stored_results import Results

__all__ = [
    "AccessDenied",
    "BadRequest",
    "Clock",
    "CutOff",
    "Delay",
    "ExpiredToken",
    "Fault",
    "LocalServer",
    "LocalService",
    "MalformedResponse",
    "RecordedRequest",
    "Results",
    "ServerError",
    "Throttle",
    "TruncatedResponse",
    "serve",
]


def __dir__() -> list[str]:
    """Return what is public, and nothing else."""
    return sorted(__all__)
