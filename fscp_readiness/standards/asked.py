"""What a standard is asked, beside the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from fscp_readiness.vocabulary import Counting

from .about import Clock
from .calendar import Calendar


@dataclass(frozen=True)
class Asked:
    """The question. ``clock`` and ``values`` are as the council agreed them; nothing here knows today's date.

    as_at         the last complete day; an event dated on it has happened
    counting      live (is anything outstanding?) or period (was it in time?)
    period_from   first day of the period
    clock         the time allowed, or None
    values        other agreed numbers of this standard
    write_up      working days in which a visit may still be written up (REC-01's clock)
    calendar      working days
    extracted_on  the day the extract was made
    """

    as_at: dt.date
    counting: Counting
    period_from: dt.date
    calendar: Calendar
    clock: Clock | None = None
    values: Mapping[str, float] = field(default_factory=dict, hash=False)
    write_up: int = 2
    extracted_on: dt.date | None = None

    @property
    def live(self) -> bool:
        return self.counting is Counting.LIVE

    @property
    def today(self) -> pd.Timestamp:
        """``as_at`` as pandas compares it."""
        return pd.Timestamp(self.as_at)

    @property
    def since(self) -> pd.Timestamp:
        return pd.Timestamp(self.period_from)

    def with_clock(self, clock: Clock) -> Asked:
        """The same question under another clock, for standards that have two."""
        return replace(self, clock=clock)


def corresponding_day(day: dt.date, months: int) -> dt.date:
    """The same day of the month, ``months`` later (or, negative, earlier), clipped to the month's end (W15, W45)."""
    return (pd.Timestamp(day) + pd.DateOffset(months=months)).date()
