"""Whether a day lies inside the child's time in care."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import matched


def inside_care(rows: pd.DataFrame, periods: pd.DataFrame, on: str) -> pd.Series:
    """True where the day ``on`` lies inside the period of care, its first and last day too; and where there is nothing to compare.

    rows     care_id, child_id and ``on`` (dates); a row whose care_id is blank or names no period is compared with all the child's
    periods  care_id, child_id, starts_on, ends_on; a blank start or end is open
    """
    spans = periods[["care_id", "child_id", "starts_on", "ends_on"]]
    asked = rows[["care_id", "child_id", on]].reset_index(names="row")
    known = asked["care_id"].isin(spans["care_id"])
    named = matched(asked[known].drop(columns="child_id"), spans.drop(columns="child_id"), on="care_id")
    loose = matched(asked[~known & asked["child_id"].notna()].drop(columns="care_id"), spans.drop(columns="care_id"), on="child_id")
    pairs = pd.concat([named[["row", on, "starts_on", "ends_on"]], loose[["row", on, "starts_on", "ends_on"]]], ignore_index=True)
    inside = ~(pairs[on] < pairs["starts_on"]) & ~(pairs[on] > pairs["ends_on"])
    outside = set(pairs["row"]) - set(pairs[inside]["row"])
    return pd.Series(~rows.index.isin(list(outside)), index=rows.index)


def best_in_care(rows: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """The period of care each thing that lasts fits best: care_id, begins_outside, ends_outside and over (care has ended), by row.

    rows     care_id, child_id, started_on, ended_on (blank: not ended), ended_unread (it has ended, on a day that cannot be read)
    periods  as for ``inside_care``: the one named, or, where care_id is blank or names none, whichever of the child's holds the whole of it
    Where there is nothing to compare, care_id is blank and nothing lies outside. A thing still open when care has ended lies outside.
    """
    spans = periods[["care_id", "child_id", "starts_on", "ends_on"]].rename(columns={"care_id": "period", "child_id": "whose"})
    asked = rows[["care_id", "child_id", "started_on", "ended_on", "ended_unread"]].reset_index(names="row")
    known = asked["care_id"].isin(spans["period"])
    named = matched(asked[known], spans, left_on="care_id", right_on="period")
    loose = matched(asked[~known & asked["child_id"].notna()], spans, left_on="child_id", right_on="whose")
    pairs = pd.concat([named, loose], ignore_index=True).sort_values(["starts_on", "period"], ascending=False, na_position="last")
    over = pairs["ends_on"].notna()
    begins = (pairs["started_on"] < pairs["starts_on"]) | (pairs["started_on"] > pairs["ends_on"])
    ends = (pairs["ended_on"] < pairs["starts_on"]) | (pairs["ended_on"] > pairs["ends_on"])
    ends |= pairs["ended_on"].isna() & ~pairs["ended_unread"] & over
    pairs = pairs.assign(begins_outside=begins, ends_outside=ends, over=over, faults=begins.astype(int) + ends.astype(int))
    pairs["unsure"] = pairs["ended_unread"] & over
    best = pairs.sort_values(["faults", "unsure", "begins_outside"], kind="stable").drop_duplicates("row").set_index("row")
    found = best[["period", "begins_outside", "ends_outside", "over"]].rename(columns={"period": "care_id"}).reindex(rows.index)
    sides = ["begins_outside", "ends_outside", "over"]
    return found.assign(**{side: found[side].fillna(False).astype(bool) for side in sides})
