"""The counts of lists 3 and 5 worked out a second time, child by child and without pandas, for check A6."""

from __future__ import annotations

import calendar
import datetime as dt

import pandas as pd

from fscp_readiness.tables import Tables


def earlier(tables: Tables, name: str, day: str) -> dict[str, int]:
    """child -> how many events fell in the twelve months to its latest one, that one left out."""
    days = _days(tables.get(name), day)
    return {child: sum(_year_before(max(each)) <= one <= max(each) for one in each) - 1 for child, each in days.items()}


def conferences_before(tables: Tables) -> dict[str, set[int]]:
    """child -> the number of its conferences in the twelve months to its latest enquiry: with all of those days, or one fewer.

    Which conference the latest enquiry itself led to is for ``enquiries.conferences`` to say; it may be one of those days or a later one.
    """
    enquired, held = _days(tables.section_47_enquiries, "started_on"), _days(tables.initial_conferences, "held_on")
    numbers = {}
    for child, days in enquired.items():
        count = sum(_year_before(max(days)) <= one <= max(days) for one in held.get(child, []))
        own = max(days) in held.get(child, [])
        numbers[child] = {count, count - 1} if own else {count}
    return numbers


def _days(rows: pd.DataFrame, day: str) -> dict[str, list[dt.date]]:
    days: dict[str, list[dt.date]] = {}
    for child, on in zip(rows["child_id"], rows[day], strict=True):
        if not pd.isna(child) and not pd.isna(on):
            days.setdefault(str(child), []).append(on.date())
    return days


def _year_before(day: dt.date) -> dt.date:
    """The corresponding day a year back; 29 February becomes the 28th."""
    return day.replace(year=day.year - 1, day=min(day.day, calendar.monthrange(day.year - 1, day.month)[1]))
