"""Placements of children in care, and the visits made inside each."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables

from . import populations, visits


def placements_in_care(tables: Tables, *, current: bool) -> pd.DataFrame:
    """Placements inside a period of care that is not a short break, one row each.

    current  True: only the current placement of each child now in care: open, the latest start, then the higher id
    Columns: those of placements, with care_id and child_id filled from the period; starts_on, ends_on (the earlier of the placement's
    end and the period's), start_field. A placement joins its period by care_id; where that is blank or names no period, by child and date.
    """
    every = populations.periods_of_care(tables)
    periods = every[~every["short_break"]]
    if current:
        periods = populations.open_on(periods, "ends_on")
    rows = tables.placements
    blank = pd.Series(pd.NaT, index=rows.index).astype(DATES)
    rows = rows.assign(starts_on=rows["started_on"], own_end=rows["ended_on"] if "ended_on" in rows else blank)
    known = rows["care_id"].isin(every["care_id"]) if "care_id" in rows else pd.Series(False, index=rows.index)
    spans = periods[["care_id", "child_id", "starts_on", "ends_on"]].rename(
        columns={"child_id": "period_child", "starts_on": "care_from", "ends_on": "care_to"}
    )
    keyed = rows[known].merge(spans, on="care_id") if known.any() else rows[known].assign(period_child="", care_from=blank, care_to=blank)
    loose = rows[~known & rows["child_id"].notna()].drop(columns="care_id", errors="ignore")
    loose = loose.merge(spans, left_on="child_id", right_on="period_child")
    loose = loose[~(loose["own_end"] < loose["care_from"]) & ~(loose["starts_on"] > loose["care_to"])]
    loose = loose.sort_values("care_from", na_position="first").drop_duplicates("placement_id", keep="last")
    found = pd.concat([keyed, loose], ignore_index=True)
    found["child_id"] = found["child_id"].fillna(found["period_child"])
    found["ends_on"] = found[["own_end", "care_to"]].min(axis=1).astype(DATES)
    found["start_field"] = "placements.started_on"
    found = found.drop(columns=["own_end", "care_from", "care_to", "period_child"])
    if current:
        found = found[found["ends_on"].isna()].sort_values(["child_id", "starts_on", "placement_id"], na_position="last")
        found = found.drop_duplicates("child_id", keep="last")
    return found.reset_index(drop=True)


def visits_inside(tables: Tables, placements: pd.DataFrame) -> pd.DataFrame:
    """Care visits as events of the placement they fall in (``placement_id``, ``on``, ``counts``, ``reason``, ``field``).

    A visit joins by care_id and, where that is blank, by child; it belongs to a placement only if its day lies inside it. A visit with
    no date could lie in any of them.
    """
    events = visits.visit_events(tables, "care_visits", record_key="care_id")
    spans = placements[["placement_id", "care_id", "child_id", "starts_on", "ends_on"]]
    keyed = events[events["care_id"].notna()].drop(columns="child_id").merge(spans, on="care_id")
    loose = events[events["care_id"].isna() & events["child_id"].notna()].drop(columns="care_id").merge(spans, on="child_id")
    found = pd.concat([keyed, loose], ignore_index=True)
    found = found[~(found["on"] < found["starts_on"]) & ~(found["on"] > found["ends_on"])]
    return found.drop(columns=["care_id", "starts_on", "ends_on"])
