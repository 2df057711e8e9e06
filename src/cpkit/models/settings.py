"""The settings of a domain."""

import re
from collections.abc import Mapping
from typing import ClassVar

import attrs

from cpkit.models.matching import Matching
from cpkit.models.rule_based_matching import RuleBasedMatching
from cpkit.problems import member
from cpkit.schema import checks
from cpkit.schema.clear import Clear
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.converters import tags
from cpkit.schema.shapes import Boolean, Integer, String, Structure, TagMap
from cpkit.schema.value import Declared, of

__all__ = ["DOMAIN_NAME", "DataStore", "DomainSettings"]

DOMAIN_NAME = String(1, 64, "[a-zA-Z0-9_-]+", form="consist of letters, digits, _ and -")
"""The name of a domain."""


@attrs.frozen(repr=False, weakref_slot=False)
class DataStore(Declared):
    """The domain's data store.

    Example:
        >>> from cpkit import DataStore
        >>> DataStore(enabled=True)
        DataStore(enabled=True)
    """

    enabled: bool | None = attrs.field(default=None, metadata=of(Boolean()))
    """Whether the data store is enabled."""


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class DomainSettings(Declared):
    """Settings of a domain, as declared: all that UpdateDomain and CreateDomain take.

    A member that is ``None`` is left alone, and `CLEAR` clears it. A block is always sent whole.

    Example:
        >>> from cpkit import DomainSettings, RuleBasedMatching
        >>> settings = DomainSettings(
        ...     domain_name="shop",
        ...     default_expiration_days=366,
        ...     rule_based_matching=RuleBasedMatching(
        ...         enabled=True, matching_rules=[["EmailAddress"]]
        ...     ),
        ... )
        >>> settings.problems()
        ()
    """

    IS_DOCUMENT: ClassVar[bool] = True

    domain_name: str = attrs.field(metadata=of(DOMAIN_NAME))
    """The domain's name, 1 to 64 letters, digits, ``_`` and ``-``."""
    default_expiration_days: int | None = attrs.field(default=None, metadata=of(Integer(1, 1098)))
    """Days until data expires, 1 to 1098; required to create a domain."""
    default_encryption_key: str | Clear | None = attrs.field(
        default=None, metadata=of(String(0, 255, secret=True, clearable=True))
    )
    """The KMS key's ARN, at most 255 characters; `CLEAR` and ``""`` clear it."""
    dead_letter_queue_url: str | Clear | None = attrs.field(
        default=None, metadata=of(String(0, 255, secret=True, clearable=True))
    )
    """The SQS queue's URL, at most 255 characters; `CLEAR` and ``""`` clear it."""
    matching: Matching | None = attrs.field(default=None, metadata=of(Structure(Matching)))
    """Machine-learning matching."""
    rule_based_matching: RuleBasedMatching | None = attrs.field(
        default=None, metadata=of(Structure(RuleBasedMatching))
    )
    """Rule-based matching."""
    data_store: DataStore | None = attrs.field(default=None, metadata=of(Structure(DataStore)))
    """The data store."""
    tags: Mapping[str, str] | Clear | None = attrs.field(
        default=None,
        converter=tags,
        metadata=of(
            TagMap(
                1,
                50,
                # As the service's model has it: "+-=" is a range, so digits pass and blanks do not.
                String(
                    1,
                    128,
                    r"(?!aws:)[a-zA-Z+-=._:/]+",
                    form="consist of letters, digits and + - = . _ : / , ; < and have no aws: at "
                    "the beginning",
                ),
                String(0, 256, secret=True),
            )
        ),
    )
    """1 to 50 tags, kept immutable; keys of 1 to 128 and values of at most 256 characters.

    `CLEAR` removes all of them, which only `CustomerProfiles.apply` can do.
    """

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report a key and a queue that are named otherwise than the service names them."""
        key, queue = self.default_encryption_key, self.dead_letter_queue_url
        if isinstance(key, str) and not _KEY_ARN(key):
            collector.add(checks.KEY_ARN, member(path, "DefaultEncryptionKey"), _about_key(key))
        if isinstance(queue, str) and not _QUEUE_URL(queue):
            collector.add(checks.QUEUE_URL, member(path, "DeadLetterQueueUrl"), _about_queue(queue))


_KEY_ARN = re.compile(r"arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+").fullmatch
_QUEUE_URL = re.compile(r"https://[^/?#@\s]+/[0-9]{12}/[a-zA-Z0-9_-]+(\.fifo)?").fullmatch
_URL = re.compile("[a-zA-Z]+://").match
_ARN = re.compile("arn:[^:]*:([^:]*)").match
_ALIAS = re.compile("(arn:[^:]*:kms:[^:]*:[^:]*:)?alias/").match


def _about_key(key: str) -> str:
    """Return what is suspicious about a key, without naming it."""
    if key != key.strip():
        return _BLANKS
    write = "write the key's ARN, arn:aws:kms:REGION:ACCOUNT:key/ID"
    arn = _ARN(key)
    if arn and arn[1] != "kms":
        return f"is the ARN of something other than a key; {write}."
    if _URL(key):
        return f"is a URL; {write}, and a queue as DeadLetterQueueUrl."
    return (
        f"is {'an alias' if _ALIAS(key) else 'not the ARN of a key'}; {write}: the service is "
        "assumed to report that one, so that every plan would show a change."
    )


def _about_queue(queue: str) -> str:
    """Return what is suspicious about a queue, without naming it."""
    if queue != queue.strip():
        return _BLANKS
    write = "write it as SQS returns it, https://sqs.REGION.amazonaws.com/ACCOUNT/NAME"
    arn = _ARN(queue)
    if arn and arn[1] == "kms":
        return f"is the ARN of a key; {write}, and a key as DefaultEncryptionKey."
    what = "an ARN" if arn else "another URL" if _URL(queue) else "a name"
    return f"is {what} rather than the URL of a queue; {write}."


_BLANKS = "has blanks or a line end around it; remove them."
