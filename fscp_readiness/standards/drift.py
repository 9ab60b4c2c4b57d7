"""Signs that an open case is drifting: each asked exactly as the standard that it comes from asks it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from fscp_readiness.tables import DATES, Tables, matched
from fscp_readiness.vocabulary import Counting, Reason

from . import allocation, clocks, need, oversight, populations, reviews, reviews_due
from .about import calendar_days, months, working_days
from .asked import Asked

ORDER: Final = (
    "nothing has happened for the child lately",
    "a review is overdue",
    "a core group is overdue",
    "the same plan has run for more than twelve months",
    "no manager's oversight is recorded lately",
    "there have been three or more workers in a year",
)
"""The reasons, as a list names them. They say nothing of the child that would tell who it is."""


def reasons(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every sign of drift of every open episode, one row each: referral_id, child_id, reason (a phrase of ``ORDER``), sure, why, field.

    sure   True where the record shows it; False where a value that is blank or cannot be read leaves it open, ``why`` and ``field``
           then saying which
    asked  values: days_without_activity, days_on_a_plan, days_without_oversight, core_group_days, need_review_days, plan_months,
           workers, worker_months: as REC-02, MGT-01, CPP-02, CIN-03 and ALO-05 have them; what statute fixes stands here
    A sign that comes from a plan, or from time in care, is one of every open episode of that child.
    """
    asked = replace(asked, counting=Counting.LIVE)
    episodes = populations.open_episodes(tables)[["referral_id", "child_id"]]
    quiet, unseen = _activity(tables, asked), _oversight(tables, asked)
    by_episode = [quiet.assign(reason=ORDER[0]), unseen.assign(reason=ORDER[4])]
    by_child = [
        *(part.assign(reason=ORDER[1]) for part in _reviews(tables, asked)),
        *(part.assign(reason=ORDER[2]) for part in _core_groups(tables, asked)),
        *(part.assign(reason=ORDER[3]) for part in _long_plans(tables, asked)),
        _workers(tables, asked).assign(reason=ORDER[5]),
    ]
    found = [matched(part.drop(columns="child_id"), episodes, on="referral_id") for part in by_episode]
    found += [matched(part.drop(columns="referral_id"), episodes, on="child_id") for part in by_child]
    columns = ["referral_id", "child_id", "reason", "sure", "why", "field"]
    rows = pd.concat([part[columns] for part in found if len(part)] or [found[0][columns]], ignore_index=True)
    rows = rows.assign(place=rows["reason"].map({reason: place for place, reason in enumerate(ORDER)}))
    rows = rows.sort_values(["referral_id", "place", "sure"], ascending=[True, True, False], kind="stable")
    return rows.drop_duplicates(["referral_id", "reason"]).drop(columns="place").reset_index(drop=True)


def told(rows: pd.DataFrame) -> pd.Series:
    """The sure reasons of each episode in one sentence, by referral_id."""
    sure = rows[rows["sure"]]
    said = sure.groupby("referral_id")["reason"].agg("; ".join)
    return (said.str[:1].str.upper() + said.str[1:] + ".").astype("string")


def _signs(rows: pd.DataFrame, answer: pd.DataFrame, asked: Asked | None = None) -> pd.DataFrame:
    """What a standard's answers say: a sign where one is not met, one that may be there where it is missing.

    asked  with the clock of a standard that has one: what is not due yet is no sign, whatever cannot be read of it
    """
    open_to = answer["met"].ne(True).fillna(True).astype(bool)
    if asked is not None:
        starts = rows["record_starts_on" if "record_starts_on" in rows else "starts_on"]
        open_to &= clocks.past(rows["due_on"], asked.today, asked) | rows["due_on"].isna() | starts.isna()
    kept, said = rows[open_to], answer[open_to]
    blank = pd.Series(pd.NA, index=kept.index, dtype="string")
    return pd.DataFrame(
        {
            "referral_id": kept["referral_id"] if "referral_id" in kept else blank,
            "child_id": kept["child_id"],
            "sure": said["met"].notna(),
            "why": said["reason"],
            "field": said["field"],
        }
    )


