"""Case file audits: how they were graded, what they asked for, and how many of those planned were done."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched
from fscp_readiness.vocabulary import Reason

from . import clocks, populations
from .about import calendar_days
from .asked import Asked

QUESTIONS = tuple(f"question_{number}" for number in range(1, 10))


def in_the_period(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Audits of the period, with ``event_on`` and ``record_id``. One without a day may be one of them: its ``event_on`` is ``as_at``."""
    rows = tables.audits
    rows = rows[rows["audited_on"].isna() | rows["audited_on"].between(asked.since, asked.today)]
    return rows.assign(event_on=rows["audited_on"].fillna(asked.today), record_id=rows["audit_id"])


def where_dated(answer: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """``answer``, not recorded where nobody knows on what day the audit was made: it may be none of the period's."""
    undated = rows["audited_on"].isna()
    answer.loc[undated, "met"] = pd.NA
    answer.loc[undated, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "audits.audited_on"]
    return answer


def grades(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """The grade that stands: the moderator's, else the auditor's own; NA where there is neither, or the moderator's cannot be read."""
    unread = rows["audit_id"].isin(tables.unreadable_keys("audits", "moderated_grade"))
    return rows["moderated_grade"].fillna(rows["self_grade"].mask(unread))


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
    said = pd.Series(False, index=rows.index)
    for name in ("escalated_on", *(name for name in ESCALATION if name in rows)):
        said |= rows[name].notna() | rows["audit_id"].isin(tables.unreadable_keys("audits", name))
    rows = rows[said]
    if asked.live and tables.holds("referrals"):
        rows = rows[rows[done].isna() | rows["child_id"].isin(populations.open_episodes(tables)["child_id"].dropna())]
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
        rows = rows[rows["done_on"].isna() | rows["child_id"].isin(populations.open_episodes(tables)["child_id"].dropna())]
    rows = clocks.doubt_where_unreadable(rows, tables, "audit_actions", "done_on", "action_id")
    return clocks.once(rows, on_its_day(asked), due_on=rows["action_due_on"])


def on_its_day(asked: Asked) -> Asked:
    """The same question for things that name their own due day: late is from the day after it."""
    return asked.with_clock(calendar_days(1))


PLANNED_FOR = ("month", "team_id", "service_area")
"""What a line of the plan names."""


def planned_audits(tables: Tables, asked: Asked) -> pd.DataFrame:
    """One row for each audit planned for a month that ended in the period: audit_plans' columns, event_on (the month's last day), place
    (the n-th of its line), done and maybe (audits done, and those that may be, of that month, team and service area), month_known.

    A line that does not say how many is one row. Where a line names no team or area, every one's audits count. An audit is counted for
    one line: lines that name both team and area are served first, then those that name one. A line without a month takes none.
    """
    plans = tables.audit_plans
    month = plans["month"].str.fullmatch(r"\d{4}-(0[1-9]|1[0-2])").fillna(False).astype(bool)
    last = pd.to_datetime(plans["month"].where(month), format="%Y-%m") + pd.offsets.MonthEnd(0)
    plans = plans.assign(month_known=month, event_on=last.astype(DATES))
    plans = plans[plans["event_on"].between(asked.since, asked.today) | ~month]
    plans["event_on"] = plans["event_on"].fillna(asked.today)
    plans = plans.join(_done(plans, by_team(tables), tables))
    rows = plans.loc[plans.index.repeat(plans["planned"].fillna(1).clip(lower=0).astype("int64"))]
    return rows.assign(place=rows.groupby(level=0).cumcount() + 1)


def by_team(tables: Tables) -> pd.DataFrame:
    """Audits with ``month`` and ``team_id``: the team that held the child on the day. NA where not known."""
    audits = tables.audits[["audit_id", "child_id", "service_area", "audited_on"]]
    held = populations.allocations(tables)[["child_id", "team_id", "started_on", "ended_on", "involvement_id"]]
    joined = matched(audits[audits["child_id"].notna() & audits["audited_on"].notna()], held, on="child_id")
    joined = joined[~(joined["started_on"] > joined["audited_on"]) & ~(joined["ended_on"] <= joined["audited_on"])]
    joined = joined.sort_values(["started_on", "involvement_id"], na_position="first").drop_duplicates("audit_id", keep="last")
    team = looked_up(audits["audit_id"], joined.set_index("audit_id")["team_id"])
    return audits.assign(month=audits["audited_on"].dt.strftime("%Y-%m").astype("string"), team_id=team.astype("string"))


def _done(plans: pd.DataFrame, audits: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """For each line of the plan: done (audits that are of it) and maybe (those left over that lack its month, team or area)."""
    audits = audits.sort_values(["audited_on", "audit_id"])
    unread = {name: tables.unreadable_keys("audit_plans", name) for name in PLANNED_FOR}
    lines = plans.assign(named=plans[["team_id", "service_area"]].notna().sum(axis=1))
    free = pd.Series(True, index=audits.index)
    done, fits = {}, {}
    for line, plan in lines.sort_values(["named", "audit_plan_id"], ascending=[False, True]).iterrows():
        sure, may = pd.Series(bool(plan["month_known"]), index=audits.index), pd.Series(True, index=audits.index)
        for name in PLANNED_FOR:
            if plan["audit_plan_id"] in unread[name]:
                sure = pd.Series(False, index=audits.index)
            elif not pd.isna(plan[name]):
                same = audits[name].eq(plan[name])
                sure, may = sure & same.fillna(False).astype(bool), may & same.fillna(True).astype(bool)
        own = audits.index[sure & free][: 0 if pd.isna(plan["planned"]) else int(plan["planned"])]
        free[own] = False
        done[line], fits[line] = len(own), may & ~sure
    maybe = {line: int((may & free).sum()) for line, may in fits.items()}
    return pd.DataFrame({"done": pd.Series(done, dtype="Int64"), "maybe": pd.Series(maybe, dtype="Int64")})
