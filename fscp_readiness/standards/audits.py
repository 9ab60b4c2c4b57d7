"""Case file audits: how they were graded, what they asked for, and how many of those planned were done."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Reason

from . import clocks, populations
from .about import calendar_days
from .asked import Asked

QUESTIONS = tuple(f"question_{number}" for number in range(1, 10))


def in_the_period(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Audits of the period, with ``event_on`` and ``record_id``."""
    rows = tables.audits
    rows = rows[rows["audited_on"].between(asked.since, asked.today)]
    return rows.assign(event_on=rows["audited_on"], record_id=rows["audit_id"])


def grades(rows: pd.DataFrame) -> pd.Series:
    """The grade that stands: the moderator's, else the auditor's own; NA where there is neither."""
    return rows["moderated_grade"].fillna(rows["self_grade"])


def answers_to_questions(tables: Tables, asked: Asked) -> pd.DataFrame:
    """One row for each audit of the period and question that applies: audits' columns, with ``answer`` (NA where blank) and ``field``."""
    rows = in_the_period(tables, asked)
    parts = [rows.assign(answer=rows[question], field=f"audits.{question}") for question in QUESTIONS]
    every = pd.concat(parts, ignore_index=True)
    return every[every["answer"].ne("na").fillna(True).astype(bool)]


ESCALATION = ("escalation_level", "made_safe_on", "resolved_on")
"""Columns any of which says that an audit was escalated, though the day it was is blank."""


def escalated(tables: Tables, asked: Asked, done: str) -> pd.DataFrame:
    """Escalated audits, as a do-it-once standard asks about them (``clocks.once``): from escalated_on to the day in column ``done``.

    Live: those not done, and of children still open those done.
    """
    rows = tables.audits
    unreadable = rows["audit_id"].isin(tables.unreadable_keys("audits", "escalated_on"))
    said = rows[[name for name in ESCALATION if name in rows]].notna().any(axis=1)
    rows = rows[rows["escalated_on"].notna() | said | unreadable]
    if asked.live and tables.holds("referrals"):
        rows = rows[rows[done].isna() | rows["child_id"].isin(populations.open_episodes(tables)["child_id"])]
    rows = rows.assign(
        starts_on=rows["escalated_on"], done_on=rows[done], ends_on=pd.Series(pd.NaT, index=rows.index).astype(DATES),
        start_field="audits.escalated_on", done_field=f"audits.{done}",
    )  # fmt: skip
    return clocks.once(clocks.doubt_where_unreadable(rows, tables, "audits", done, "audit_id"), asked)


def escalated_met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it done in time? Missing where the day of escalation is blank, or comes after what it asked for was done."""
    answer = clocks.once_met(rows, asked, in_order=True)
    no_day = rows["starts_on"].isna()
    answer.loc[no_day, "met"] = pd.NA
    answer.loc[no_day, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "audits.escalated_on"]
    return answer


def actions_by_their_date(tables: Tables, asked: Asked) -> pd.DataFrame:
    """What audits asked for, as a do-it-once standard asks about it (``clocks.once``): each has a due day of its own.

    Live: those not done once they are late, and of children still open those done.
    """
    audits = tables.audits.drop_duplicates("audit_id").set_index("audit_id")
    rows = tables.audit_actions
    rows = rows.assign(
        child_id=looked_up(rows["audit_id"], audits["child_id"]), starts_on=looked_up(rows["audit_id"], audits["audited_on"])
    )
    rows = rows.assign(done_field="audit_actions.done_on", start_field="audit_actions.action_due_on")
    rows = rows.assign(done_on=rows["done_on"], ends_on=pd.Series(pd.NaT, index=rows.index).astype(DATES))
    if asked.live and tables.holds("referrals"):
        rows = rows[rows["done_on"].isna() | rows["child_id"].isin(populations.open_episodes(tables)["child_id"])]
    rows = clocks.doubt_where_unreadable(rows, tables, "audit_actions", "done_on", "action_id")
    return clocks.once(rows, on_its_day(asked), due_on=rows["action_due_on"])


def on_its_day(asked: Asked) -> Asked:
    """The same question for things that name their own due day: late is from the day after it."""
    return asked.with_clock(calendar_days(1))


def planned_audits(tables: Tables, asked: Asked) -> pd.DataFrame:
    """One row for each audit planned for a month that ended in the period: audit_plans' columns, event_on (the month's last day), place
    (the n-th of its line), done and maybe (audits done, and those that may be, of that month, team and service area), month_known.

    A line that does not say how many is one row. Where a line names no team or area, every one's audits count.
    """
    plans = tables.audit_plans
    month = plans["month"].str.fullmatch(r"\d{4}-(0[1-9]|1[0-2])").fillna(False).astype(bool)
    last = pd.to_datetime(plans["month"].where(month), format="%Y-%m") + pd.offsets.MonthEnd(0)
    plans = plans.assign(month_known=month, event_on=last.astype(DATES))
    plans = plans[plans["event_on"].between(asked.since, asked.today) | ~month]
    plans["event_on"] = plans["event_on"].fillna(asked.today)
    held = _audits_by_team(tables)
    counted = [_done(plan, held) for plan in plans.to_dict("records")]
    plans["done"] = pd.Series([done for done, _ in counted], index=plans.index, dtype="Int64")
    plans["maybe"] = pd.Series([maybe for _, maybe in counted], index=plans.index, dtype="Int64")
    rows = plans.loc[plans.index.repeat(plans["planned"].fillna(1).clip(lower=0).astype("int64"))]
    return rows.assign(place=rows.groupby(level=0).cumcount() + 1)


def _audits_by_team(tables: Tables) -> pd.DataFrame:
    """Audits with ``month`` and ``team_id``: the team that held the child on the day. NA where not known."""
    audits = tables.audits[["audit_id", "child_id", "service_area", "audited_on"]]
    held = populations.allocations(tables)[["child_id", "team_id", "started_on", "ended_on", "involvement_id"]]
    joined = audits.merge(held, on="child_id")
    joined = joined[~(joined["started_on"] > joined["audited_on"]) & ~(joined["ended_on"] <= joined["audited_on"])]
    joined = joined.sort_values(["started_on", "involvement_id"], na_position="first").drop_duplicates("audit_id", keep="last")
    team = looked_up(audits["audit_id"], joined.set_index("audit_id")["team_id"])
    return audits.assign(month=audits["audited_on"].dt.strftime("%Y-%m").astype("string"), team_id=team.astype("string"))


def _done(plan: Mapping[Hashable, Any], audits: pd.DataFrame) -> tuple[int, int]:
    """Audits that are of this line of the plan, and those that may be: they lack its month, team or service area."""
    sure, may = pd.Series(True, index=audits.index), pd.Series(True, index=audits.index)
    for name in ("month", "team_id", "service_area"):
        if not pd.isna(plan[name]):
            same = audits[name].eq(plan[name])
            sure, may = sure & same.fillna(False).astype(bool), may & same.fillna(True).astype(bool)
    return int(sure.sum()), int((may & ~sure).sum())
