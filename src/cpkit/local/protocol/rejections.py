"""Say no the way the service does: an error name, a message, a status."""

from __future__ import annotations

UNKNOWN_OPERATION = "UnknownOperationException"
NOT_IMPLEMENTED = "NotImplementedByStandInException"


class RejectedError(Exception):
    """Carry a refusal from where it is noticed to where it becomes an answer."""

    def __init__(self, code: str, message: str) -> None:
        """Remember the error's name in the service model and what it says."""
        super().__init__(code, message)
        self.code = code
        self.message = message


def bad_request(message: str) -> RejectedError:
    """Return the refusal of a request that is wrong in itself or at this time."""
    return RejectedError("BadRequestException", message)


def not_found(message: str) -> RejectedError:
    """Return the refusal of a request that names something that does not exist."""
    return RejectedError("ResourceNotFoundException", message)
