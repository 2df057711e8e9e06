"""The permissions that the service must be given, and those that the caller needs.

Customer Profiles writes matches to a bucket, sends data that it cannot ingest to a queue, and
encrypts with a key. Each of these is the caller's own and must allow the service principal
``profile.amazonaws.com``; without that, says the guide, the service rejects the settings that name
it. Actions and conditions are the guide's: each statement allows what acts for a domain of the
given account alone, so that nobody else's domain can use it.

Each function returns a whole policy as a fresh dict, ready for `json.dumps`. Where there is a
policy already, add the statements under ``"Statement"`` to it. Nothing is sent.

Three things are assumed: that the service principal has the same name in every partition, that what
is below a domain, such as its object types, uses the domain's key under ARNs below the domain's,
and that a queue is in its domain's account and region.
"""

import re
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from cpkit.errors import ValidationError
from cpkit.models.domain import domain_arn
from cpkit.models.exporting import S3Exporting
from cpkit.models.operation_checks import domain_name_problems
from cpkit.schema.signatures import explained
from cpkit.schema.suggestions import no_such_name

__all__ = ["bucket_policy", "caller_policy", "key_policy", "queue_policy"]


def __dir__() -> list[str]:
    """Return what is public, and nothing else."""
    return sorted(__all__)


if not TYPE_CHECKING:  # so that checkers still reject a wrong name

    def __getattr__(name: str) -> object:
        """Raise the error for a name that is not here, which says what is."""
        raise no_such_name(__name__, name, __all__)


Policy: TypeAlias = dict[str, Any]

_SERVICE: Final = "profile.amazonaws.com"
_ANY: Final = "*"

Task: TypeAlias = Literal["plan", "apply", "preview"]

_OPERATIONS: Final[dict[str, tuple[str, ...]]] = {
    "plan": ("GetDomain", "ListTagsForResource"),
    "apply": (
        "CreateDomain",
        "GetDomain",
        "ListTagsForResource",
        "TagResource",
        "UntagResource",
        "UpdateDomain",
    ),
    "preview": ("GetDomain",),
}
"""What is called at most. To ask STS whose credentials these are takes no permission."""


@explained
def bucket_policy(
    s3_bucket_name: str, *, account_id: str, region_name: str, partition: str | None = None
) -> Policy:
    """Return what lets the service write matches to a bucket, for an account's domains in a region.

    Args:
        s3_bucket_name: The bucket, as in `cpkit.S3Exporting`.
        account_id: The account of the domains, 12 digits.
        region_name: The region of the domains.
        partition: The partition, such as ``aws-cn``; by default that of the region.

    Returns:
        The bucket's policy.

    Raises:
        ValueError: If an argument is not what it must be.

    Example:
        >>> from cpkit import policies
        >>> policy = policies.bucket_policy(
        ...     "shop-matches", account_id="111122223333", region_name="eu-central-1"
        ... )
        >>> policy["Statement"][0]["Resource"]
        'arn:aws:s3:::shop-matches/*'
    """
    bucket = S3Exporting(s3_bucket_name=s3_bucket_name).s3_bucket_name
    place = _Place.of(account_id, region_name, partition)
    return _policy(
        _statement(
            "CustomerProfilesWritesMatches",
            "s3:PutObject",
            f"arn:{place.partition}:s3:::{bucket}/*",
            place.condition(place.domain_arn("*")),
        )
    )


@explained
def queue_policy(
    queue_name: str,
    domain_name: str,
    *,
    account_id: str,
    region_name: str,
    partition: str | None = None,
) -> Policy:
    """Return what lets the service send what one domain cannot ingest to a dead letter queue.

    Args:
        queue_name: The queue, the last part of its URL. It is assumed to be in the domain's account
            and region.
        domain_name: The domain.
        account_id: The account of both, 12 digits.
        region_name: The region of both.
        partition: The partition, such as ``aws-cn``; by default that of the region.

    Returns:
        The queue's policy.

    Raises:
        ValueError: If an argument is not what it must be.

    Example:
        >>> from cpkit import policies
        >>> policy = policies.queue_policy(
        ...     "shop-dead-letters", "shop", account_id="111122223333", region_name="cn-north-1"
        ... )
        >>> policy["Statement"][0]["Resource"]
        'arn:aws-cn:sqs:cn-north-1:111122223333:shop-dead-letters'
    """
    _check(
        "queue_name",
        queue_name,
        r"[a-zA-Z0-9_-]{1,80}|[a-zA-Z0-9_-]{1,75}\.fifo",
        "the queue's name alone; write the last part of its URL",
    )
    _check_domain(domain_name)
    place = _Place.of(account_id, region_name, partition)
    return _policy(
        _statement(
            "CustomerProfilesSendsDeadLetters",
            "sqs:SendMessage",
            f"arn:{place.partition}:sqs:{region_name}:{account_id}:{queue_name}",
            place.condition(place.domain_arn(domain_name)),
        )
    )


