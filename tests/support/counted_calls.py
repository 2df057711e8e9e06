"""How many functions something calls: a cost that is the same on every machine."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

__all__ = ["calls"]


def calls(
    run: Callable[[], object], *, without: tuple[str, ...] = (), beside: tuple[str, ...] = ()
) -> int:
    """Count the functions written in Python that are called when something is run again.

    Iterations of generators and comprehensions are left out, and so is what the packages in
    ``without`` call, whosever it is; of those in ``beside``, only their own functions are.
    """
    count = inside = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count, inside
        if event == "return":
            inside -= inside > 0
        elif event == "call":
            if inside or frame.f_globals.get("__name__", "").startswith(without or "\0"):
                inside += 1
            elif not frame.f_globals.get("__name__", "").startswith(beside or "\0"):
                count += not frame.f_code.co_name.startswith("<")

    run()  # what is made once is made now
    before = sys.getprofile()
    gc.disable()  # whoever listens to it would be counted, whenever it happens to collect
    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(before)
        gc.enable()
    return count
