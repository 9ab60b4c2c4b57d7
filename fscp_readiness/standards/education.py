"""Personal education plans, and the school terms in each of which one is to be reviewed."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, TableAbsent, Tables
from fscp_readiness.vocabulary import Reason

from . import arrangements, first_events, populations, reviews
from .about import calendar_days
from .asked import Asked

HOLIDAY_DAYS = 60
"""Longer than any holiday: a list of terms that ended before it is out of date, and what counts by terms cannot be asked."""


def plans(tables: Tables) -> pd.DataFrame:
    """Personal education plan meetings of either kind as events: child_id, care_id (blank), on, counts, reason, field."""
    return reviews.held(tables, "personal_education_plans", "care_id")


def terms_in_care(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care, once for each school term spent in care from its first day, ready for ``clocks.once``.

    Adds to ``populations.care_asked_about`` and birth: term, care_term (the pair), starts_on and due_on (its first and last day), and
    what ``first_events`` adds: done_on is the first meeting since the term began. Children under ``asked.values["from_age"]`` when the
    term began are left out. Live: the last two terms begun. Period: those that may belong to it.
    Raises TableAbsent where the council has given no terms, or none that reach to ``as_at``.
    """
    terms = tables.school_terms[["term", "starts_on", "ends_on"]].sort_values("starts_on")
    terms = terms.rename(columns={"starts_on": "term_from", "ends_on": "due_on"})
    begun = terms[terms["term_from"] <= asked.today]
    if begun.empty or terms["due_on"].max() < asked.today - pd.Timedelta(days=HOLIDAY_DAYS):
        raise TableAbsent("school_terms")
    begun = begun.tail(2) if asked.live else begun[~(begun["due_on"] < asked.since)]
    rows = arrangements.with_birth(populations.care_asked_about(tables, live=asked.live), tables).merge(begun, how="cross")
    old_enough = ~(arrangements.birthday(rows["born_on"], int(asked.values["from_age"])) > rows["term_from"])
    rows = rows[old_enough & ~(rows["starts_on"] > rows["term_from"]) & ~(rows["ends_on"] < rows["term_from"])]
    rows = rows.assign(
        care_from=rows["starts_on"], starts_on=rows["term_from"].astype(DATES), care_term=rows["care_id"] + "/" + rows["term"]
    )
    return first_events.with_first_event(rows.reset_index(drop=True), plans(tables), by_day(asked), key="care_term")


def by_day(asked: Asked) -> Asked:
    """The same question with a clock of whole days, for what falls due on the last day of a term."""
    return asked.with_clock(calendar_days(1))


def unknown_start(answer: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """An answer sheet in which what is not met is not recorded where the day care began is blank: it may have begun since the term."""
    unsure = rows["care_from"].isna() & answer["met"].eq(False).fillna(False).astype(bool)
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "care_episodes.started_on"]
    return answer
