"""How a function is made for one class: as source, as attrs makes its constructors.

A loop over the fields of a class costs more than most checks in it. Written out, field by field,
the same function takes half the time.
"""

import linecache
from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["compiled"]


def compiled(name: str, lines: Iterable[str], names: dict[str, Any]) -> Callable[..., Any]:
    """Make a function of its source; tracebacks and debuggers find the source, too.

    Args:
        name: The name of the class that it is for.
        lines: The source, which begins with ``def`` and has nothing in it that somebody else has
            written: the names of fields and members alone.
        names: What the source refers to. Takes the function as well.

    Returns:
        The function.
    """
    source = "".join(f"{line}\n" for line in lines)
    function = source[len("def ") : source.index("(")]
    place = f"<cpkit: {function} {name}>"
    linecache.cache[place] = (len(source), None, source.splitlines(keepends=True), place)
    exec(compile(source, place, "exec"), names)  # nosec B102  # noqa: S102 - the source is our own
    made: Callable[..., Any] = names[function]
    return made
