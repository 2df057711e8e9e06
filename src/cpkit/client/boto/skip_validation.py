"""Which calls need none of botocore's checks, because cpkit has checked the same and more."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Final, TypeVar

from botocore.exceptions import ParamValidationError
from botocore.validate import ParamValidator

__all__ = ["check_parameters", "is_checked", "send_as"]

T = TypeVar("T")

_CHECKED: Final = frozenset({"CreateDomain", "DeleteDomain", "GetDomain", "UpdateDomain"})
"""Operations whose requests are settings or a name, and whose answers have required members.

Both are held against the model by cpkit, before it is sent and after it is read.
"""

_current: ContextVar[str | None] = ContextVar("_current", default=None)
_validator: Final = ParamValidator()


def send_as(operation: str, send: Callable[[], T]) -> T:
    """Send one request of cpkit's own, and let it be known whose it is until it returns.

    Args:
        operation: The operation's wire name.
        send: Sends the request.

    Returns:
        What it returns.
    """
    token = _current.set(operation)
    try:
        return send()
    finally:
        _current.reset(token)


def is_checked(operation: str) -> bool:
    """Say whether what is going on is a call of cpkit's own that it checks itself.

    Args:
        operation: The wire name of what is being sent or read.

    Returns:
        Whether botocore's checks would only repeat what cpkit does.
    """
    return _current.get() == operation and operation in _CHECKED


def check_parameters(params: dict[str, Any], model: Any, **_: object) -> None:
    """Check a request as botocore does, unless cpkit has; registered on clients that cpkit makes.

    Args:
        params: What is about to be sent.
        model: The operation's model.

    Raises:
        ParamValidationError: If botocore finds something wrong.
    """
    shape = model.input_shape
    if shape is None or is_checked(model.name):
        return
    report = _validator.validate(params, shape)
    if report.has_errors():
        raise ParamValidationError(report=report.generate_report())
