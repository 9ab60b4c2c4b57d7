"""Visits as events: which count as the child having been seen, and which leave us unable to tell."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import Tables, table
from fscp_readiness.vocabulary import Reason


def visit_events(tables: Tables, name: str, *, record_key: str = "") -> pd.DataFrame:
    """The visits of one table as events for ``clocks.repeated``.

    name        cp_visits, cin_visits or care_visits
    record_key  the column that joins a visit to its plan or period of care; kept where present
    Columns: visit_id, child_id, record_key, on (date), counts, reason, field.
    counts is True where the child was seen, False where not, NA where seen is blank or unreadable, where the visit is known from
    paper only, or where ext_visit and the visit's own flag disagree.
    """
    visits = tables.get(name)
    seen = visits["child_seen"]
    events = pd.DataFrame(
        {
            "visit_id": visits["visit_id"],
            "child_id": visits["child_id"],
            "on": visits["visited_on"],
            "counts": seen.astype("boolean"),
            "reason": pd.Series(str(Reason.BLANK_FIELD), index=visits.index, dtype="string"),
            "field": pd.Series(f"{name}.child_seen", index=visits.index, dtype="string"),
        }
    )
    if record_key:
        events[record_key] = visits[record_key] if record_key in visits else pd.NA
    for column in ("child_seen", "visited_on"):
        unreadable = events["visit_id"].isin(tables.unreadable_keys(name, column))
        events.loc[unreadable, ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), f"{name}.{column}"]
    no_date = events["on"].isna() & (events["reason"] == str(Reason.BLANK_FIELD))
    events.loc[no_date, "field"] = f"{name}.visited_on"
    return _with_records(events, tables, name)


def _with_records(events: pd.DataFrame, tables: Tables, name: str) -> pd.DataFrame:
    records = tables.optional("visit_records")
    if records.empty:
        return events
    own = records[records["visit_table"].isna() | records["visit_table"].eq(table(name).source)]
    own = own.drop_duplicates("visit_id").set_index("visit_id")
    said = events["visit_id"].map(own["visit_outcome"].map({"seen": True, "not_seen": False, "refused": False, "no_access": False,
                                                            "cancelled": False}).astype("boolean"))  # fmt: skip
    conflict = said.notna() & events["counts"].notna() & (said != events["counts"]).fillna(False).astype(bool)
    events.loc[conflict, "counts"] = pd.NA
    events.loc[conflict, ["reason", "field"]] = [str(Reason.CONFLICT), "visit_records.visit_outcome"]
    paper = events["visit_id"].map(own["on_paper_only"]).fillna(False).astype(bool) & events["counts"].fillna(True).astype(bool)
    events.loc[paper, "counts"] = pd.NA
    events.loc[paper, ["reason", "field"]] = [str(Reason.ON_PAPER_ONLY), "visit_records.on_paper_only"]
    return events


def joined_to(events: pd.DataFrame, records: pd.DataFrame, key: str) -> pd.DataFrame:
    """Events with the record each belongs to: by ``key``, and where that is blank by child and date (starts_on to ends_on).

    An event with neither a key nor a date is given to every record of the child: it could be any of theirs.
    """
    keyed = events[events[key].notna()] if key in events else events.iloc[0:0]
    loose = events[events[key].isna()] if key in events else events
    loose = loose[loose["child_id"].notna()]
    if loose.empty:
        return keyed if key in keyed else keyed.assign(**{key: pd.Series(dtype="string")})
    spread = loose.drop(columns=[key], errors="ignore").merge(records[["child_id", key, "starts_on", "ends_on"]], on="child_id")
    fits = ~(spread["on"] < spread["starts_on"]) & ~(spread["on"] > spread["ends_on"])
    return pd.concat([keyed, spread[fits].drop(columns=["starts_on", "ends_on"])], ignore_index=True)
