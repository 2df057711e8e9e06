"""The settings of a domain."""

from collections.abc import Mapping
from typing import ClassVar

import attrs

from cpkit.models.matching import Matching
from cpkit.models.rule_based_matching import RuleBasedMatching
from cpkit.schema.clear import Clear
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
