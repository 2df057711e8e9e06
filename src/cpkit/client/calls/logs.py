"""What is logged of a call: records of the logger ``cpkit.client``, with their facts as fields.

====================  =====  ==================================================================
``event``             level  fields
====================  =====  ==================================================================
``attempt-failed``    DEBUG  ``attempt`` from 1, ``error`` as the class's name, and of what the
                             service responded ``status_code`` and ``request_id``
``wait``              INFO   ``attempt``, ``error``, ``wait`` and ``elapsed`` in seconds, and
                             ``budget_left`` in retries
``call-succeeded``    DEBUG  ``attempts`` and ``elapsed``
``call-failed``       INFO   ``attempts``, ``elapsed``, ``error``, and ``stopped_by``:
                             ``error`` where a retry was not worth it, or
                             ``max_attempts``, ``timeout`` or ``budget``
====================  =====  ==================================================================

Each record has ``operation`` and ``max_attempts`` too. Nothing that the user or the service wrote
is among them. A call that is interrupted, or that a hook ends, leaves no last record.
"""

import logging
from typing import Final, Literal

from cpkit.errors import CPKitError, ServiceError

__all__ = ["LOGGER", "Event", "StoppedBy", "facts_of"]

LOGGER: Final = logging.getLogger("cpkit.client")
"""Where all of it goes; botocore's loggers are left as they are."""

Event = Literal["attempt-failed", "wait", "call-succeeded", "call-failed"]
StoppedBy = Literal["error", "max_attempts", "timeout", "budget"]


def facts_of(error: CPKitError) -> dict[str, object]:
    """Return what may be logged of an error.

    Args:
        error: What an attempt or a call ended with.

    Returns:
        Its class, and the service's own id of the request where there is one.
    """
    facts: dict[str, object] = {"error": type(error).__name__}
    if isinstance(error, ServiceError):
        facts |= {"status_code": error.status_code, "request_id": error.request_id}
    return facts
