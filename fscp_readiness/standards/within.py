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