def _activity(tables: Tables, asked: Asked) -> pd.DataFrame:
    asked = asked.with_clock(calendar_days(int(asked.values["days_without_activity"])))
    rows = oversight.active_episodes(tables, oversight.activity(tables), asked)
    return _signs(rows, oversight.within(rows, asked), asked)


def _oversight(tables: Tables, asked: Asked) -> pd.DataFrame:
    asked = asked.with_clock(calendar_days(int(asked.values["days_without_oversight"])))
    rows = oversight.open_episodes_with(tables, oversight.decisions(tables), asked)
    return _signs(rows, oversight.within(rows, asked), asked)


def _reviews(tables: Tables, asked: Asked) -> list[pd.DataFrame]:
    """CPR-01, CPR-02, LAR-01, LAR-02, LAR-03 and CIN-03, tonight."""
    quarter, half = asked.with_clock(months(3)), asked.with_clock(months(6))
    first, six_weeks = asked.with_clock(working_days(20)), asked.with_clock(calendar_days(int(asked.values["need_review_days"])))
    once = [
        (reviews_due.first_of_plan(tables, quarter, "cp_reviews", from_start=False), quarter),
        (reviews_due.first_of_care(tables, first), first),
        (reviews_due.second_of_care(tables, quarter), quarter),
    ]
    again = [
        (reviews_due.next_of_plan(tables, half, "cp_reviews", from_start=False), half),
        (reviews_due.next_of_care(tables, half), half),
        (need.reviews_due(tables, six_weeks), six_weeks),
    ]
    found = [(rows, clocks.once_met(rows, each), each) for rows, each in once]
    found += [(rows, clocks.repeated_met(rows, each), each) for rows, each in again]
    return [_signs(rows, _with_why(answer, rows), each) for rows, answer, each in found]


def _core_groups(tables: Tables, asked: Asked) -> list[pd.DataFrame]:
    """CPP-01 and CPP-02, tonight."""
    first, later = asked.with_clock(working_days(10)), asked.with_clock(calendar_days(int(asked.values["core_group_days"])))
    begun = reviews_due.first_of_plan(tables, first, "core_groups", from_start=True)
    again = reviews_due.next_of_plan(tables, later, "core_groups", from_start=True)
    return [_signs(begun, clocks.once_met(begun, first), first), _signs(again, _with_why(clocks.repeated_met(again, later), again), later)]


def _with_why(answer: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return reviews.say_why_no_start(answer, rows) if "start_reason" in rows else answer


def _long_plans(tables: Tables, asked: Asked) -> list[pd.DataFrame]:
    """Open child protection plans of this council, and child in need plans that are what the child is helped under."""
    protection = populations.open_on(populations.cp_plans(tables), "ends_on").assign(field="cp_plans.started_on")
    in_need = need.plans(tables, live=True).drop_duplicates("plan_id").assign(field="cin_plans.started_on")
    return [_long(plans, asked) for plans in (protection, in_need)]


def _long(plans: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    clock = months(int(asked.values["plan_months"]))
    began = plans["started_on"].astype(DATES)
    answer = clocks.answers(plans).assign(field=plans["field"], reason=str(Reason.BLANK_FIELD))
    answer["met"] = (~clocks.past(clocks.due(began, asked, clock), asked.today, asked, clock)).astype("boolean").mask(began.isna())
    return _signs(plans, answer)


def _workers(tables: Tables, asked: Asked) -> pd.DataFrame:
    """As ALO-05 counts them, of every child."""
    since = clocks.add_months(pd.Series([asked.today]).astype(DATES), -int(asked.values["worker_months"])).iloc[0]
    rows = allocation.workers_of(tables, since)
    answer = clocks.answers(rows).assign(reason=rows["reason"], field=rows["field"])
    many, perhaps = rows["sure"] >= asked.values["workers"], rows["possible"] >= asked.values["workers"]
    answer["met"] = (~many).astype("boolean").mask(perhaps & ~many)
    return _signs(rows, answer)
