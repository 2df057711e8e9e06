"""The tables of the page about retries, and the figures that stand in them."""

import re
from collections.abc import Callable, Mapping, Sequence

from scenarios import SENDERS, Crowd, endless
from strategies import BOTO3_MODES

__all__ = [
    "CALLS",
    "FIGURES",
    "IN_AN_OUTAGE",
    "between",
    "cells",
    "crowd_table",
    "endless_table",
    "outage_figures",
    "outage_table",
    "replaced",
]

FIGURES: Mapping[str, Callable[[Crowd], str]] = {
    "success": lambda crowd: f"{crowd.succeeded / crowd.clients:.0%}",
    "requests": lambda crowd: f"{crowd.requests / crowd.clients:.1f}",
    "time": lambda crowd: f"{crowd.seconds:,.0f} s",
}
"""What a crowd has come to, by the name of the table that says it."""

IN_AN_OUTAGE = (*(f"boto3, {mode}" for mode in BOTO3_MODES), "tenacity over boto3", "cpkit")
"""Whom an outage is shown for: what else there is differs in nothing that an outage concerns."""

CALLS = 200
"""How many calls are made in an outage."""
BEFORE = 50
"""After how many of them a budget is to be seen at work."""


def endless_table() -> str:
    """Count the requests of one call that is throttled for ever, and write the table."""
    found = {
        sender: [str(endless(sender, attempts_around=around)) for around in (False, True)]
        for sender in SENDERS
    }
    return _table(["retries", "alone", "under 5 attempts of tenacity"], found)


def crowd_table(crowds: Mapping[str, Sequence[Crowd]], figure: str) -> str:
    """Write the table of one figure.

    Args:
        crowds: What became of each number of clients, by strategy.
        figure: One of the names above.
    """
    clients = [f"{one.clients:,}" for one in next(iter(crowds.values()))]
    found = {name: list(map(FIGURES[figure], ones)) for name, ones in crowds.items()}
    return _table(["clients", *clients], found)


def outage_table(outages: Mapping[str, Sequence[int]]) -> str:
    """Write how many requests an outage costs.

    Args:
        outages: How many there were after each call, by strategy.
    """
    headings = [f"after {calls}" for calls in (BEFORE, 100, CALLS)]
    found = {name: outage_figures(requests) for name, requests in outages.items()}
    return _table(["calls", *headings, f"a call, after the first {BEFORE}"], found)


def outage_figures(requests: Sequence[int]) -> list[str]:
    """Tell how many requests there were after some calls, and for each call after the first.

    Args:
        requests: How many there were after each call.
    """
    later = (requests[CALLS - 1] - requests[BEFORE - 1]) / (CALLS - BEFORE)
    return [*(f"{requests[calls - 1]:,}" for calls in (BEFORE, 100, CALLS)), f"{later:.1f}"]


def between(page: str, name: str) -> str:
    """Find what stands between the marks of this name.

    Raises:
        ValueError: The page has no such marks.
    """
    found = re.search(_marks(name), page, re.DOTALL)
    if found is None:
        raise ValueError(f"the page has no marks <!-- simulated: {name} --> and <!-- end -->")
    return found[2].strip()


def replaced(page: str, name: str, text: str) -> str:
    """Put something else between the marks of this name."""
    between(page, name)
    return re.sub(
        _marks(name), lambda found: f"{found[1]}\n{text}\n{found[3]}", page, flags=re.DOTALL
    )


def cells(page: str, name: str) -> dict[str, list[str]]:
    """Read the table between the marks of this name: the headings, then each row by its name."""
    lines = [line for line in between(page, name).splitlines() if line.startswith("|")]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {first: others for first, *others in (table[0], *table[2:])}


def _table(headings: Sequence[str], figures: Mapping[str, Sequence[str]]) -> str:
    lines = [f"| {' | '.join(headings)} |", "|---" + "|--:" * (len(headings) - 1) + "|"]
    lines += [f"| {' | '.join([name, *row])} |" for name, row in figures.items()]
    return "\n".join(lines)


def _marks(name: str) -> str:
    return rf"(<!-- simulated: {name} -->\n)(.*?)(\n<!-- end -->)"
