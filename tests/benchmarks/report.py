"""The figures as text."""

import platform
from collections.abc import Iterable
from importlib.metadata import version

from tests.benchmarks.measuring import Row

HEADINGS = ("what", "against", "median", "min", "max", "reach", "")


def environment() -> str:
    """Say what was measured, since a ratio has two ends that change."""
    packages = ("cpkit", "boto3", "botocore", "attrs", "cattrs", "pydantic", "msgspec")
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    return f"Python {platform.python_version()}, {versions}\nRatios; less is better."


def table(rows: Iterable[Row]) -> str:
    """Lay the rows out in columns; what stands there only to compare is indented."""
    cells = [HEADINGS, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _cells(row: Row) -> tuple[str, ...]:
    """Write one row's cells."""
    ratio = row.ratio
    reach = "" if row.reach is None else f"{'' if row.exact else '<= '}{row.reach:.2f}"
    return (
        row.what if row.reach is not None else f"  {row.what}",
        row.against,
        f"{ratio.median:.3f}",
        f"{ratio.low:.3f}",
        f"{ratio.high:.3f}",
        reach,
        row.verdict,
    )
