"""Placements of children in care, and the visits made inside each."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, matched, once_a_night

from . import populations, visits


@once_a_night
def placements_in_care(tables: Tables, *, current: bool) -> pd.DataFrame:
    """Placements inside a period of care that is not a short break, one row each.

    current  True: only the current placement of each child now in care: open, the latest start, then the higher id
    Columns: those of placements, with care_id and child_id filled from the period; starts_on, ends_on (the earlier of the placement's
    end and the period's), start_field. A placement joins its period by care_id; where that is blank or names no period, by child and date:
    of two periods one still open if the placement is, then the later start, then the higher id.
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
    keyed = rows[known]
    keyed = matched(keyed, spans, on="care_id") if known.any() else keyed.assign(period_child="", care_from=blank, care_to=blank)
    loose = rows[~known & rows["child_id"].notna()].drop(columns="care_id", errors="ignore")
    loose = matched(loose, spans, left_on="child_id", right_on="period_child")
    loose = loose[~(loose["own_end"] < loose["care_from"]) & ~(loose["starts_on"] > loose["care_to"])]
    loose["both_open"] = loose["own_end"].isna() & loose["care_to"].isna()
    loose = loose.sort_values(["both_open", "care_from", "care_id"], na_position="first").drop_duplicates("placement_id", keep="last")
    found = pd.concat([keyed, loose], ignore_index=True)
    found["child_id"] = found["child_id"].fillna(found["period_child"])
    found["ends_on"] = found[["own_end", "care_to"]].min(axis=1).astype(DATES)
    found["start_field"] = "placements.started_on"
    found = found.drop(columns=["own_end", "care_from", "care_to", "period_child", "both_open"], errors="ignore")
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
    keyed = matched(events.drop(columns="child_id"), spans, on="care_id")
    loose = matched(events[events["care_id"].isna() & events["child_id"].notna()].drop(columns="care_id"), spans, on="child_id")
    found = pd.concat([keyed, loose], ignore_index=True)
    found = found[~(found["on"] < found["starts_on"]) & ~(found["on"] > found["ends_on"])]
    return found.drop(columns=["care_id", "starts_on", "ends_on"])


def legal_status_on(tables: Tables, child_id: pd.Series, on: pd.Series | pd.Timestamp) -> pd.DataFrame:
    """The legal status of each child on a day: legal_status_id, legal_status, status_from, with the index of ``child_id``.

    A status joins by child and date; of two the later start wins, then the higher id. All blank where none is recorded; legal_status
    alone is blank where the row is there and does not say, or cannot be read.
    """
    asked = pd.DataFrame({"child_id": child_id, "on": on}).assign(row=range(len(child_id)))
    held = tables.legal_statuses[["legal_status_id", "child_id", "legal_status", "started_on", "ended_on"]]
    pairs = matched(asked, held, on="child_id")
    pairs = pairs[~(pairs["started_on"] > pairs["on"]) & ~(pairs["ended_on"] < pairs["on"])]
    pairs = pairs.sort_values(["row", "started_on", "legal_status_id"], na_position="first", kind="stable")
    last = pairs.drop_duplicates("row", keep="last").set_index("row").rename(columns={"started_on": "status_from"})
    return last.reindex(asked["row"]).set_axis(child_id.index)[["legal_status_id", "legal_status", "status_from"]]


TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
WITH_CURRENT_CARER = ("A3", "A5")
SAME_CARER = ("T", "U", "L")


def stays(tables: Tables) -> pd.DataFrame:
    """Placements as England counts stays: in order, without short breaks and temporary stays (T codes), one row each.

    Columns: those of placements, ended_on (blank where the source has none), and ``continues``: no change of home, because it is the
    return from a temporary stay to the same home, a new row with the same carer, or adoption by the present foster carer.
    """
    rows = tables.placements
    ended_on = rows["ended_on"] if "ended_on" in rows else pd.Series(pd.NaT, index=rows.index).astype(DATES)
    rows = rows.assign(ended_on=ended_on, place=_place(rows))
    periods = populations.periods_of_care(tables)
    rows = rows[~rows["care_id"].isin(periods[periods["short_break"]]["care_id"])]
    rows = rows.sort_values(["child_id", "started_on", "placement_id"], na_position="last")
    temporary = rows["placement_type"].isin(TEMPORARY)
    after_temporary = temporary.groupby(rows["child_id"]).shift(1, fill_value=False)
    kept = rows[~temporary]
    before = kept.groupby("child_id")["place"].shift(1)
    returned = after_temporary.reindex(kept.index) & (kept["place"] == before).fillna(False).astype(bool)
    same_carer = kept["placement_type"].isin(WITH_CURRENT_CARER) | kept["placement_id"].isin(_same_carer(tables))
    return kept.assign(continues=returned | same_carer)


def _place(rows: pd.DataFrame) -> pd.Series:
    """What tells one home from another, blank where the postcode is not known."""
    if "postcode" not in rows:
        return pd.Series(pd.NA, index=rows.index, dtype="string")
    postcode = rows["postcode"].str.replace(" ", "").str.upper()
    return postcode + "/" + rows["placement_type"].fillna("")


def _same_carer(tables: Tables) -> pd.Series:
    """Placements that began with an episode whose reason says that the carer did not change."""
    if not (tables.holds("care_episodes", "start_reason") and tables.holds("care_episodes", "placement_id")):
        return pd.Series(dtype="string")
    first = tables.care_episodes.sort_values("started_on").dropna(subset="placement_id").drop_duplicates("placement_id", keep="first")
    return first[first["start_reason"].isin(SAME_CARER)]["placement_id"]
