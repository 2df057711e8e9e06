"""Reject requests as the service does: with an error code and a message."""

from __future__ import annotations

UNKNOWN_OPERATION = "UnknownOperationException"
NOT_IMPLEMENTED = "NotImplementedByStandInException"


class RejectedError(Exception):
    """A rejection, from where it is noticed to where it becomes a response."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the error's name in the service model and its message."""
        super().__init__(code, message)
        self.code = code
        self.message = message


def bad_request(message: str) -> RejectedError:
    """Return the rejection of a request that is wrong in itself or at this time."""
    return RejectedError("BadRequestException", message)


def not_found(message: str) -> RejectedError:
    """Return the rejection of a request that names something that does not exist."""
    return RejectedError("ResourceNotFoundException", message)
