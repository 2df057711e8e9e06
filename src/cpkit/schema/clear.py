"""The third state of a value: cleared, where ``None`` leaves it alone."""

import enum
from typing import Final, Literal

__all__ = ["CLEAR", "Clear"]


class ClearType(enum.Enum):
    """Type the one value that it has, so that checkers can tell it apart from a text."""

    CLEAR = "CLEAR"

    def __repr__(self) -> str:
        """Write it as one types it."""
        return "CLEAR"


Clear = Literal[ClearType.CLEAR]

CLEAR: Final = ClearType.CLEAR
"""Remove a value that the domain has: an encryption key, a dead letter queue, or all tags.

Example:
    >>> from cpkit import CLEAR, DomainSettings, to_wire
    >>> to_wire(DomainSettings(domain_name="shop", dead_letter_queue_url=CLEAR))
    {'DomainName': 'shop', 'DeadLetterQueueUrl': ''}
"""
