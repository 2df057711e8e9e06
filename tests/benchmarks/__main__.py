"""Measure cpkit side by side with what one would use instead, and print the table.

``nox -s bench`` runs it. Every figure is a ratio of two things measured in turns within this one
run, so that it means the same on a slow machine and on a busy one. It is a report, not a test: it
ends well whatever the figures are.
"""

import sys
from collections.abc import Callable, Iterable

from tests.benchmarks import calls, clients, growth, imports, mapping, memory, preview, window
from tests.benchmarks.measuring import Row
from tests.benchmarks.report import environment, table

SUBJECTS: dict[str, Callable[[], Iterable[Row]]] = {
    "imports": imports.rows,
    "calls": calls.rows,
    "mapping": mapping.rows,
    "growth": growth.rows,
    "clients": clients.rows,
    "memory": memory.rows,
    "window": window.rows,
}

BY_NAME = {"preview": preview.rows, **preview.PARTS}
"""What is measured only where it is named: it takes many minutes, and 10 GiB of memory."""


def main(names: list[str]) -> None:
    """Measure the subjects of these names, or all, and print a table of each.

    Raises:
        SystemExit: There is no such subject.
    """
    subjects = {**SUBJECTS, **BY_NAME}
    unknown = sorted(set(names) - set(subjects))
    if unknown:
        sys.exit(f"no subject {', '.join(unknown)}; there are {', '.join(subjects)}")
    print(environment())
    for name in names or SUBJECTS:
        print(f"\n{name}\n{table(subjects[name]())}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
