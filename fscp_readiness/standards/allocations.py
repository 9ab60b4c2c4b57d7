"""The allocations of open children, one after another: where two run at once, and where there is nobody."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, once_a_night

from . import populations


@once_a_night
def in_open_episodes(tables: Tables) -> pd.DataFrame:
    """Allocations that lie in a child's open episode, in order, with what is wrong with each.

    Columns: involvement_id, child_id, worker_id, team_id, started_on, ended_on and
    beside    it is open, and so is another, to another worker, that began later (or on the same day under a higher id): the other wins
    after_gap for one or more whole days before it began nobody was allocated, though somebody had been since the episode began
    last      nobody is allocated tonight, and this was the last to end
    An episode that began on a day not known holds all of them. One that names nobody allocates nobody; one of no child is nobody's.
    """
    episodes = populations.open_episodes(tables)
    unknown = episodes[episodes["received_on"].isna()]["child_id"]
    begun = episodes[~episodes["child_id"].isin(unknown)].groupby("child_id")["received_on"].min()
    rows = populations.allocations(tables)
    named = rows["worker_id"].notna() | rows["involvement_id"].isin(tables.unreadable_keys("involvements", "worker_id"))
    rows = rows[named & rows["child_id"].isin(episodes["child_id"].dropna())]
    rows = rows[~(rows["ended_on"] < looked_up(rows["child_id"], begun.astype(DATES)))]
    rows = rows.sort_values(["child_id", "started_on", "involvement_id"], na_position="first", kind="stable").reset_index(drop=True)
    is_open, forever = rows["ended_on"].isna(), pd.Timestamp(tables.as_at) + pd.Timedelta(days=1)
    winner = rows[is_open].drop_duplicates("child_id", keep="last").set_index("child_id")
    same = rows["worker_id"].eq(looked_up(rows["child_id"], winner["worker_id"])).fillna(False).astype(bool)
    wins = rows["involvement_id"].eq(looked_up(rows["child_id"], winner["involvement_id"])).fillna(False).astype(bool)
    covered = rows["ended_on"].fillna(forever).groupby(rows["child_id"]).cummax()
    before = covered.groupby(rows["child_id"]).shift(1)
    last = (
        rows.assign(covered=covered, place=rows.index)
        .sort_values(["child_id", "ended_on", "place"])
        .drop_duplicates("child_id", keep="last")
    )
    return rows.assign(
        beside=is_open & ~wins & ~same,
        after_gap=(rows["started_on"] > before + pd.Timedelta(days=1)).fillna(False).astype(bool),
        last=rows.index.isin(last["place"]) & ~rows["child_id"].isin(winner.index),
    )
