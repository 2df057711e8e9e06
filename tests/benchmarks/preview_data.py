"""Made-up profiles in any number, some of them of one person: ``python -m`` this, PROFILES FILE.

Every value is worked out from the number of a person or of a profile, so that a file of any size
is written piece by piece, and is the same each time.
"""

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

__all__ = ["CROSSED", "PLAIN", "write"]

Numbers = npt.NDArray[np.uint64]

CHUNK = 1_000_000
"""Profiles that are made at once."""
SHARED_BY = 100
"""One profile out of so many has the same e-mail address, where that is asked for."""

PLAIN = (
    "AccountNumber",
    "EmailAddress",
    "PhoneNumber",
    "FirstName",
    "LastName",
    "BirthDate",
    "Address.PostalCode",
)
CROSSED = (
    "EmailAddress",
    "PersonalEmailAddress",
    "BusinessEmailAddress",
    "PhoneNumber",
    "HomePhoneNumber",
    "MobilePhoneNumber",
    "FirstName",
    "LastName",
    "BirthDate",
)
"""Columns of the two kinds of file: a value of each type, or three of two types."""


def write(
    path: Path, profiles: int, columns: tuple[str, ...] = PLAIN, *, shared_email: bool = False
) -> None:
    """Write profiles as Parquet, of 7 persons to 10 profiles.

    A value is another one in 5 % of all profiles, and missing in 10 %.
    """
    parts = path.with_suffix(".parts")
    parts.mkdir(parents=True, exist_ok=True)
    for number, first in enumerate(range(0, profiles, CHUNK)):
        rows = np.arange(first, min(first + CHUNK, profiles), dtype=np.uint64)
        _chunk(rows, profiles, columns, shared_email=shared_email).write_parquet(
            parts / f"{number:05}.parquet"
        )
    pl.scan_parquet(parts / "*.parquet").sink_parquet(path)
    for part in parts.iterdir():
        part.unlink()
    parts.rmdir()


def _chunk(
    rows: Numbers, profiles: int, columns: tuple[str, ...], *, shared_email: bool
) -> pl.DataFrame:
    persons = _mix(rows, 1) % np.uint64(max(1, profiles * 7 // 10))
    series = {"ProfileId": _digits(_mix(rows, 2), 16) + _digits(_mix(rows, 3), 16)}
    crossed = "HomePhoneNumber" in columns
    for salt, column in enumerate(columns, 10):
        # Of three e-mail addresses that a person has, each of three columns holds any one.
        one_of = _mix(rows, 4 * salt) % np.uint64(3) if crossed else rows * np.uint64(0)
        odd = _mix(rows, 4 * salt + 1) % np.uint64(100)
        whose = np.where(odd < 5, _mix(rows, 4 * salt + 2), persons)
        values = _values(column, whose, one_of)
        if shared_email and column == "EmailAddress":
            shared = pl.Series(rows % np.uint64(SHARED_BY) == 0)
            values = values.zip_with(~shared, pl.Series(["unknown@example.com"]))
        missing = pl.Series((odd >= 5) & (odd < (35 if one_of.any() else 15)))
        series[column] = values.zip_with(~missing, pl.Series([None], dtype=pl.String))
    return pl.DataFrame(series)


def _values(column: str, whose: Numbers, one_of: Numbers) -> pl.Series:
    own = whose * np.uint64(3) + one_of
    match column:
        case "AccountNumber":
            return _digits(_mix(own, 100), 10)
        case "EmailAddress" | "PersonalEmailAddress" | "BusinessEmailAddress":
            return _digits(_mix(own, 101), 11) + "@mail" + _digits(_mix(own, 102), 2) + ".example"
        case "PhoneNumber" | "HomePhoneNumber" | "MobilePhoneNumber":
            return "+49" + _digits(_mix(own, 103), 10)
        case "FirstName":
            return "First" + _digits(_often(_mix(whose, 104), 3_000), 4)
        case "LastName":
            return "Last" + _digits(_often(_mix(whose, 105), 100_000), 5)
        case "BirthDate":
            days = pl.Series(_mix(whose, 106) % np.uint64(25_000)).cast(pl.Int32)
            return days.cast(pl.Date).dt.to_string("%Y-%m-%d")
        case _:
            return _digits(_often(_mix(whose, 107), 8_000), 5)


def _often(numbers: Numbers, count: int) -> Numbers:
    """Return numbers below a count, the small ones far more often: as names are."""
    share = (numbers % np.uint64(1 << 32)).astype(np.float64) / (1 << 32)
    return (share**3 * count).astype(np.uint64)


def _digits(numbers: Numbers, width: int) -> pl.Series:
    return pl.Series(numbers % np.uint64(10**width)).cast(pl.String).str.zfill(width)


def _mix(numbers: Numbers, salt: int) -> Numbers:
    """Return numbers that look random (splitmix64)."""
    mixed = numbers + np.uint64((salt * 0x9E3779B97F4A7C15) % (1 << 64))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("profiles", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--crossed", action="store_true", help="three columns of two types")
    parser.add_argument("--shared-email", action="store_true", help="one on 1 % of all profiles")
    given = parser.parse_args()
    write(
        given.file,
        given.profiles,
        CROSSED if given.crossed else PLAIN,
        shared_email=given.shared_email,
    )
