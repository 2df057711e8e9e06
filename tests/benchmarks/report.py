"""The figures as text."""

import os
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from tests.benchmarks.measuring import Row

HEADINGS = ("what", "against", "median", "min", "max", "reach", "")

PACKAGES = (
    "cpkit",
    "boto3",
    "botocore",
    "attrs",
    "cattrs",
    "pydantic",
    "msgspec",
    "aws-resource-validator",
    "boto3-dataclass-customer-profiles",
    "capo-customer-profiles",
    "polars",
    "splink",
    "duckdb",
)
"""What is measured, or measured against."""


def environment() -> str:
    """Say what was measured, since a ratio has two ends that change."""
    found = [f"{package} {known}" for package in PACKAGES if (known := _version(package))]
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {', '.join(found)}\n"
        "Ratios; less is better."
    )


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


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
    figures = ("-",) * 3
    if ratio is not None:
        figures = (f"{ratio.median:.3f}", f"{ratio.low:.3f}", f"{ratio.high:.3f}")
    what = row.what if row.reach is not None else f"  {row.what}"
    return (what, row.against, *figures, reach, row.verdict)