@explained
def key_policy(
    domain_name: str, *, account_id: str, region_name: str, partition: str | None = None
) -> Policy:
    """Return what lets the service encrypt one domain with a key.

    The first statement is the one that every new key has: the key's own account decides who else
    may use it. Without it nobody could administer the key any more.

    Args:
        domain_name: The domain.
        account_id: The account of the domain and of the key, 12 digits.
        region_name: The region of the domain.
        partition: The partition, such as ``aws-cn``; by default that of the region.

    Returns:
        The key's policy; in it, ``"*"`` means the key alone.

    Raises:
        ValueError: If an argument is not what it must be.

    Example:
        >>> from cpkit import policies
        >>> policy = policies.key_policy(
        ...     "shop", account_id="111122223333", region_name="us-gov-west-1"
        ... )
        >>> policy["Statement"][1]["Action"]
        ['kms:GenerateDataKey', 'kms:CreateGrant', 'kms:Decrypt']
    """
    _check_domain(domain_name)
    place = _Place.of(account_id, region_name, partition)
    domain = place.domain_arn(domain_name)
    return _policy(
        {
            "Sid": "AccountAdministersKey",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:{place.partition}:iam::{account_id}:root"},
            "Action": "kms:*",
            "Resource": "*",
        },
        _statement(
            "CustomerProfilesEncrypts",
            ["kms:GenerateDataKey", "kms:CreateGrant", "kms:Decrypt"],
            "*",
            # That what lies below the domain uses the key under its own ARN is assumed.
            place.condition([domain, f"{domain}/*"]),
        ),
    )


@explained
def caller_policy(
    task: Task,
    *,
    domain_name: str = _ANY,
    account_id: str = _ANY,
    region_name: str = _ANY,
    partition: str | None = None,
) -> Policy:
    """Return the least permissions that the caller of cpkit needs, for the caller's own role.

    ``"plan"`` is for `CustomerProfiles.plan`, ``"apply"`` for `CustomerProfiles.apply` as well, and
    ``"preview"`` for reading the rules that a preview is compared with. Without a place it allows
    this for all of the account's domains.

    Args:
        task: What the caller does: ``"plan"``, ``"apply"`` or ``"preview"``.
        domain_name: The domain; by default all of them.
        account_id: The account of the domain, 12 digits; by default the caller's.
        region_name: The region of the domain; by default every region.
        partition: The partition, such as ``aws-cn``; by default that of the region.

    Returns:
        A policy for a role or a user.

    Raises:
        ValueError: If an argument is not what it must be.

    Example:
        >>> from cpkit import policies
        >>> policy = policies.caller_policy(
        ...     "plan", account_id="111122223333", region_name="eu-central-1"
        ... )
        >>> policy["Statement"][0]["Action"]
        ['profile:GetDomain', 'profile:ListTagsForResource']
        >>> policy["Statement"][0]["Resource"]
        'arn:aws:profile:eu-central-1:111122223333:domains/*'
    """
    _check("task", task, "|".join(_OPERATIONS), " or ".join(map(repr, _OPERATIONS)))
    if domain_name != _ANY:
        _check_domain(domain_name)
    place = _Place.of(account_id, region_name, partition, may_be_any=True)
    return _policy(
        {
            "Sid": f"Caller{task.title()}",
            "Effect": "Allow",
            "Action": [f"profile:{operation}" for operation in _OPERATIONS[task]],
            "Resource": place.domain_arn(domain_name),
        }
    )


@attrs.frozen
class _Place:
    """Where domains are, and whose they are."""

    account_id: str
    region_name: str
    partition: str

    @classmethod
    def of(
        cls, account_id: str, region_name: str, partition: str | None, *, may_be_any: bool = False
    ) -> "_Place":
        if not (may_be_any and account_id == _ANY):
            expected = "a string of 12 digits, such as '111122223333'"
            _check("account_id", account_id, "[0-9]{12}", expected)
        is_anywhere = may_be_any and region_name == _ANY
        if not is_anywhere:
            expected = "a region, such as 'eu-central-1'"
            _check("region_name", region_name, "[a-z]+(-[a-z0-9]+)+", expected)
        if partition is None:
            partition = _ANY if is_anywhere else _partition_of(region_name)
        else:
            _check("partition", partition, "aws(-[a-z0-9]+)*", "a partition, such as 'aws-cn'")
        return cls(account_id, region_name, partition)

    def domain_arn(self, domain_name: str) -> str:
        """Return the ARN of a domain, or of all where the name is ``*``."""
        return domain_arn(
            domain_name,
            account_id=self.account_id,
            region_name=self.region_name,
            partition=self.partition,
        )

    def condition(self, source: str | list[str]) -> dict[str, Any]:
        """Return what holds for requests on behalf of a resource of the account alone."""
        return {
            "StringEquals": {"aws:SourceAccount": self.account_id},
            "ArnEquals": {"aws:SourceArn": source},
        }


def _statement(
    sid: str, action: str | list[str], resource: str, condition: dict[str, Any]
) -> dict[str, Any]:
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": _SERVICE},
        "Action": action,
        "Resource": resource,
        "Condition": condition,
    }


def _policy(*statements: dict[str, Any]) -> Policy:
    return {"Version": "2012-10-17", "Statement": [*statements]}


def _check(argument: str, value: object, pattern: str, expected: str) -> None:
    """Reject what cannot be right, without showing it: a queue's URL is nobody's business."""
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise ValueError(f"{argument}: must be {expected}")


def _check_domain(domain_name: str) -> None:
    if problems := domain_name_problems(domain_name):
        raise ValidationError(problems)


def _partition_of(region_name: str) -> str:
    """Return a region's partition, from botocore's own list.

    Raises:
        ValueError: If it is in none.
    """
    from botocore.loaders import create_loader  # noqa: PLC0415 - values need no botocore

    for partition in create_loader().load_data("partitions")["partitions"]:
        if re.fullmatch(partition["regionRegex"], region_name):
            return str(partition["id"])
    raise ValueError(
        f"region_name: {region_name!r} is in no partition that botocore knows; pass partition="
    )
