"""Things that must come again for every open child: activity, a manager's decision, a discussion in supervision, a document kept up."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import Tables, matched, once_a_night, table
from fscp_readiness.vocabulary import Reason

from . import clocks, populations
from .about import Clock, calendar_days
from .asked import Asked


@once_a_night
def dated(tables: Tables, name: str, column: str) -> pd.DataFrame:
    """The rows of one table as events of their child: child_id, on (``column``), counts, reason, field.

    A row with no readable day counts, on a day not known: it could be a recent one. One dated after ``as_at`` is not there yet.
    """
    rows = tables.get(name)
    rows = rows[~(tables.everything(name).loc[rows.index, column] >= pd.Timestamp(tables.as_at) + pd.Timedelta(days=1))]
    unreadable = rows[table(name).key].isin(tables.unreadable_keys(name, column))
    reason = pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string").mask(unreadable, str(Reason.UNREADABLE_VALUE))
    events = pd.DataFrame({"child_id": rows["child_id"], "on": rows[column], "reason": reason, "field": f"{name}.{column}"})
    return events.assign(counts=pd.Series(True, index=rows.index, dtype="boolean"))


def activity(tables: Tables) -> pd.DataFrame:
    """Anything that happened with a child, as events (REC-02)."""
    return dated(tables, "activities", "happened_on")


def decisions(tables: Tables) -> pd.DataFrame:
    """A manager's decisions and oversight of a child, of any type, as events (MGT-01)."""
    return dated(tables, "management_decisions", "decided_on")


def open_episodes_with(
    tables: Tables, events: pd.DataFrame, asked: Asked, *, others: Clock | None = None, closely: pd.Index | None = None
) -> pd.DataFrame:
    """Open episodes, once one of the events has happened or fallen due: ``clocks.repeated``, ready for ``within``.

    others, closely  where given, children in ``closely`` have the standard's own clock and all others have this one
    """
    episodes = populations.open_episodes(tables).assign(start_field="referrals.received_on")
    joined = matched(episodes[["referral_id", "child_id"]].dropna(), events, on="child_id")
    if others is None or closely is None:
        return clocks.repeated(episodes, joined, asked, key="referral_id")
    near = episodes["child_id"].isin(closely)
    parts = [
        clocks.repeated(episodes[near], joined, asked, key="referral_id"),
        clocks.repeated(episodes[~near], joined, asked.with_clock(others), key="referral_id"),
    ]
    return pd.concat([part for part in parts if not part.empty] or parts[:1], ignore_index=True)


def within(rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Was there an event inside the interval? Missing where a date leaves us unable to tell.

    Where the day the episode began is blank an event proves nothing: the episode may have begun since.
    """
    answer = clocks.repeated_met(rows, asked)
    unsure = rows["record_starts_on"].isna()
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "referrals.received_on"]
    return answer


def on_a_plan(tables: Tables) -> pd.Index:
    """Children on a child protection plan, another council's temporary one among them. Raises TableAbsent without the plans."""
    return pd.Index(populations.open_on(populations.cp_plans_with_temporary(tables), "ends_on")["child_id"].dropna().unique())


def active_episodes(tables: Tables, events: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """``open_episodes_with`` under two clocks: ``asked.values["days_on_a_plan"]`` on a plan, the standard's own for everybody else."""
    on_plan = asked.with_clock(calendar_days(int(asked.values["days_on_a_plan"])))
    return open_episodes_with(tables, events, on_plan, others=asked.clock, closely=on_a_plan(tables))
