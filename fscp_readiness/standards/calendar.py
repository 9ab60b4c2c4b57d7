"""Working days of England and Wales, as data (bank_holidays.csv), and what may be asked of them.

A working day is Monday to Friday and not a bank holiday. Days a council closes are working days for these clocks.
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from fscp_readiness.tables import DATES

SHIPPED = Path(__file__).with_name("bank_holidays.csv")


@dataclass(frozen=True)
class Calendar:
    """Bank holidays by date, and the years they are known for."""

    holidays: tuple[dt.date, ...]
    version: str

    @classmethod
    def read(cls, path: Path = SHIPPED, override: Path | None = None) -> Calendar:
        """Read ``day,name,change`` rows; an override file adds (``add``) or takes away (``drop``) days for one council.

        Raises ValueError naming the file and line of a row that is not a date.
        """
        days: set[dt.date] = set()
        for source in (path, override):
            if source is None or not source.exists():
                continue
            with source.open(encoding="utf-8", newline="") as lines:
                for number, row in enumerate(csv.DictReader(lines), start=2):
                    try:
                        day = dt.date.fromisoformat((row.get("day") or "").strip())
                    except ValueError:
                        raise ValueError(f"{source.name} line {number}: 'day' is not a date written YYYY-MM-DD. [CAL-01]") from None
                    if (row.get("change") or "add").strip() == "drop":
                        days.discard(day)
                    else:
                        days.add(day)
        ordered = tuple(sorted(days))
        return cls(ordered, f"England and Wales {ordered[0].year} to {ordered[-1].year}" if ordered else "no bank holidays")

    @cached_property
    def _busday(self) -> np.busdaycalendar:
        return np.busdaycalendar(weekmask="1111100", holidays=np.array(self.holidays, dtype="datetime64[D]"))

    @property
    def last_known_year(self) -> int:
        return self.holidays[-1].year

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
        return pd.Series(counted, index=start.index).clip(lower=0).astype("Int64").mask(~pd.Series(known, index=start.index))

    def add_to(self, day: dt.date, n: int) -> dt.date:
        """The n-th working day after one day."""
        return pd.Timestamp(self.add(pd.Series([pd.Timestamp(day)]).astype(DATES), n).iloc[0]).date()

    def count(self, start: dt.date, stop: dt.date) -> int:
        """Working days in (start, stop] of two days."""
        return int(self.between(pd.Series([pd.Timestamp(start)]).astype(DATES), pd.Series([pd.Timestamp(stop)]).astype(DATES)).iloc[0])


def _days(days: pd.Series) -> np.ndarray:
    return days.to_numpy(dtype="datetime64[D]")
