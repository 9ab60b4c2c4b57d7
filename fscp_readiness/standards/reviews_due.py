"""Plans and periods of care whose next review, or next core group, is asked about: the same rows wherever that is asked."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import Tables

from . import clocks, first_events, populations, reviews
from .asked import Asked


def first_of_plan(tables: Tables, asked: Asked, name: str, *, from_start: bool) -> pd.DataFrame:
    """Plans of this council (live: open ones), once the first review or meeting has been held or is late: ready for ``clocks.once_met``.

    name        cp_reviews or core_groups
    from_start  does one on the very day the plan began count?
    """
    plans = _plans(tables, asked)
    return clocks.once(reviews.with_first(plans, tables, name, asked, key="plan_id", from_start=from_start), asked)


def next_of_plan(tables: Tables, asked: Asked, name: str, *, from_start: bool) -> pd.DataFrame:
    """Plans that have had the first, once another has been held or is late: ready for ``clocks.repeated_met``, ``say_why_no_start``."""
    plans = _plans(tables, asked)
    held = reviews.held if name == "core_groups" else reviews.every
    events = reviews.of_records(held(tables, name, "plan_id"), plans, "plan_id", from_start=from_start)
    rows, later = reviews.after_the(plans, events, asked, key="plan_id")
    return clocks.repeated(rows, later, asked, key="plan_id")


def first_of_care(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care (short breaks left out), once the first review has been held or has fallen due: ready for ``clocks.once_met``."""
    periods = populations.care_asked_about(tables, live=asked.live)
    held = reviews.held(tables, "care_reviews", "care_id")
    return clocks.once(first_events.with_first_event(periods, held, asked, key="care_id"), asked)


def second_of_care(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care with a first review, once the second has been held or has fallen due: for ``once_met``, ``say_why_no_start``."""
    rows, later = _after_reviews(tables, asked, 1)
    return clocks.once(first_events.with_first_event(rows, later, asked, key="care_id"), asked)


def next_of_care(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care with two reviews, once another has been held or has fallen due: for ``repeated_met``, ``say_why_no_start``."""
    rows, later = _after_reviews(tables, asked, 2)
    return clocks.repeated(rows, later, asked, key="care_id")


def _plans(tables: Tables, asked: Asked) -> pd.DataFrame:
    plans = populations.cp_plans(tables).assign(start_field="cp_plans.started_on")
    return populations.open_on(plans, "ends_on") if asked.live else plans


def _after_reviews(tables: Tables, asked: Asked, n: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    periods = populations.care_asked_about(tables, live=asked.live)
    held = reviews.of_records(reviews.held(tables, "care_reviews", "care_id"), periods, "care_id", from_start=True)
    return reviews.after_the(periods, held, asked, key="care_id", n=n)
