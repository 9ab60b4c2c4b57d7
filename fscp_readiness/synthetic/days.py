"""Day arithmetic of the synthetic council, written apart from the clocks that its ledger is there to test.

Days are proleptic ordinals (whole numbers). Bank holidays are read as data; every count is made here.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Final

FIRST: Final = dt.date(1985, 1, 1).toordinal()
LAST: Final = dt.date(2032, 12, 31).toordinal()
_HOLIDAYS: Final = Path(__file__).resolve().parent.parent / "standards" / "bank_holidays.csv"


def _working() -> list[int]:
    with _HOLIDAYS.open(encoding="utf-8") as lines:
        closed = {dt.date.fromisoformat(row["day"]).toordinal() for row in csv.DictReader(lines)}
    return [day for day in range(FIRST, LAST + 1) if day % 7 not in (0, 6) and day not in closed]  # ordinal 7 was a Sunday


WORKING_DAYS: Final = _working()


def count_to(day: int) -> int:
    """Working days up to and with ``day`` since FIRST."""
    return bisect_right(WORKING_DAYS, day)


def working_days_between(start: int, stop: int) -> int:
    """Working days after ``start``, up to and with ``stop``."""
    return count_to(stop) - count_to(start)


def working_days_after(day: int, n: int) -> int:
    """The n-th working day after ``day``."""
    return WORKING_DAYS[count_to(day) + n - 1]


def working_days_before(day: int, n: int) -> int:
    """The working day from which exactly ``n`` working days have passed by ``day``."""
    return WORKING_DAYS[count_to(day) - n - 1]


def working_day_near(day: int) -> int:
    """``day`` itself, or the last working day before it."""
    return WORKING_DAYS[count_to(day) - 1]


@cache
def months_after(day: int, n: int) -> int:
    """The corresponding day ``n`` months on (or, negative, back), clipped to the month's end."""
    start = dt.date.fromordinal(day)
    month = start.year * 12 + start.month - 1 + n
    year, month = divmod(month, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1])).toordinal()


def birthday(born: int, years: int) -> int:
    """The day a person turns ``years``; a 29 February birthday falls on 1 March in common years."""
    start = dt.date.fromordinal(born)
    try:
        return start.replace(year=start.year + years).toordinal()
    except ValueError:
        return dt.date(start.year + years, 3, 1).toordinal()


def age(born: int, on: int) -> int:
    """Years at last birthday."""
    years = dt.date.fromordinal(on).year - dt.date.fromordinal(born).year
    return years if birthday(born, years) <= on else years - 1


@cache
def iso(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()
