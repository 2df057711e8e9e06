"""The third state of a value: cleared, where ``None`` leaves it alone."""

import enum
from typing import Final, Literal

__all__ = ["CLEAR", "Clear"]


class Clear(enum.Enum):
    """Type of `CLEAR` alone, so that type checkers can tell it apart from a string."""

    CLEAR = "CLEAR"

    def __repr__(self) -> str:
        """Return it as it is written in Python."""
        return "CLEAR"

    def __bool__(self) -> Literal[False]:
        """Return false, as for the empty string that it is on the wire.

        What is read is never `CLEAR`: ``domain.settings.tags or {}`` is a mapping to type checkers.
        """
        return False


CLEAR: Final = Clear.CLEAR
"""Remove a value that the domain has: an encryption key, a dead letter queue, or all tags.

Example:
    >>> from cpkit import CLEAR, DomainSettings, to_wire
    >>> to_wire(DomainSettings(domain_name="shop", dead_letter_queue_url=CLEAR))
    {'DomainName': 'shop', 'DeadLetterQueueUrl': ''}
"""
