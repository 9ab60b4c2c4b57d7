"""Who answers for an answer: the worker, the team and the service (contract.md, 'What one row is')."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from fscp_readiness.standards import populations
from fscp_readiness.tables import TableAbsent, Tables, beside, looked_up, matched, once_a_night
from fscp_readiness.vocabulary import NO_TEAM, NO_WORKER, Counting

ALLOCATION = ("involvement_id", "worker_id", "role", "team_id", "child_id", "started_on", "ended_on")
"""The columns of involvements that an allocation is read from. Without one of them nobody is said to be allocated."""


def with_owners(answers: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The answers with worker_id, team_id and service_id filled.

    Live: the allocated worker or ``none``; that involvement's team, else the last allocated worker's, else the record's own.
    Period: the record's own where it has them, else those allocated on the day of the event. A row about no child keeps its own.
    """
    own_worker, own_team = answers["worker_id"], answers["team_id"]
    live = answers["counting"].eq(str(Counting.LIVE)) & answers["child_id"].notna()
    worker, team = own_worker.copy(), own_team.copy()
    if allocation_known(tables):
        children = answers["child_id"]
        now = beside(answers[["child_id"]], _answering(tables), "child_id")
        worker = worker.mask(live, now["worker_id"])
        team = team.mask(live, now["team_id"].fillna(own_team))
        then = ~live & children.notna() & (own_worker.isna() | own_team.isna())
        if then.any():
            day = _on_the_day(answers[then], tables)
            worker = worker.mask(then, own_worker.fillna(day["worker_id"].reindex(answers.index)))
            team = team.mask(then, own_team.fillna(day["team_id"].reindex(answers.index)))
    else:
        worker = worker.mask(live, pd.NA)
    worker = worker.fillna(NO_WORKER).replace("", NO_WORKER)
    team = team.fillna(NO_TEAM).replace("", NO_TEAM)
    return answers.assign(worker_id=worker, team_id=team, service_id=services(team, tables))


def known(fact: Callable[[], Any], otherwise: Any, tables: Tables) -> Any:  # noqa: ANN401 - a fact is a column or one value
    """A fact worked out from the tables, or ``otherwise`` where the source lacks a table or a column that it needs.

    An error in a night whose source lacks nothing is a fault of ours, and is raised.
    """
    try:
        return fact()
    except TableAbsent:
        return otherwise
    except KeyError:
        if not tables.absent_columns():
            raise
        return otherwise


def allocation_known(tables: Tables) -> bool:
    """Does the source say which worker holds which child?"""
    return all(tables.holds("involvements", column) for column in ALLOCATION)


def services(team: pd.Series, tables: Tables) -> pd.Series:
    """The service a team belongs to, or the team where the source names none."""
    teams = tables.optional("teams").drop_duplicates("team_id").set_index("team_id")
    return looked_up(team, teams["service_id"]).fillna(team).astype("string")


@once_a_night
def _answering(tables: Tables) -> pd.DataFrame:
    """By child: the worker allocated now, and that allocation's team, else the last allocation's."""
    now, last = populations.allocated_workers(tables).set_index("child_id"), _last_allocation(tables).set_index("child_id")
    now = now[["worker_id", "team_id"]].reindex(last.index.union(now.index))
    return now.assign(team_id=now["team_id"].fillna(last["team_id"].reindex(now.index)))


@once_a_night
def _last_allocation(tables: Tables) -> pd.DataFrame:
    """child_id and team_id of each child's last allocation, open or ended."""
    rows = populations.allocations(tables)
    rows = rows[rows["team_id"].notna()].assign(until=lambda kept: kept["ended_on"].fillna(pd.Timestamp("2262-01-01")))
    rows = rows.sort_values(["child_id", "until", "started_on", "involvement_id"], na_position="first").drop_duplicates(
        "child_id", keep="last"
    )
    return rows[["child_id", "team_id"]]


def _on_the_day(answers: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """worker_id and team_id allocated on each answer's event day, by the answers' index."""
    asked = answers[["child_id", "event_on"]].assign(row=answers.index)
    held = populations.allocations(tables)[["child_id", "worker_id", "team_id", "started_on", "ended_on", "involvement_id"]]
    joined = matched(asked, held, on="child_id")
    joined = joined[~(joined["started_on"] > joined["event_on"]) & ~(joined["ended_on"] <= joined["event_on"])]
    joined = joined.sort_values(["row", "started_on", "involvement_id"], na_position="first").drop_duplicates("row", keep="last")
    return joined.set_index("row")[["worker_id", "team_id"]]
