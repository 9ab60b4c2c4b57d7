"""The calendar month's own figures: what the months' chart and the Cabinet's paper are made of (contract.md: the period is the month)."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pandas as pd

from fscp_readiness.vocabulary import Counting

BY_THE_DAY_IT_WAS_DONE: Final = ".dfe"
"""Figures counted as the Department for Education counts them belong to the day they were done; all others to the day they were due or
done, whichever came first."""


def of_the_month(answers: pd.DataFrame, as_at: dt.date) -> pd.DataFrame:
    """The period answers that belong to the calendar month of ``as_at``, so far.

    answers  findings.frames.OWNED_ANSWERS; every period reaches back to the first of the month at least
    """
    first = pd.Timestamp(as_at.replace(day=1))
    done = answers["code"].str.endswith(BY_THE_DAY_IT_WAS_DONE).fillna(False).astype(bool)
    day = answers[["due_on", "event_on"]].min(axis=1).mask(done, answers["event_on"])
    return answers[answers["counting"].eq(str(Counting.PERIOD)) & day.ge(first)]
