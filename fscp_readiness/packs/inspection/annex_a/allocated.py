"""Who holds each child, by name, as the lists ask: now, or last where the case is closed; and the names of a record's own team."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.standards import populations
from fscp_readiness.tables import Tables, looked_up

from .asking import Filling


def team_names(tables: Tables, team_id: pd.Series) -> pd.Series:
    """The name of each team, or its id where no name is on record."""
    teams = tables.optional("teams").drop_duplicates("team_id").set_index("team_id")["team_name"]
    return looked_up(team_id, teams).fillna(team_id).astype("string")


def worker_names(tables: Tables, worker_id: pd.Series) -> pd.Series:
    """The name of each worker, or their id where no name is on record."""
    workers = tables.optional("workers").drop_duplicates("worker_id").set_index("worker_id")["worker_name"]
    return looked_up(worker_id, workers).fillna(worker_id).astype("string")


def own(filling: Filling, table: str) -> None:
    """Team and worker of the record itself (lists 3, 4, 5, 9)."""
    tables, rows = filling.asking.tables, filling.rows
    filling.take("team", lambda: team_names(tables, rows["team_id"]), f"{table}.team_id")
    filling.take("worker", lambda: worker_names(tables, rows["worker_id"]), f"{table}.worker_id")


def current_or_last(filling: Filling, closed: pd.Series) -> None:
    """The allocated worker and their team (lists 6, 7, 8); where none is allocated the last team, and where closed the last worker.

    An open case that nobody holds has a blank worker: that is what the record says.
    """
    filling.take("team", lambda: _held(filling, closed)["team"], "involvements.team_id")
    filling.take("worker", lambda: _held(filling, closed)["worker"], "involvements.worker_id")


def _held(filling: Filling, closed: pd.Series) -> pd.DataFrame:
    tables, child = filling.asking.tables, filling.rows["child_id"]
    now = populations.allocated_workers(tables).set_index("child_id")
    ended = populations.allocations(tables)
    ended = ended[ended["ended_on"].notna()].dropna(subset="child_id")
    ended = ended.sort_values(["child_id", "ended_on", "started_on", "involvement_id"], na_position="first", kind="stable")
    last = ended.drop_duplicates("child_id", keep="last").set_index("child_id")
    nobody = ~child.isin(now.index)
    team = looked_up(child, now["team_id"]).mask(nobody, looked_up(child, last["team_id"]))
    worker = looked_up(child, now["worker_id"]).mask(nobody & closed, looked_up(child, last["worker_id"]))
    return pd.DataFrame({"team": team_names(tables, team), "worker": worker_names(tables, worker)})
