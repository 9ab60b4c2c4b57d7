"""What was counted in working days past the last year whose bank holidays are known, and the sentence that says so.

A day that nobody has listed as a bank holiday is taken for a working day, so a due day comes out too early and a thing may be called late
that is not. It is never the other way round.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from fscp_readiness.standards import Calendar
from fscp_readiness.vocabulary import Unit


def beyond_the_calendar(answers: pd.DataFrame, due_soon: pd.DataFrame, calendar: Calendar, as_at: dt.date) -> tuple[str, ...]:
    """A sentence where working days were counted past the end of the calendar, else nothing.

    answers   every answer of the night: unit, due_on
    due_soon  what falls due next: unit where it has it, due_on
    """
    end = calendar.ends_on
    number = _past(answers, end) + _past(due_soon, end)
    put_right = f"Add the bank holidays of {end.year + 1} to config/bank_holidays.csv, or install a newer release. [CAL-02]"
    last = f"{end:%-d %B %Y}"
    if as_at > end:
        return (
            f"No bank holiday is known after {last}: working days since then count none, so what is called late tonight, and each of "
            f"{number:,} due dates after it, may be out by a day or more. {put_right}",
        )
    if not number:
        return ()
    due = f"1 due date after {last} counts" if number == 1 else f"{number:,} due dates after {last} count"
    return (f"{due} no bank holidays, so each may be a day or more too early. {put_right}",)


def _past(rows: pd.DataFrame, end: dt.date) -> int:
    counted = rows["unit"].eq(str(Unit.WORKING_DAYS)).fillna(False) if "unit" in rows else pd.Series(True, index=rows.index)
    return int((counted & (rows["due_on"] > pd.Timestamp(end)).fillna(False)).sum())
