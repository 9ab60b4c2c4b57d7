"""Working days of England and Wales, as data (bank_holidays.csv), and what may be asked of them.

A working day is Monday to Friday and not a bank holiday. Days a council closes are working days for these clocks.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.tables import DATES

SHIPPED = Path(__file__).with_name("bank_holidays.csv")
OVERRIDE = "bank_holidays.csv"
"""What a council's own days are called, in its config/."""

A_YEAR_OF_BANK_HOLIDAYS = 8
"""A year with fewer listed is not a year that is known: a council may have added a day of its own to it."""


@dataclass(frozen=True)
class Calendar:
    """Bank holidays by date, and the years they are known for.

    holidays         the days, in order, as the council's own file leaves them
    version          what a pack prints of them
    last_known_year  the last year whose bank holidays are all listed: after it every weekday is taken for a working day
    """

    holidays: tuple[dt.date, ...]
    version: str
    last_known_year: int

    @classmethod
    def read(cls, path: Path = SHIPPED, override: Path | None = None) -> Calendar:
        """Read ``day,name,change`` rows; an override file adds (``add``) or takes away (``drop``) days for one council.

        Raises ConfigProblem naming the file and line of a row that is not a date, or that says neither.
        """
        days: set[dt.date] = set()
        listed: set[dt.date] = set()
        for source in (path, override):
            if source is None or not source.exists():
                continue
            with source.open(encoding="utf-8", newline="") as lines:
                for number, row in enumerate(csv.DictReader(lines), start=2):
                    where, change = f"{source.name} line {number}", (row.get("change") or "add").strip()
                    try:
                        day = dt.date.fromisoformat((row.get("day") or "").strip())
                    except ValueError:
                        raise ConfigProblem(f"{where}: 'day' is no date. Write it YYYY-MM-DD.", "CAL-01") from None
                    if change not in ("add", "drop"):
                        raise ConfigProblem(f"{where}: 'change' is {change!r}. Write add or drop, or leave it blank to add.", "CAL-01")
                    listed.add(day)
                    (days.discard if change == "drop" else days.add)(day)
        years = Counter(day.year for day in listed)
        known = [year for year, number in years.items() if number >= A_YEAR_OF_BANK_HOLIDAYS]
        ours = ", with the council's own days" if override is not None and override.exists() else ""
        words = f"England and Wales {min(known)} to {max(known)}{ours}" if known else "no bank holidays"
        return cls(tuple(sorted(days)), words, max(known, default=0))

    @cached_property
    def _busday(self) -> np.busdaycalendar:
        return np.busdaycalendar(weekmask="1111100", holidays=np.array(self.holidays, dtype="datetime64[D]"))

    @property
    def ends_on(self) -> dt.date:
        """The last day up to which bank holidays are known."""
        return dt.date(max(self.last_known_year, 1), 12, 31)

    def is_working(self, days: pd.Series) -> pd.Series:
        """True where the day is a working day; False for NaT."""
        return pd.Series(np.is_busday(_days(days), busdaycal=self._busday) & days.notna().to_numpy(), index=days.index)

    def add(self, days: pd.Series, n: int, *, inclusive: bool = False) -> pd.Series:
        """The n-th working day after each day (or, inclusive, counting the day itself as the first). NaT stays NaT."""
        if inclusive:
            shifted = np.busday_offset(_days(days), n - 1, roll="forward", busdaycal=self._busday)
        else:
            shifted = np.busday_offset(_days(days), n, roll="backward", busdaycal=self._busday)
        return pd.Series(shifted, index=days.index).astype(DATES)

    def between(self, start: pd.Series, stop: pd.Series) -> pd.Series:
        """Working days in (start, stop]: after the start day, up to and with the stop day. NA where either is blank; never below 0."""
        known = (start.notna() & stop.notna()).to_numpy()
        one = np.timedelta64(1, "D")
        first, last = _days(start), _days(stop)
        counted = np.zeros(len(start), dtype="int64")
        counted[known] = np.busday_count(first[known] + one, last[known] + one, busdaycal=self._busday)
        return pd.Series(pd.arrays.IntegerArray(np.maximum(counted, 0), ~known), index=start.index)

    def add_to(self, day: dt.date, n: int) -> dt.date:
        """The n-th working day after one day."""
        return pd.Timestamp(self.add(pd.Series([pd.Timestamp(day)]).astype(DATES), n).iloc[0]).date()

    def count(self, start: dt.date, stop: dt.date) -> int:
        """Working days in (start, stop] of two days."""
        return int(self.between(pd.Series([pd.Timestamp(start)]).astype(DATES), pd.Series([pd.Timestamp(stop)]).astype(DATES)).iloc[0])


def _days(days: pd.Series) -> np.ndarray:
    return days.to_numpy(dtype="datetime64[D]")
