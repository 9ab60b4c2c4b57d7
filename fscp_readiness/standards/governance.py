"""Who read the pack, and how fresh and how whole tonight's figures are: what the night knows of itself, as standards ask it."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, READERS, Tables, looked_up
from fscp_readiness.vocabulary import Reason

from . import clocks
from .asked import Asked


def last_reading(tables: Tables, asked: Asked) -> pd.DataFrame:
    """One row for each reader of the pack (tables.READERS): record_id the reader, done_on the last meeting that was given it, due_on the
    day by which the next is due (NaT where there was none), and that meeting's ``pack_as_at`` and ``decisions``.

    ``maybe``: the reader had a meeting on a day that is blank or cannot be read.
    """
    meetings = tables.governance_meetings
    rows = pd.DataFrame({"record_id": pd.Series(READERS, dtype="string")})
    last = meetings[meetings["held_on"].notna()].sort_values("held_on", kind="stable").drop_duplicates("reader", keep="last")
    last = last.set_index("reader")
    for name, column in (("done_on", "held_on"), ("pack_as_at", "pack_as_at"), ("decisions", "decisions")):
        rows[name] = looked_up(rows["record_id"], last[column])
    rows["due_on"] = clocks.due(rows["done_on"].astype(DATES), asked)
    return rows.assign(maybe=rows["record_id"].isin(meetings[meetings["held_on"].isna()]["reader"]))


def loads_with_the_nights_before(tables: Tables, asked: Asked, *, nights: int) -> pd.DataFrame:
    """Tonight's loads (not those of tables absent both times) with ``last`` (rows on the night before) and ``unchanged`` (True where every
    night of the last ``nights`` working days held as many as tonight, and they were all remembered back to then).

    Raises TableAbsent where no night before is remembered.
    """
    before = tables.earlier_loads
    before = before[before["night_on"] < asked.today]
    newest = before[before["night_on"].eq(before["night_on"].max())].set_index("load_id")["rows_read"]
    held = newest.index[newest.gt(0).fillna(False).astype(bool)]
    gone = held[~held.isin(tables.loads["load_id"])]  # not so much as listed tonight
    rows = tables.loads.set_index("load_id")
    rows = rows.reindex([*rows.index, *gone]).rename_axis("load_id").reset_index().astype({"load_id": "string"})
    rows = rows.assign(last=looked_up(rows["load_id"], newest).astype("Int64"), now=rows["rows_read"].fillna(0))
    rows = rows[rows["state"].ne("absent").fillna(True).astype(bool) | rows["last"].gt(0).fillna(False).astype(bool)]
    days_ago = asked.calendar.between(before["night_on"], pd.Series(asked.today, index=before.index).astype(DATES))
    since = before["night_on"][days_ago >= nights].max()
    known = before["load_id"].isin(before[before["night_on"].eq(since)]["load_id"])  # none where no night is so old
    recent = before[known & (before["night_on"] >= since)].groupby("load_id")["rows_read"].agg(["min", "max"])
    lowest, highest = (looked_up(rows["load_id"], recent[name]).astype("Int64") for name in ("min", "max"))
    return rows.assign(unchanged=(lowest.eq(rows["now"]) & highest.eq(rows["now"])).fillna(False).astype(bool))


def open_flags(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Flags raised and not fixed, with ``days``: how long each has been open."""
    rows = tables.flags
    rows = rows[rows["fixed_on"].isna()]
    return rows.assign(days=(asked.today - rows["raised_on"]).dt.days.astype("Float64"))


def not_dated(answer: pd.DataFrame, where: pd.Series, field: str) -> pd.DataFrame:
    """``answer`` with the rows where a day is blank made missing, and the column named."""
    answer.loc[where, "met"] = pd.NA
    answer.loc[where, ["reason", "field"]] = [str(Reason.BLANK_FIELD), field]
    return answer
