"""Supervision: of a child's case, and of a worker; how often a worker is supervised depends on how lately they qualified."""

from __future__ import annotations

from functools import partial

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Reason

from . import clocks, populations
from .asked import Asked


def held(tables: Tables, kind: str) -> pd.DataFrame:
    """Supervisions of one kind as events: child_id, worker_id, on, counts, reason, field.

    kind  "case" (those that name a child) or "worker"
    Where the kind is blank or unreadable, one that names a child may have been of the case, and one that names none was of the worker.
    """
    rows = tables.supervisions
    unclear = rows["supervision_kind"].isna()
    unread_kind = rows["supervision_id"].isin(tables.unreadable_keys("supervisions", "supervision_kind"))
    unread_date = rows["supervision_id"].isin(tables.unreadable_keys("supervisions", "held_on"))
    events = pd.DataFrame({"child_id": rows["child_id"], "worker_id": rows["worker_id"], "on": rows["held_on"]})
    events["counts"] = rows["supervision_kind"].eq(kind).astype("boolean").mask(unclear)
    blank = pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string")
    events["reason"] = blank.mask(unread_kind | unread_date, str(Reason.UNREADABLE_VALUE))
    events["field"] = pd.Series("supervisions.held_on", index=rows.index, dtype="string").mask(unclear, "supervisions.supervision_kind")
    return events[events["child_id" if kind == "case" else "worker_id"].notna()]


def case_holders(tables: Tables) -> pd.DataFrame:
    """Workers who hold an open child tonight and have not left: worker_id, team_id, starts_on, ends_on, newly_qualified, start_field.

    starts_on is the day they began, NaT where the workforce table does not say or does not hold them.
    """
    rows = populations.caseloads(tables)[["worker_id", "team_id"]]
    staff = tables.staff.drop_duplicates("worker_id").set_index("worker_id")
    rows = rows[looked_up(rows["worker_id"], staff["ended_on"]).isna()]
    return rows.assign(
        starts_on=looked_up(rows["worker_id"], staff["started_on"]).astype(DATES),
        ends_on=pd.Series(pd.NaT, index=rows.index).astype(DATES),
        newly_qualified=looked_up(rows["worker_id"], staff["newly_qualified"]).astype("boolean"),
        start_field="staff.started_on",
    ).reset_index(drop=True)


def intervals(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Case-holders' running gaps since they were last supervised (``clocks.repeated``), each under the clock of the day the gap began.

    asked.clock is everybody's; ``asked.values`` says for newly qualified workers how many weeks from their start supervision is weekly
    (weekly_for_weeks) and how many months from it fortnightly (fortnightly_for_months). The day a gap began decides, so that nobody who
    is late is in time again for having stayed longer.
    Adds ``strictest_due_on``: the last day in time if the worker's start or newness, where blank, is read as the one that asks most;
    the row's own ``due_on`` then reads it as the one that asks least.
    """
    workers, events = case_holders(tables), held(tables, "worker").drop(columns="child_id")
    least, most = (
        clocks.repeated(workers, events, asked, key="worker_id", due_of=partial(_last_days, asked=asked, most=most))
        for most in (False, True)
    )
    only_if_most = most[~most["worker_id"].isin(least["worker_id"])].assign(due_on=lambda rows: _last_days(rows, asked, most=False))
    rows = pd.concat([part for part in (least, only_if_most) if len(part)] or [least], ignore_index=True)
    return rows.assign(strictest_due_on=looked_up(rows["worker_id"], most.set_index("worker_id")["due_on"]).astype(DATES))


def _last_days(gaps: pd.DataFrame, asked: Asked, *, most: bool) -> pd.Series:
    """The last day in time of gaps that began on ``starts_on``, of workers who began on ``record_starts_on``.

    most  a blank start or newness is read as the one that asks most; else as the one that asks least
    """
    began, since = gaps["record_starts_on"], gaps["starts_on"]
    new = gaps["newly_qualified"].fillna(most).astype(bool)
    fortnightly = new & (since < clocks.add_months(began, int(asked.values["fortnightly_for_months"])))
    weekly = new & ((since < began + pd.Timedelta(weeks=int(asked.values["weekly_for_weeks"]))) | (began.isna() & most))
    last = clocks.due(since, asked).mask(fortnightly, since + pd.Timedelta(days=14))
    return last.mask(weekly, since + pd.Timedelta(days=7)).astype(DATES)
