"""Simulate how retries add up, and write tables and plots into the page that explains it.

``nox -s simulations`` runs it, in some minutes. Nobody waits in it and nothing is sent: the clients
are boto3's own and cpkit's, the service is the stand-in, and time is virtual.
"""

from importlib.metadata import version
from pathlib import Path

import plots
import tables
from scenarios import crowd, outage
from strategies import STRATEGIES

DOCS = Path(__file__).parents[1]
PAGE = DOCS / "explanation" / "retries.md"

CLIENTS = (1, 3, 10, 30, 100, 300, 1000)


def main() -> None:
    """Run all of it, and write the page and the plots."""
    crowds = {name: [crowd(name, clients) for clients in CLIENTS] for name in STRATEGIES}
    outages = {name: outage(name, tables.CALLS) for name in tables.IN_AN_OUTAGE}
    written = {
        "versions": (
            f"With botocore {version('botocore')} and tenacity {version('tenacity')}; "
            "chance is the same each time."
        ),
        "endless": tables.endless_table(),
        **{figure: tables.crowd_table(crowds, figure) for figure in tables.FIGURES},
        "outage": tables.outage_table(outages),
    }
    page = PAGE.read_text(encoding="utf-8")
    for name, text in written.items():
        page = tables.replaced(page, name, text)
    PAGE.write_text(page, encoding="utf-8")
    plots.draw_crowd(DOCS / "_static" / "retries-crowd.svg", crowds)
    plots.draw_outage(DOCS / "_static" / "retries-outage.svg", outages)


if __name__ == "__main__":
    main()
