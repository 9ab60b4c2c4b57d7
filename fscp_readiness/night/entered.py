"""What came into the record after a day (of two nights kept): rows dated before it, rows that say otherwise, rows taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from fscp_readiness.findings.frames import blank
from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.history import StateRefused, default_folder, open_state, open_store
from fscp_readiness.history.snapshots import read_snapshot
from fscp_readiness.tables import DATES, table

from .kept_night import KeptNight, unpacked

ENTERED: Final = {
    "table": "string", "record_id": "string", "child_id": "string", "what": "string", "field": "string", "event_on": DATES,
}  # fmt: skip
"""What came into the record after a day. ``what``: back_dated (a row that is new and dated before), altered (``field`` says otherwise than
it did), taken_away. Never a value."""


@dataclass(frozen=True)
class Entered:
    """rows  ENTERED; sentence  between which nights, how many, and how many are about restricted children and not listed."""

    rows: pd.DataFrame
    sentence: str


def entered_after(since: dt.date, out: Path, state: Path | None = None) -> Entered:
    """What came in between the last kept night on or before ``since`` and the newest.

    Raises StateRefused where no such night is kept, or its snapshot no longer.
    """
    opened = open_state(state or default_folder(out))
    store = open_store(opened)
    try:
        runs = store.runs()
    finally:
        store.close()
    before = runs[runs["as_at"] <= since.isoformat()]
    if before.empty or before["as_at"].iloc[-1] == runs["as_at"].iloc[-1]:
        raise StateRefused(
            f"No night is kept on or before {since.isoformat()} with a later one to lay beside it. Give a day between two kept nights.",
            "ENT-01",
        )
    then, now = (unpacked(read_snapshot(opened, run)) for run in (before["run"].iloc[-1], runs["run"].iloc[-1]))
    rows, hidden = entered_between(then, now)
    counts = {what: int((rows["what"] == what).sum()) for what in ("back_dated", "altered", "taken_away")}
    told = (
        f"Between the nights of {then.as_at.isoformat()} and {now.as_at.isoformat()}: {counts['back_dated']:,} rows entered with a date "
        f"before, {counts['altered']:,} values altered, {counts['taken_away']:,} rows taken away."
    )
    if not now.lists_allowed:
        return Entered(rows.iloc[:0], f"{told} Whose records are restricted is not known, so no row is listed. [SEC-71]")
    return Entered(rows, told + (f" About restricted children, not listed: {hidden:,}." if hidden else ""))


def entered_between(then: KeptNight, now: KeptNight) -> tuple[pd.DataFrame, int]:
    """ENTERED between two kept nights about children who are not restricted, sorted, and how many more are about restricted ones."""
    parts = [part for name in sorted(now.extract.tables.frames) for part in _entered(name, then, now)]
    found = pd.concat(parts, ignore_index=True).astype(ENTERED) if parts else blank(ENTERED)
    restricted = about_restricted(found["child_id"], now.extract.tables, found["table"], found["record_id"])
    shown = found[~restricted].sort_values(["table", "record_id", "what", "field"], ignore_index=True)
    return shown, int(restricted.sum())


def _entered(name: str, then: KeptNight, now: KeptNight) -> Iterator[pd.DataFrame]:
    declared = table(name)
    old, new = (each.extract.tables.frames.get(name) for each in (then, now))
    if old is None or new is None:
        return
    called = now.extract.tables.output_name(name)
    own = declared.own_date if declared.own_date in old.columns and declared.own_date in new.columns else None
    last = pd.Timestamp(then.as_at)
    old, new = (each[each[declared.key].notna()].drop_duplicates(declared.key).set_index(declared.key) for each in (old, new))

    def told(rows: pd.DataFrame, what: str, field: str = "") -> pd.DataFrame:
        child = rows["child_id"] if "child_id" in rows else pd.Series(pd.NA, index=rows.index, dtype="string")
        event = rows[own].dt.normalize() if own else pd.Series(pd.NaT, index=rows.index)
        return pd.DataFrame(
            {"table": called, "record_id": rows.index.astype("string"), "child_id": child.to_numpy(), "what": what, "field": field,
             "event_on": event.to_numpy()}
        )  # fmt: skip

    if own:
        added = new[~new.index.isin(old.index)]
        yield told(added[added[own] < last + pd.Timedelta(days=1)], "back_dated")
    yield told(old[~old.index.isin(new.index)], "taken_away")
    both = old.index.intersection(new.index)
    for column in declared:
        if column.name in old.columns and column.name in new.columns:
            was, became = old[column.name].reindex(both), new[column.name].reindex(both)
            differs = ~(was.eq(became).fillna(False).astype(bool) | (was.isna() & became.isna())) & was.notna()
            yield told(new.loc[both][differs.to_numpy()], "altered", column.source or column.name)
