"""Where an exception came from.

botocore lets what its parser and the TLS library raise through without a class of their own;
where it was raised is all that tells them apart.
"""

from collections.abc import Iterator
from types import FrameType, TracebackType

__all__ = ["argument", "chain", "sent_before_signing", "was_raised_in"]


def was_raised_in(error: BaseException, module: str, function: str | None = None) -> bool:
    """Say whether an exception, or one that it came from, passed through a place.

    Args:
        error: The exception.
        module: The module's full name.
        function: The function's name; any function of the module if left out.

    Returns:
        Whether one of the tracebacks goes through it.
    """
    return next(_passed(error, module, function), None) is not None


def argument(error: BaseException, module: str, function: str, name: str) -> object:
    """Read what a function was given when an exception passed through it.

    Args:
        error: The exception.
        module: The module's full name.
        function: The function's name.
        name: The argument's name.

    Returns:
        The argument; ``None`` if the exception did not pass there.
    """
    frame = next(_passed(error, module, function), None)
    return None if frame is None else frame.f_locals.get(name)


def sent_before_signing(error: BaseException) -> int:
    """Count what a client that repeats by itself had sent when it could not sign the next request.

    Args:
        error: What boto3 raised.

    Returns:
        The requests before; 0 where the first could not be signed, or anything else happened.
    """
    if not was_raised_in(error, "botocore.endpoint", "create_request"):
        return 0
    begun = argument(error, "botocore.endpoint", "_send_request", "attempts")
    return begun - 1 if isinstance(begun, int) else 0


def _passed(error: BaseException, module: str, function: str | None) -> Iterator[FrameType]:
    for link in chain(error):
        for frame in _frames(link.__traceback__):
            name = frame.f_globals.get("__name__")
            if name == module and function in {None, frame.f_code.co_name}:
                yield frame


def chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all that it came from, wrapped arguments included.

    Args:
        error: The exception to begin with.

    Yields:
        Each exception once.
    """
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        link = waiting.pop()
        if isinstance(link, BaseException) and id(link) not in seen:
            seen.add(id(link))
            waiting.extend((link.__cause__, link.__context__, *link.args))
            yield link


def _frames(traceback: TracebackType | None) -> Iterator[FrameType]:
    while traceback is not None:
        yield traceback.tb_frame
        traceback = traceback.tb_next
